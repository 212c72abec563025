"""One step of a walk: foretold by the oracle, done by the services, and both held against each other."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from random import Random
from typing import Any, TypeVar

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant

from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from storage import Store, tables
from tests.walk.checks import Books
from tests.walk.law import Law, Someone
from tests.walk.oracle import NEW, Account, Key, No, Oracle
from tests.walk.world import GUEST, ROLES, Crash, World

CHAIN_EVERY = 10
"""How many steps lie between two looks at the whole audit log."""
LOOK_EVERY = 4
"""Of so many refusals one is held against everything that stood before; of crashes, each is."""

OTHERS = 4
"""Of so many choices one is among all there are, fitting or not."""

Act = TypeVar("Act", bound=Callable[..., None])
Foretell = Callable[[Oracle], object]
Do = Callable[[Store, Member], Any]


def pick(among: list[Any], which: int) -> Any:
    """One of several, by a number that may be too high."""
    return among[which % len(among)]


def apt(among: list[Any], which: int, fits: Callable[[Any], object]) -> Any:
    """One of several, most often one that fits: the others are there to be refused."""
    fitting = [one for one in among if fits(one)]
    return pick(fitting if fitting and which % OTHERS else among, which // OTHERS)


def step(**drawn: Sequence[Any] | st.SearchStrategy[Any]) -> Callable[[Act], Act]:
    """Something that may happen on a walk, with what it may happen with: one of several, or what is drawn."""

    def mark(act: Act) -> Act:
        act.drawn = drawn  # type: ignore[attr-defined]
        return act

    return mark


def where(holds: Callable[[Any], object]) -> Callable[[Act], Act]:
    """What may happen only where something holds."""

    def mark(act: Act) -> Act:
        act.holds = holds  # type: ignore[attr-defined]
        return act

    return mark


def _chosen(among: Any, data: st.DataObject, chance: Random) -> Any:
    return data.draw(among) if isinstance(among, st.SearchStrategy) else chance.choice(among)


def _always(_: object) -> bool:
    return True


class Steps(RuleBasedStateMachine):
    """How a step is taken. `url` is the database's.

    `seen` are the (edition, version) that windows on each contract and payment were opened with, `tokens` the links
    that influencers hold.
    """

    url = ""

    def __init__(self) -> None:
        super().__init__()
        self.world = World(self.url)
        self.books = Books(self.world)
        people = {name: Someone(role) for name, role in ROLES.items()}
        people[GUEST] = Someone("manager", here=False)
        self.oracle = Oracle(Law(people), self.world.now, {place: Account() for place in self.world.places})
        self.tokens: dict[int, str] = {}
        self.seen: dict[tuple[str, Any], list[tuple[int, int]]] = {}
        self.seeds: Counter[int] = Counter()
        self.crash_at: int | None = None
        self.is_deadly = False
        self.steps = 0

    def teardown(self) -> None:
        """Look at the log for the last time, and let the database go."""
        try:
            self.books.check_audit()
        finally:
            self.world.leave()

    def attempt(
        self,
        said: str,
        foretell: Foretell,
        do: Do,
        *,
        who: str = "",
        least: Role = Role.MARKETER,
        is_claimed: bool = False,
    ) -> Any:
        """Have somebody try something; what comes of it must be what the oracle foretells. Gives what was made.

        `who` comes in as from Slack, and needs the role `least`; `is_claimed` takes an edited payload's word that
        they are an admin. Without `who` it is nobody of the team.
        """
        note(said)
        trial, reason = self._foretold(foretell)
        try:
            by = self.world.acting(who, least) if who and not is_claimed else self.world.claimed(who)
            made = self._done(do, by, is_refusal=reason is not None)
        except (Refused, Crash) as stopped:
            note(f"   {stopped}")
            is_expected = reason is not None or isinstance(stopped, Crash)
            assert is_expected, f"{said}: refused, although it is allowed: {stopped}"  # noqa: PT017
            return None
        assert reason is None, f"{said}: done, although {reason}"
        self.oracle = trial
        self.name()
        return made

    def _foretold(self, foretell: Foretell) -> tuple[Oracle, str | None]:
        """What will stand, or why nothing comes of it."""
        trial = deepcopy(self.oracle)
        try:
            foretell(trial)
        except No as no:
            return trial, str(no)
        return trial, None

    def _done(self, do: Do, by: Member, *, is_refusal: bool) -> Any:
        """Do it in a transaction; where it is refused or crashes, nothing at all has changed."""
        crash_at, self.crash_at = self.crash_at, None
        is_looked_at = crash_at or (is_refusal and self.steps % LOOK_EVERY == 0)
        before = self.books.portrait() if is_looked_at else ""
        try:
            with self.world.transaction(crash_at) as store:
                return do(store, by)
        except (Refused, Crash) as stopped:
            if isinstance(stopped, Crash) and self.is_deadly:
                self.world.die()
            assert not before or self.books.portrait() == before, "something changed all the same"
            raise

    def name(self) -> None:
        """Give what was just made the number that it has in the database."""
        self.books.turn()
        named: Mapping[Any, dict[int, Any]] = {
            tables.contract: self.oracle.contracts,
            tables.signing_link: self.oracle.links,
            tables.signature: self.oracle.signatures,
            tables.proposal: self.oracle.wishes,
            tables.delegation: self.oracle.law.leaves,
        }
        for table, made in named.items():
            if NEW in made:
                made[max(row.id for row in self.books.rows(table))] = made.pop(NEW)
        self._name_requests()
        self._remember()

    def _name_requests(self) -> None:
        """Whatever was asked for must have been asked for; then it has the number of its row."""
        keys = {row.id: (row.contract_id, row.key) for row in self.books.rows(tables.payment)}
        rows = [row for row in self.books.rows(tables.approval) if row.id not in self.oracle.requests]
        made = {(r.subject, keys[r.subject_id] if r.subject == "payment" else r.subject_id): r.id for r in rows}
        for number in sorted(one for one in self.oracle.requests if one < 0):
            one = self.oracle.requests.pop(number)
            assert (one.subject, one.about) in made, f"nobody was asked to decide on {one.subject} {one.about}"
            self.oracle.requests[made[one.subject, one.about]] = one

    def _remember(self) -> None:
        """Keep with which version of the row each edition of a contract or payment is shown."""
        editions: dict[tuple[str, Any], int] = {
            ("contract", number): one.edition for number, one in self.oracle.contracts.items()
        }
        editions |= {("payment", key): one.edition for key, one in self.oracle.payments.items()}
        rows = [(("contract", row.id), row.version) for row in self.books.rows(tables.contract)]
        rows += [(("payment", (row.contract_id, row.key)), row.version) for row in self.books.rows(tables.payment)]
        for about, version in rows:
            shown = (editions.get(about, 0), version)
            kept = self.seen.setdefault(about, [])
            if kept[-1:] != [shown]:
                kept.append(shown)

    def window(self, kind: str, key: Any, *, is_old: bool) -> tuple[int, int]:
        """What a window that somebody opened holds: (edition, version); an old one was opened a change ago."""
        kept = self.seen[kind, key]
        return kept[-2] if is_old and len(kept) > 1 else kept[-1]

    def happen(self, data: st.DataObject, seed: int, *, among: Sequence[type]) -> None:
        """One of the steps of some class happens, wherever it may: any as likely as any other, whatever was drawn."""
        self.seeds[seed] += 1
        chance = Random(f"{seed}:{self.seeds[seed]}")  # what Hypothesis draws twice happens differently
        found = [(name, getattr(self, name)) for name in sorted(vars(chance.choice(among)))]
        able = [act for _, act in found if hasattr(act, "drawn") and getattr(act, "holds", _always)(self)]
        if able:
            act = chance.choice(able)
            act(**{name: _chosen(one, data, chance) for name, one in act.drawn.items()})

    def contract(self, which: int, *stages: str) -> int:
        """A contract, most often in one of these stages."""
        return int(apt(sorted(self.oracle.contracts), which, lambda one: self.oracle.contracts[one].stage in stages))

    def payment(self, which: int, *stages: str) -> Key:
        """A payment, most often in one of these stages."""
        key: Key = apt(sorted(self.oracle.payments), which, lambda one: self.oracle.payments[one].stage in stages)
        return key

    @invariant()
    def everything_adds_up(self) -> None:
        """After each step, all books are right."""
        self.books.check(self.oracle)
        self.steps += 1
        if self.steps % CHAIN_EVERY == 0:
            self.books.check_audit()
