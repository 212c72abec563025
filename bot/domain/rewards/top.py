"""The top performers of a campaign or a month: by what its goal is about, against like-for-like peers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from bot.domain.explained import Figure, Input
from bot.domain.rewards.peers import UPPER, Crowd, Standing
from bot.domain.rewards.performances import OURS, Performance, about

THANKED_WITHIN = timedelta(days=90)
"""Who was thanked so lately is passed over unless there is nobody else."""
ONE_IN = 10
"""At most one in so many is a top performer, and at least one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with enough data: where they stand, and when they were last thanked."""

    performance: Performance
    score: Figure
    standings: Sequence[Standing]
    thanked_on: date | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is proposed, the best first, and who was passed over because they were thanked lately.

    `compared` is how many there were enough data for; `note` says why nobody is proposed, "" where somebody is.
    """

    winners: Sequence[Candidate]
    passed_over: Sequence[Candidate]
    compared: int
    note: str


def choose(
    performances: Sequence[Performance],
    *,
    thanked: Mapping[int, date],
    counted: Mapping[int, Collection[str]],
    today: date,
) -> Choice:
    """The top performers among the performances of one period; at most a tenth of those compared, at least one.

    Who was proposed for the period before is one of them, so that looking again does not go on to the next.

    `thanked` says when somebody was last rewarded, `counted` which sources of theirs were proposed before, whatever
    became of it: nobody wins twice for the same result. Nobody below their peers' upper quarter is among them.
    """
    crowd = Crowd(performances)
    found = [_candidate(one, crowd, thanked_on=thanked.get(one.influencer_id)) for one in performances]
    compared = [one for one in found if one is not None]
    number = len({one.performance.influencer_id for one in compared})
    upper = _best_of_each(one for one in compared if (one.score.value or 0) >= UPPER)
    fresh = [one for one in upper if not one.performance.sources & set(counted.get(one.performance.influencer_id, ()))]
    taken = sum(one.period.key in counted.get(one.influencer_id, ()) for one in performances)
    most = max(1, number // ONE_IN) - taken
    waiting = [one for one in fresh if not _is_recent(one, today=today)]
    winners = (waiting[:most] or fresh[:1]) if most > 0 else []
    passed = [one for one in fresh if one not in winners and _is_recent(one, today=today)]
    note = "" if winners else _why_nobody(performances, compared, upper)
    return Choice(winners, passed if waiting else [], number, note)


def _candidate(one: Performance, crowd: Crowd, *, thanked_on: date | None) -> Candidate | None:
    """Somebody as a candidate, or None where there is not enough data."""
    found = crowd.standings(one, about(one))
    score = _score(one, found)
    return None if score.value is None else Candidate(one, score, found, thanked_on)


def _score(one: Performance, found: Sequence[Standing]) -> Figure:
    """The mean of the percentiles that are known."""
    known = [each for each in found if each.value is not None]
    total = sum((each.value for each in known if each.value is not None), Decimal())
    inputs = tuple(Input(each.percentile.name, each.value, "calculated", one.totals.day, None) for each in found)
    missing = [each.own.name for each in found if each.value is None]
    note = f"Not counted, because there is not enough data: {' and '.join(missing)}." if known and missing else ""
    if not known:
        note = found[0].percentile.note
    value = total / len(known) if known else None
    return Figure("Standing among peers", value, "", "mean of the percentiles", inputs, note, OURS, places=0)


def _best_of_each(found: Iterable[Candidate]) -> list[Candidate]:
    """Each influencer once, with their best collaboration; the best first, the older of two equals."""
    best: dict[int, Candidate] = {}
    for one in sorted(found, key=_rank):
        best.setdefault(one.performance.influencer_id, one)
    return list(best.values())


def _rank(one: Candidate) -> tuple[Decimal, int]:
    return -(one.score.value or Decimal()), one.performance.collaboration_id


def _is_recent(one: Candidate, *, today: date) -> bool:
    return one.thanked_on is not None and today - one.thanked_on < THANKED_WITHIN


def _why_nobody(performances: Sequence[Performance], compared: Sequence[Candidate], upper: Sequence[Candidate]) -> str:
    if not performances:
        return "Nobody has results in this time."
    if not compared:
        return "Not enough data: nobody has at least 5 like peers with the same figures."
    if upper:
        return "Whoever stands out was rewarded for this result before."
    return "Nobody stands in the upper quarter of their peers."
