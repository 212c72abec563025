"""What the planner asks, as a person writes it in SQL: for each kind what is over, and what was never planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.slack_stub import TEAM
from bot.domain.nudges.nudges import AHEAD, BEHIND
from bot.nudges import KINDS

_C = "JOIN collaboration c ON c.id = {}.collaboration_id"
_OPEN_C = "c.stage NOT IN ('completed', 'declined', 'dropped')"
_KEPT_C = "c.stage NOT IN ('declined', 'dropped')"
_M = "JOIN campaign m ON m.id = c.campaign_id"
_I = "JOIN influencer i ON i.id = c.influencer_id"
_LIVE = "m.state = 'open' AND i.stage <> 'do-not-contact'"
_PROMISE = "promise p WHERE p.workspace_id = '{team}' AND p.kept_at IS NULL AND p.cancelled_at IS NULL AND p.kind = "
_POST = f"post p {_C.format('p')}"
_OF_TEAM = f"WHERE p.workspace_id = '{{team}}' AND {_KEPT_C}"


@dataclass(frozen=True, slots=True)
class Hand:
    """A kind by hand: the rows of its matters (FROM … WHERE …), and its columns. `is_day`: it counts from a day."""

    rows: str
    number: str
    anchor: str
    owner: str = "c.owner"
    is_day: bool = True


HAND: Mapping[str, Hand] = {
    "no_reply": Hand(
        f"outreach o {_C.format('o')} {_M} {_I} WHERE o.workspace_id = '{{team}}' AND o.replied_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM outreach x WHERE x.collaboration_id = o.collaboration_id AND x.id > o.id) "
        f"AND {_OPEN_C} AND {_LIVE}",
        "o.id",
        "o.sent_at",
        is_day=False,
    ),
    "payment_due": Hand(
        f"payment p {_C.format('p')} WHERE p.workspace_id = '{{team}}' "
        "AND p.stage IN ('planned', 'due', 'approved') AND p.amount > 0",
        "p.id",
        "p.due_on",
        "p.owner",
    ),
    "feedback_owed": Hand(f"{_PROMISE}'feedback'", "p.id", "p.due_at", "p.owner", is_day=False),
    "answer_owed": Hand(f"{_PROMISE}'answer'", "p.id", "p.due_at", "p.owner", is_day=False),
    "product_owed": Hand(f"{_PROMISE}'ship' AND p.about LIKE 'product:%'", "p.id", "p.due_at", "p.owner", is_day=False),
    "deliverable_due": Hand(
        f"deliverable d {_C.format('d')} {_M} {_I} WHERE d.workspace_id = '{{team}}' "
        f"AND d.state IN ('planned', 'changes requested', 'approved') AND {_OPEN_C} AND {_LIVE}",
        "d.id",
        "d.due_on",
    ),
    "contract_ending": Hand(
        f"contract k {_C.format('k')} WHERE k.workspace_id = '{{team}}' AND k.stage = 'signed'",
        "k.id",
        "k.ends_on",
        "k.owner",
    ),
    "usage_right_ending": Hand(
        f"usage_right r JOIN deliverable d ON d.id = r.deliverable_id {_C.format('d')} "
        "WHERE r.workspace_id = '{team}' AND d.state IN ('approved', 'published') AND r.ended_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM usage_right x WHERE x.deliverable_id = r.deliverable_id AND x.kind = r.kind "
        "AND x.channel = r.channel AND x.territory = r.territory AND x.ended_at IS NULL "
        "AND (x.until IS NULL OR x.until > r.until))",
        "c.id",
        "r.until",
    ),
    "exclusivity_ending": Hand(
        f"collaboration c WHERE c.workspace_id = '{{team}}' AND {_KEPT_C}", "c.id", "c.exclusive_until"
    ),
    "post_undisclosed": Hand(
        f"{_POST} {_OF_TEAM} AND p.deliverable_id IS NOT NULL AND {{fault}}", "p.id", "p.published_on"
    ),
    "post_unmeasured": Hand(
        f"{_POST} {_M} {_OF_TEAM} AND m.state = 'open' "
        "AND NOT EXISTS (SELECT 1 FROM post_metric x WHERE x.post_id = p.id)",
        "p.id",
        "p.published_on",
    ),
}
"""The rows of each kind's matters, in the words of a person who writes SQL."""

FAULT = {
    "sqlite": "json_extract(p.disclosure, '$.ok') = 0",
    "postgresql": "(p.disclosure ->> 'ok')::boolean IS FALSE",
}


def questions(kind: str, dialect: str, *, now: datetime) -> tuple[str, str]:
    """What is over, and what was never planned, of one kind."""
    one = HAND[kind]
    rows = one.rows.format(team=TEAM, fault=FAULT[dialect])
    column = "day" if one.is_day else "at"
    same = f"n.number = {one.number} AND n.{column} = {one.anchor} AND n.owner = {one.owner}"
    mine = f"n.workspace_id = '{TEAM}' AND n.kind = '{kind}'"
    over = f"SELECT n.* FROM nudge n WHERE {mine} AND n.state IN ('waiting', 'shown') "
    over += f"AND NOT EXISTS (SELECT 1 FROM {rows} AND {same}) ORDER BY n.id"
    steps, spans = KINDS[kind].steps, [_span(step, is_day=one.is_day, now=now) for step in KINDS[kind].steps]
    lacking = " OR ".join(
        f"({one.anchor} BETWEEN '{first}' AND '{last}' AND NOT EXISTS "
        f"(SELECT 1 FROM nudge n WHERE {mine} AND n.step = {step} AND {same}))"
        for step, (first, last) in zip(steps, spans, strict=True)
    )
    whole = f"{one.anchor} BETWEEN '{min(first for first, _ in spans)}' AND '{max(last for _, last in spans)}'"
    return over, f"SELECT {one.number}, {one.anchor}, {one.owner} FROM {rows} AND {whole} AND ({lacking})"


def _span(step: int, *, is_day: bool, now: datetime) -> Sequence[str]:
    """Between which anchors a step is near."""
    away = timedelta(days=step) if is_day else timedelta(hours=step)
    first, last = now - BEHIND - away, now + AHEAD - away
    return tuple(f"{at:%Y-%m-%d}" if is_day else f"{at:%Y-%m-%d %H:%M:%S.000000}" for at in (first, last))
