"""The oracle: what must come of each step, told once more from the product's rules.

Each method is what somebody tries: it says no, or changes what stands. Nothing of the bot is imported here.
"""

from datetime import timedelta

from tests.walk.law import Leave, No, Request, must
from tests.walk.ledger import Account, Key, Payment, Spec
from tests.walk.owing import Owing
from tests.walk.standing import ENDED, NEW, Contract, Link, Signature, Wish

OPENS_AGAIN = ("approved", "sent", "rejected", "expired")
"""Stages from which a new version makes a draft again."""


class Oracle(Owing):
    """Writing, deciding and signing, and beneath it what is owed."""

    def begin(self, who: str, place: int, spec: Spec, *, owner: str) -> None:
        """One contract at a time for each collaboration."""
        self.law.role(who, "marketer")
        rivals = [one for one in self.contracts.values() if one.place == place and one.stage not in ENDED]
        must(not rivals, "there is a contract already")
        self.contracts[NEW] = Contract(place, owner, who, [(spec, who)])

    def change(self, who: str, number: int, spec: Spec, *, edition: int) -> None:
        """A new version, unless nothing changed; what was decided on the old one falls away."""
        self.law.role(who, "marketer")
        one = self.seen(number, edition)
        must(one.stage in ("draft", *OPENS_AGAIN), "nothing is changed now")
        if spec == one.spec:
            return
        one.versions.append((spec, who))
        is_draft = one.stage == "draft"
        one.move("draft")
        if not is_draft:
            self.close(number)

    def submit(self, who: str, number: int, *, asked: str | None) -> None:
        """A complete draft, where enough people may decide on it."""
        self.law.role(who, "marketer")
        one = self.contracts[number]
        must(one.stage == "draft", "only a draft is submitted")
        must(one.spec["is_complete"], "something is missing")
        apart = frozenset({who, one.owner, one.versions[-1][1]})
        request = Request("contract", number, len(one.versions), one.spec["fee"], one.spec["currency"], apart)
        able = self.law.able(request)
        must(len(able) >= self.law.needed(request.amount, request.currency)[1], "too few may decide")
        must(asked is None or asked in able, f"{asked} may not decide")
        one.asker = who
        one.move("in review")
        self.requests[NEW] = request

    def take_back(self, who: str, number: int, *, edition: int) -> None:
        """By who submitted it, or its owner."""
        self.law.role(who, "marketer")
        one = self.seen(number, edition)
        must(one.stage == "in review", "it is not in review")
        must(who in (one.asker, one.owner), "only who asked")
        self.withdraw("contract", number)
        one.move("draft")

    def terminate(self, who: str, number: int, why: str, *, edition: int) -> None:
        """With a reason; what is signed only by a manager."""
        self.law.role(who, "marketer")
        one = self.seen(number, edition)
        must(one.stage not in ENDED, "it is over")
        if not self.law.has(who, "manager"):
            must(one.stage != "signed", "it binds both sides")
            must(who in (one.owner, one.writer), "it is somebody else's")
        must(why, "no reason")
        self.withdraw("contract", number)
        one.move("terminated")
        self.close(number)

    def decide(self, who: str, number: int, verdict: str, reason: str) -> None:
        """With authority, once; anything but an approval needs a reason and ends it."""
        one = self.requests[number]
        approving = verdict == "approve"
        for_whom, role = self.law.capacity(who, one, approving=approving, today=self.today)
        must(approving or reason, "no reason")
        one.decisions += 1
        if approving:
            one.approvals.append((who, for_whom, role))
            one.state = self.law.comes_to(one)
        else:
            one.state = "rejected" if verdict == "reject" else "changes asked"
        if one.state != "open":
            self._ended(one)

    def _ended(self, one: Request) -> None:
        if one.subject == "contract":
            stages = {"approved": "approved", "rejected": "rejected", "changes asked": "draft"}
            self.contracts[one.about].move(stages[one.state])
        else:
            self.payments[one.about].move("approved" if one.state == "approved" else "due")

    def leave(self, manager: str, delegate: str, leave: Leave) -> None:
        """A manager names a colleague who decides for them; nobody else on the same days."""
        self.law.role(manager, "manager")
        must(delegate != manager and self.law.has(delegate, "marketer"), "they cannot stand in")
        mine = [one for one in self.law.leaves.values() if one.manager == manager]
        must(not any(one.first <= leave.last and leave.first <= one.last for one in mine), "somebody does already")
        self.law.leaves[NEW] = leave

    def return_early(self, who: str, number: int) -> None:
        """By whoever named somebody, or an admin, while it lasts."""
        self.law.role(who, "manager")
        must(number in self.law.leaves, "it has ended")
        must(self.law.leaves[number].manager == who or self.law.has(who, "admin"), "it is somebody else's")
        del self.law.leaves[number]

    def send(self, who: str, number: int, days: int, *, edition: int) -> None:
        """A link to what was approved; the one before leads nowhere any more."""
        self.law.role(who, "marketer")
        one = self.seen(number, edition)
        must(one.stage in ("approved", "sent", "expired"), "it is not approved")
        must(not self.is_signed_and_waits(number), "it is signed, and waits for a word")
        self.withdraw_links(number)
        one.move("sent")
        self.links[NEW] = Link(number, len(one.versions), self.now + timedelta(days=days))

    def withdraw_link(self, who: str, number: int) -> None:
        """While nothing was signed by it."""
        self.law.role(who, "marketer")
        one = self.contracts[number]
        must(one.stage == "sent", "it was not sent")
        must(not self.is_signed_and_waits(number), "it is signed, and waits for a word")
        self.withdraw_links(number)
        one.move("approved")

    def _usable(self, number: int) -> tuple[Link, Contract]:
        link = self.links[number]
        one = self.contracts[link.contract]
        must(link.state == "open" and self.now < link.until, "the link is over")
        must(one.stage == "sent" and len(one.versions) == link.number, "the contract is another by now")
        return link, one

    def sign(self, number: int, *, name: str, consent: bool, wants: str) -> None:
        """Once, with name and consent; it counts at once where nothing else is expected than the terms say."""
        link, one = self._usable(number)
        must(len(name) > 1 and any(letter.isalpha() for letter in name) and consent, "no name or no consent")
        link.state = "used"
        signature = self.signatures[NEW] = Signature(link.contract, link.number, self.today)
        self.drop_wish(link.contract)
        if {"freedom": not one.spec["is_free"], "one round": one.spec["rounds"] > 1}.get(wants):
            one.edition += 1
        else:
            self.count(signature)

    def let_count(self, who: str, number: int) -> None:
        """By the contract's owner or a manager, once."""
        signature = self._word_on(who, number)
        one = self.contracts[signature.contract]
        must(one.stage == "sent" and len(one.versions) == signature.number, "the terms are others by now")
        self.count(signature)

    def refuse(self, who: str, number: int, why: str) -> None:
        """The same people, with a reason: the terms are to change."""
        signature = self._word_on(who, number)
        must(why, "no reason")
        self.contracts[signature.contract].move("draft")
        self.close(signature.contract)

    def _word_on(self, who: str, number: int) -> Signature:
        self.law.role(who, "marketer")
        one = self.signatures[number]
        owner = self.contracts[one.contract].owner
        must(who == owner or self.law.has(who, "manager"), "it is somebody else's")
        must(one.state == "waits", "the word was given")
        return one

    def wish(self, number: int, terms: Spec) -> None:
        """By a link that can be used, one wish at a time."""
        link, _ = self._usable(number)
        must(not self.has_open_wish(link.contract), "we owe an answer already")
        self.wishes[NEW] = Wish(link.contract, terms)

    def decline(self, who: str, number: int, answer: str) -> None:
        """With words, once."""
        self.law.role(who, "marketer")
        must(self.wishes[number].state == "open", "it was answered")
        must(answer, "no answer")
        self.wishes[number].state = "declined"

    def take_over(self, who: str, number: int) -> None:
        """Their terms are the next version; words alone are not."""
        self.law.role(who, "marketer")
        wish = self.wishes[number]
        must(wish.state == "open", "it was answered")
        one = self.contracts[wish.contract]
        terms = {**one.spec, **wish.terms}
        must(terms != one.spec, "no field was changed")
        self.change(who, wish.contract, terms, edition=one.edition)
        wish.state = "taken over"


__all__ = ["NEW", "Account", "Key", "No", "Oracle", "Payment", "Spec"]
