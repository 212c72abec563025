"""However the ticks come (late, doubled, out of order, from two bots), each step is told once, and in its time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from bot.domain.nudges.nudges import Nudge
from bot.domain.team.roles import Member, Role
from bot.services.nudges import planning, sending
from bot.services.nudges.kinds import Kind
from storage import Database, Store
from storage.tables import outbox
from tests.year.almanac import Manners, first_open, is_open
from tests.year.story import BERLIN, KOLKATA, NEW_YORK

BASES = (date(2027, 3, 8), date(2027, 3, 22), date(2027, 10, 25), date(2027, 11, 5))
"""Days before the clocks change: in New York, in Berlin (and Easter), in Berlin, in New York (and Veterans Day)."""
HOURS: tuple[dict[str, Any], ...] = (
    {},
    {"days": [1, 2, 3, 4, 5], "start": "10:00", "end": "16:00"},
    {"days": [6], "start": "01:00", "end": "04:00", "country": None},
    {"days": [0, 1, 2, 3, 4, 5, 6], "start": "00:00", "end": "23:45", "country": None},
)
BOTS = 2


def _load(_store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any]:
    return {"person": None, "campaign": "", "number": one.number}


@dataclass(frozen=True)
class Case:
    """A matter that is open from its anchor on, how its owner wants to be told, and when which bot looks."""

    anchor: datetime
    tz: str
    hours: Mapping[str, Any]
    steps: tuple[int, ...]
    ticks: list[tuple[datetime, int]]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Any of them, the ticks in any order."""
    day = draw(st.sampled_from(BASES)) + timedelta(days=draw(st.integers(0, 6)))
    anchor = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 1439)))
    steps = draw(st.sets(st.integers(-48, 240), min_size=1, max_size=4))
    minutes = st.integers(-2 * 1440, 20 * 1440)
    moments = draw(st.lists(st.tuples(minutes, st.integers(0, BOTS - 1)), min_size=1, max_size=12))
    ticks = [(anchor + timedelta(minutes=after, seconds=7), bot) for after, bot in moments]
    tz, hours = draw(st.sampled_from((BERLIN, NEW_YORK, KOLKATA))), draw(st.sampled_from(HOURS))
    return Case(anchor, tz, hours, tuple(sorted(steps)), ticks)


def manners_of(case: Case) -> Manners:
    """The hours as the oracle's calendar knows them."""
    told = dict(case.hours)
    for name in ("start", "end"):
        if name in told:
            told[name] = time.fromisoformat(told[name])
    if "days" in told:
        told["days"] = tuple(told["days"])
    return Manners(case.tz, **told)


def expected(case: Case) -> list[tuple[datetime, int]]:
    """When which step is told: at the first tick that sees it due and open, unless a later one has come by then."""
    manners = manners_of(case)
    told: list[tuple[datetime, int]] = []
    over: set[int] = set()
    for at, _ in case.ticks:
        come = {step for step in case.steps if first_open(manners, case.anchor + timedelta(hours=step)) <= at}
        latest = max(come, default=None)
        over |= {step for step in come if latest is not None and step < latest}
        if latest in come - over and is_open(manners, at):
            told.append((at, latest))
            over.add(latest)
    return told


def check_any_order(case: Case, told: list[tuple[datetime, int]]) -> None:
    """Each step once, in its time and its person's hours, none after a newer one; and in the end the newest."""
    manners, steps = manners_of(case), [step for _, step in told]
    assert steps == sorted(set(steps)), "told twice, or after a newer one"
    for at, step in told:
        assert is_open(manners, at), f"{step} in quiet hours"
        assert at >= case.anchor + timedelta(hours=step), f"{step} before its time"
    assert steps[-1:] == [max(case.steps)], "the newest step was lost"


@pytest.fixture
def bots(database: str) -> Iterator[list[Database]]:
    """Two bots on one database; on SQLite, where only one process may write, one that is started twice."""
    first = Database(database)
    both = [first, first if first.is_alone else Database(database)]
    yield both
    for one in {id(one): one for one in both}.values():
        one.close()


def play(bots: list[Database], case: Case, *, workspace: str) -> list[tuple[datetime, int]]:
    """Have the ticks come as they do; gives what was told, and when."""
    kind = Kind("followup", steps=case.steps, load=_load)
    start = min(at for at, _ in case.ticks)
    with bots[0].transaction(workspace) as store:
        _plant(store, case, now=start)
    told: list[tuple[datetime, int]] = []
    for at, which in case.ticks:
        with bots[which].transaction(workspace) as store:
            planning.plan(store, {"followup": kind}, now=at)
            sending.send(store, {"followup": kind}, now=at)
        told += _new(bots[0], workspace, at, len(told))
    return told


def _plant(store: Store, case: Case, *, now: datetime) -> None:
    store.members.install(name="Team", bot_user="UBOT", now=now)
    store.members.keep(Member("UANA", "Ana", Role.MARKETER, case.tz, is_welcome=True), now=now)
    manners = {"cap": 50, **case.hours}
    long_ago = date(2026, 1, 1)
    store.settings.set("nudges:manners", manners, since=long_ago, source="the test", by="UBOT", now=now)
    fields = {"name": "Noor", "stage": "prospect"}
    number = store.influencers.add(fields, labels={}, now=now)
    store.followups.add(number, owner="UANA", due_at=case.anchor, what="Call", by="UANA", now=now)


def _new(bot: Database, workspace: str, at: datetime, many: int) -> list[tuple[datetime, int]]:
    mine = (outbox.c.workspace_id == workspace, outbox.c.key.startswith("nudge:"))
    with bot.engine.connect().execution_options(reading=True) as connection:
        rows = connection.execute(outbox.select().where(*mine).order_by(outbox.c.id)).all()
    return [(at, int(row.values["step"])) for row in rows[many:]]


@pytest.fixture
def numbers() -> Iterator[int]:
    """Numbers for workspaces: each case has one of its own."""
    return iter(range(1_000_000))


def hold(bots: list[Database], numbers: Iterator[int], *, examples: int, in_order: bool) -> None:
    """Hold so many cases against what is expected."""

    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    @given(case=cases())
    def run(case: Case) -> None:
        late = first_open(manners_of(case), case.anchor + timedelta(days=40))
        chosen = replace(case, ticks=sorted(case.ticks) if in_order else [*case.ticks, (late, 0)])
        note(f"{chosen}")
        told = play(bots, chosen, workspace=f"T{next(numbers)}")
        if in_order:
            assert told == expected(chosen)
        else:
            check_any_order(chosen, told)

    run()


def test_late_or_doubled_ticks_tell_each_step_at_the_first_that_may(
    bots: list[Database], numbers: Iterator[int]
) -> None:
    hold(bots, numbers, examples=40, in_order=True)


def test_ticks_in_any_order_tell_no_step_twice_or_early_or_in_the_night_and_lose_none(
    bots: list[Database], numbers: Iterator[int]
) -> None:
    hold(bots, numbers, examples=40, in_order=False)


@pytest.mark.prove
@pytest.mark.timeout(900)
@pytest.mark.parametrize("in_order", [True, False])
def test_the_same_for_very_many(bots: list[Database], numbers: Iterator[int], in_order: bool) -> None:
    hold(bots, numbers, examples=800, in_order=in_order)
