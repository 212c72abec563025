"""What must come of money, content and time: payments that fall due, are approved, paid once, or cancelled."""

from datetime import date, timedelta

from tests.walk import ledger
from tests.walk.law import Request, must
from tests.walk.ledger import Key, Payment
from tests.walk.standing import Contract, Signature, Standing


class Owing(Standing):
    """The part of the oracle that knows what is owed. Each method says no, or changes what stands."""

    def pay(self, who: str, key: Key, *, paid_on: date, reference: str, edition: int) -> None:
        """Once, when it is approved, with a reference, and never ahead."""
        self.law.role(who, "marketer")
        one = self.seen_payment(key, edition)
        must(one.stage == "approved", "it is not approved, or was paid")
        must(reference.strip() and paid_on <= self.today, "no reference, or a day ahead")
        one.move("paid")

    def cancel(self, who: str, key: Key, why: str, *, edition: int) -> None:
        """By its owner or a manager, with a reason, while it is open."""
        self.law.role(who, "marketer")
        one = self.seen_payment(key, edition)
        must(who == one.owner or self.law.has(who, "manager"), "it is somebody else's")
        must(one.is_open, "it is settled")
        must(why, "no reason")
        self.withdraw("payment", key)
        one.move("cancelled")

    def cancel_rest(self, who: str, number: int) -> None:
        """Of a terminated contract: what is not due yet."""
        self.law.role(who, "marketer")
        must(self.contracts[number].stage == "terminated", "its payments stand")
        rest = [one for one in self.payments_of(number) if one.stage == "planned"]
        must(rest or number in self.products, "nothing is left")
        for one in rest:
            must(who == one.owner or self.law.has(who, "manager"), "it is somebody else's")
            one.move("cancelled")
        self.products.discard(number)

    def ask_again(self, who: str, key: Key, *, edition: int) -> None:
        """For the approval of what was sent back; whoever asks does not decide."""
        self.law.role(who, "marketer")
        one = self.seen_payment(key, edition)
        must(one.stage == "due", "it is not due")
        must(not self.waits("payment", key), "it waits already")
        one.move("due")
        self._ask_for(one, who)

    def ship(self, who: str, number: int) -> None:
        """The product is sent, once."""
        self.law.role(who, "marketer")
        must(number in self.products, "nothing is owed")
        self.products.remove(number)

    def publish(self, place: int, index: int) -> None:
        """A piece goes live, once; the last one gives the rest of the fee its date."""
        piece = self.accounts[place].pieces[index]
        must(piece.live is None, "it is live")
        piece.live = self.today
        self._date(place)

    def sell(self, place: int, amount: int) -> None:
        """An order of a shop: the commission follows, while it is counted."""
        self.accounts[place].orders.append((self.today, amount))
        self._earn(place)

    def write_cost(self, who: str, place: int, kind: str, state: str, amount: int) -> None:
        """A line of cost by hand."""
        self.law.role(who, "marketer")
        self.accounts[place].lines.append((kind, state, amount))

    def tick(self) -> None:
        """What the date brings about."""
        for number, one in self.contracts.items():
            if one.stage == "sent" and not self._has_link(number, one):
                one.move("expired")
        for payment in self.payments.values():
            self._fall_due(payment)
        for number, one in self.contracts.items():
            if one.stage == "signed" and self._is_over(number, one):
                one.move("completed")

    def count(self, signature: Signature) -> None:
        """A signature counts: everything that the terms say follows by itself."""
        number = signature.contract
        one = self.contracts[number]
        signature.state = "counts"
        one.move("signed")
        account = self.accounts[one.place]
        held = {id(piece) for piece in account.pieces}
        account.pieces += [piece for piece in ledger.joined(one.spec, account) if id(piece) not in held]
        account.lines = [line for line in account.lines if line[0] != "fees" or line[1] == "spent"]
        for payment in ledger.planned(one.spec, number, one.owner, signed=signature.day):
            self.payments[number, payment.key] = payment
        if one.spec["product"]:
            self.products.add(number)
        self._earn(one.place)
        self._date(one.place)

    def _has_link(self, number: int, one: Contract) -> bool:
        mine = [link for link in self.links.values() if (link.contract, link.number) == (number, len(one.versions))]
        return any(link.state == "used" or (link.state == "open" and self.now < link.until) for link in mine)

    def _fall_due(self, one: Payment) -> None:
        is_near = one.stage == "planned" and one.due is not None and (one.due - self.today).days <= ledger.EARLY
        spec = self.contracts[one.contract].spec
        if not is_near or (one.key == "commission" and self.today <= ledger.last_day(spec)):
            return
        if one.amount == 0:
            one.move("cancelled")
        else:
            one.move("due")
            self._ask_for(one, one.owner)

    def _ask_for(self, one: Payment, who: str) -> None:
        """Ask for the approval of a payment; the world names the request."""
        writer = self.contracts[one.contract].versions[-1][1]
        apart = frozenset({who, writer, one.owner})
        number = min(0, *self.requests, 0) - 1
        self.requests[number] = Request("payment", (one.contract, one.key), None, one.amount, one.currency, apart)

    def _is_over(self, number: int, one: Contract) -> bool:
        last = one.spec["base"] + timedelta(days=one.spec["days"])
        is_paid = not any(payment.is_open for payment in self.payments_of(number))
        is_live = all(piece.live for piece in self.accounts[one.place].pieces)
        return is_paid and is_live and number not in self.products and last < self.today

    def _earn(self, place: int) -> None:
        for payment in self.payments.values():
            one = self.contracts[payment.contract]
            if one.place == place and payment.key == "commission" and payment.stage == "planned":
                amount = ledger.earned(one.spec, self.accounts[place])
                if amount != payment.amount:
                    payment.amount, payment.edition = amount, payment.edition + 1

    def _date(self, place: int) -> None:
        for payment in self.payments.values():
            one = self.contracts[payment.contract]
            is_waiting = payment.trigger == "publishing" and payment.stage == "planned" and payment.due is None
            if one.place != place or one.stage not in ("signed", "terminated") or not is_waiting:
                continue
            live = ledger.all_live(one.spec, self.accounts[place])
            if live:
                payment.due, payment.edition = live + timedelta(days=one.spec["payment_days"]), payment.edition + 1
