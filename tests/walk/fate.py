"""On a walk: time passes, shops sell, content goes live; messages are sent, and the process dies meanwhile."""

from datetime import timedelta
from typing import Any

from hypothesis import note

from bot.domain.campaigns.collaborations import CostKind, CostState
from bot.domain.content.deliverables import DeliverableStage
from bot.domain.results.attribution import Order
from bot.domain.results.shop_orders import Sent
from bot.services.campaigns import costs
from bot.services.content import publishing
from bot.services.results import conversions
from storage import Store
from tests.walk.machine import apt, pick, step, where
from tests.walk.paying import Paying
from tests.walk.world import Crash
from tests.walk.writing import WHICH

LEASE = timedelta(minutes=11)
"""After so long what a dead process was sending is sent by the next."""


class Fate(Paying):
    """What nobody of the team does."""

    @step(days=(0, 1, 3, 9), minutes=range(1, 600))
    def time_passes(self, days: int, minutes: int) -> None:
        self.travel(timedelta(days=days, minutes=minutes))

    def travel(self, time: timedelta) -> None:
        """Let time pass, and what is due by then happen."""
        self.world.now += time
        self.oracle.now = self.world.now
        note(f"it is {self.world.now:%d %B, %H:%M}")
        self.world.tick()
        self.oracle.tick()
        self.name()

    @step(place=WHICH, state=tuple(CostState), amount=(100_00, 250_50), is_fee=(False, True))
    def writes_a_cost(self, place: int, state: CostState, amount: int, is_fee: bool) -> None:
        number, kind = pick(self.world.places, place), CostKind.FEES if is_fee else CostKind.PRODUCT
        typed = costs.Typed(kind, state, f"{amount / 100:.2f}", "by hand")
        self.attempt(
            f"mia writes {amount} of {kind} as {state} for collaboration {number}",
            lambda oracle: oracle.write_cost("mia", number, str(kind), str(state), amount),
            lambda store, by: costs.add(store, number, typed, by=by, now=self.world.now),
            who="mia",
        )

    @step(place=WHICH, amount=(1_000_00, 333_35, 25))
    def a_shop_sells(self, place: int, amount: int) -> None:
        number = pick(self.world.places, place)

        def sell(store: Store, _: Any) -> None:
            link = store.links.of(number)
            assert link is not None
            order = Order(f"o{self.steps}", self.world.now, amount, "EUR", codes=(link.code,))
            conversions.take(store, [Sent(order)], source="shop", by=None, now=self.world.now)

        self.attempt(f"a shop sells {amount} for {number}", lambda oracle: oracle.sell(number, amount), sell)

    @where(lambda self: any(one.pieces for one in self.oracle.accounts.values()))
    @step(place=WHICH, which=WHICH)
    def content_goes_live(self, place: int, which: int) -> None:
        among = [number for number, one in sorted(self.oracle.accounts.items()) if one.pieces]
        number = pick(among, place)
        pieces = self.oracle.accounts[number].pieces
        self.publish(number, apt(list(range(len(pieces))), which, lambda one: pieces[one].live is None))

    def publish(self, number: int, index: int) -> None:
        """A piece of content of a collaboration goes live; its review is walked elsewhere."""
        title = self.oracle.accounts[number].pieces[index].title

        def go_live(store: Store, by: Any) -> None:
            one = next(one for one in store.deliverables.of([number]) if one.title == title)
            if one.state is DeliverableStage.PLANNED:
                assert store.deliverables.change(one, {"state": DeliverableStage.APPROVED})
                one = next(each for each in store.deliverables.of([number]) if each.id == one.id)
            url = f"https://www.instagram.com/reel/{one.id}Ab{title}/"
            told = publishing.Publication(url, self.world.now.date(), publishing.Seen("#ad our bread"))
            publishing.publish(store, one.id, told, version=one.version, by=by, now=self.world.now)

        said = f"“{title}” of {number} goes live"
        self.attempt(said, lambda oracle: oracle.publish(number, index), go_live, who="mia")

    @step(at=range(1, 60), is_deadly=(False, True))
    def will_crash(self, at: int, is_deadly: bool) -> None:
        """The next transaction stops at its n-th statement, or at its commit."""
        self.crash_at, self.is_deadly = at, is_deadly
        note(f"the next transaction crashes at statement {at}{', and with it the process' if is_deadly else ''}")

    @step()
    def the_process_dies(self) -> None:
        self.world.die()

    @step(dies=("", "", "before", "after"))
    def messages_are_sent(self, dies: str) -> None:
        """A process that dies while it posts is followed by another one, once the lease of its batch has passed."""
        note(f"messages are sent; the process dies {dies or 'nowhere'}")
        self.world.slack.dies = dies
        try:
            self.world.send()
        except Crash:
            self.world.die()
            self.world.send()
            self.travel(LEASE)
            self.world.send()
        self.world.slack.dies = ""
