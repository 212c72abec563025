"""On a walk: links are sent and withdrawn, influencers sign by them or ask for something else."""

from bot.domain.private_links import hash_token
from bot.services.contracts import proposals, signing_links, signings
from tests.walk.deciding import Deciding
from tests.walk.machine import apt, step, where
from tests.walk.writing import OLD, WHICH, WHO, WORDS, WRITERS, has_contracts

STATED = {
    "freedom": {"autonomy": "free in how I make it"},
    "one round": {"treatment": "at most one round of changes"},
    "": {},
}
"""What influencers want, as the page's form says it."""

has_links = where(lambda self: self.oracle.links)
has_signatures = where(lambda self: self.oracle.signatures)
has_wishes = where(lambda self: self.oracle.wishes)


class Signing(Deciding):
    """Links, signatures and wishes."""

    def link(self, which: int) -> int:
        """A link, most often one that is open."""
        return int(apt(sorted(self.oracle.links), which, lambda one: self.oracle.links[one].state == "open"))

    def signature(self, which: int) -> int:
        """A signature, most often one that waits."""
        return int(apt(sorted(self.oracle.signatures), which, lambda one: self.oracle.signatures[one].state == "waits"))

    def wish(self, which: int) -> int:
        """A wish, most often one that is open."""
        return int(apt(sorted(self.oracle.wishes), which, lambda one: self.oracle.wishes[one].state == "open"))

    @has_contracts
    @step(who=WRITERS, which=WHICH, is_old=OLD, days=(7, 14, 30))
    def sends_for_signature(self, who: str, which: int, is_old: bool, days: int) -> None:
        self.send(who, self.contract(which, "approved", "sent", "expired"), days, is_old=is_old)

    def send(self, who: str, number: int, days: int, *, is_old: bool = False) -> None:
        """Somebody makes a link; the walk keeps its token."""
        edition, version = self.window("contract", number, is_old=is_old)
        token = self.attempt(
            f"{who} sends contract {number} for signature, for {days} days",
            lambda oracle: oracle.send(who, number, days, edition=edition),
            lambda store, by: signing_links.send(store, number, days=days, version=version, by=by, now=self.world.now),
            who=who,
        )
        if token:
            self.tokens[max(self.oracle.links)] = token

    @has_links
    @step(who=WRITERS, which=WHICH)
    def withdraws_a_link(self, who: str, which: int) -> None:
        number = self.contract(which, "sent")
        self.attempt(
            f"{who} withdraws the link of contract {number}",
            lambda oracle: oracle.withdraw_link(who, number),
            lambda store, by: signing_links.withdraw(store, number, by=by, now=self.world.now),
            who=who,
        )

    @has_links
    @step(which=WHICH, name=("Noor Haddad", "نور", "?"), consent=(True, True, False))
    def signs(self, which: int, name: str, consent: bool) -> None:
        self.sign(self.link(which), "", name=name, consent=consent)

    @has_links
    @step(which=WHICH, wants=("freedom", "one round"))
    def signs_and_expects_something_else(self, which: int, wants: str) -> None:
        self.sign(self.link(which), wants)

    def sign(self, number: int, wants: str, *, name: str = "Noor Haddad", consent: bool = True) -> None:
        """An influencer signs by a link: any there ever was."""
        token, typed = hash_token(self.tokens[number]), {"name": name, "consent": consent, **STATED[wants]}
        self.attempt(
            f"“{name}” signs by link {number}, wanting {wants or 'nothing'}{'' if consent else ', without consent'}",
            lambda oracle: oracle.sign(number, name=name, consent=consent, wants=wants),
            lambda store, _: signings.sign(store, token, typed, now=self.world.now),
        )

    @has_signatures
    @step(who=WRITERS, which=WHICH)
    def lets_a_signature_count(self, who: str, which: int) -> None:
        self.let_count(who, self.signature(which))

    def let_count(self, who: str, number: int) -> None:
        """Somebody lets a signature count."""
        self.attempt(
            f"{who} lets signature {number} count",
            lambda oracle: oracle.let_count(who, number),
            lambda store, by: signings.let_count(store, number, by=by, now=self.world.now),
            who=who,
        )

    @has_signatures
    @step(who=WRITERS, which=WHICH, why=WORDS)
    def does_not_let_it_count(self, who: str, which: int, why: str) -> None:
        self.refuse(who, self.signature(which), why)

    def refuse(self, who: str, number: int, why: str) -> None:
        """Somebody does not let it count."""
        self.attempt(
            f"{who} does not let signature {number} count: “{why}”",
            lambda oracle: oracle.refuse(who, number, why),
            lambda store, by: signings.refuse(store, number, why=why, by=by, now=self.world.now),
            who=who,
        )

    @has_links
    @step(which=WHICH, days=("", "3"))
    def asks_for_something_else(self, which: int, days: str) -> None:
        self.ask(self.link(which), days)

    def ask(self, number: int, days: str) -> None:
        """By a link, an influencer asks for other terms."""
        token = hash_token(self.tokens[number])
        typed = {"words": "I would like to be paid sooner, please.", "payment_days": days}
        self.attempt(
            f"by link {number} an influencer asks to be paid in {days or 'fewer'} days",
            lambda oracle: oracle.wish(number, {"payment_days": int(days)} if days else {}),
            lambda store, _: proposals.ask(store, token, typed, now=self.world.now),
        )

    @has_wishes
    @step(who=WRITERS, which=WHICH)
    def takes_a_wish_over(self, who: str, which: int) -> None:
        self.take_over(who, self.wish(which))

    def take_over(self, who: str, number: int) -> None:
        """Somebody writes the next version as it was asked for."""
        self.attempt(
            f"{who} takes wish {number} over",
            lambda oracle: oracle.take_over(who, number),
            lambda store, by: proposals.take_over(store, number, by=by, now=self.world.now),
            who=who,
        )

    @has_wishes
    @step(who=WHO, which=WHICH, answer=WORDS)
    def declines_a_wish(self, who: str, which: int, answer: str) -> None:
        number = self.wish(which)
        self.attempt(
            f"{who} declines wish {number}: “{answer}”",
            lambda oracle: oracle.decline(who, number, answer),
            lambda store, by: proposals.decline(store, number, answer=answer, by=by, now=self.world.now),
            who=who,
        )
