"""Ambassador tiers: the team's rules, who holds which, and working it out each month or when somebody asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.domain.explained import Figure, explain, say_figure
from bot.domain.refused import Refused
from bot.domain.rewards import tiers as rules
from bot.domain.rewards.tiers import Fact, Held, Rules, TierRule
from bot.domain.team.roles import Member, Role
from bot.services.influencers import touches
from bot.services.rewards import ambassador_facts
from bot.services.team import members
from storage import Store

SETTING = "rewards:tiers"
SOURCE = "the team's own rules"


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The rules of the team, who set them last, and at which moment (None: nobody has yet)."""

    rules: Rules
    set_by: str | None
    set_at: str | None


@dataclass(frozen=True, slots=True)
class Tier:
    """What an influencer's card says: the tier's name ("" is none yet), since when, and since when below its rules."""

    name: str
    since: date
    below_since: date | None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a tier needs of one thing and what there is of it, as it was known when it was worked out last."""

    fact: Fact
    least: int
    said: str
    is_met: bool
    why: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Why somebody holds a tier, what the next one needs, and all that is known of them."""

    name: str
    tier: str | None
    since: date
    below_since: date | None
    grace_days: int
    checked_at: datetime
    next: str | None
    conditions: Sequence[Condition]
    lines: Sequence[Sequence[str]]


def in_force(store: Store, *, today: date) -> RulesInForce:
    """The rules as they hold on a day."""
    one = store.settings.on(SETTING, day=today)
    if one is None:
        return RulesInForce(Rules(), None, None)
    return RulesInForce(rules.from_json(one.value), one.set_by, one.set_at.isoformat())


def put(
    store: Store, rule: TierRule, *, at: int, instead_of: str | None, seen: str | None, by: Member, now: datetime
) -> None:
    """Set a tier at a place (1 is the lowest); `seen` is when the rules were set that the window showed."""
    old = _to_change(store, seen=seen, by=by, now=now)
    rules.check_tier(rule, old.without(instead_of) if instead_of else old)
    _set(store, old.placed(rule, at, instead_of=instead_of), by=by, now=now)


def remove(store: Store, key: str, *, seen: str | None, by: Member, now: datetime) -> None:
    """Take a tier away; who held it holds at once what they have earned."""
    old = _to_change(store, seen=seen, by=by, now=now)
    if old.named(key) is None:
        raise Refused("This tier is no longer there. Open the tiers again.")
    _set(store, old.without(key), by=by, now=now)


def set_grace(store: Store, days: int | None, *, seen: str | None, by: Member, now: datetime) -> None:
    """Set after how many days below its rules somebody moves down."""
    old = _to_change(store, seen=seen, by=by, now=now)
    _set(store, Rules(old.tiers, rules.check_grace(days)), by=by, now=now)


def _to_change(store: Store, *, seen: str | None, by: Member, now: datetime) -> Rules:
    by.require(Role.MANAGER)
    store.tiers.hold()
    old = in_force(store, today=now.date())
    if old.set_at != seen:
        who = members.name_of(store, old.set_by or "")
        raise Refused(f"{who} changed the tiers a moment ago. Close this and open them again.")
    return old.rules


def _set(store: Store, new: Rules, *, by: Member, now: datetime) -> None:
    kept = rules.to_json(new)
    store.settings.set(SETTING, kept, since=now.date(), source=SOURCE, by=by.slack_id, now=now)
    store.audit.record("set", f"setting:{SETTING}", by=by.slack_id, now=now, value=kept)
    work_out(store, by=by.slack_id, now=now)


def work_out_again(store: Store, *, by: Member, now: datetime) -> int:
    """A manager has everybody's tier worked out at this moment; how many moved."""
    by.require(Role.MANAGER)
    store.tiers.hold()
    return work_out(store, by=by.slack_id, now=now)


def work_out(store: Store, *, by: str, now: datetime) -> int:
    """Work out everybody's tier; how many moved. `by` is a Slack id."""
    today = now.date()
    wanted, before = in_force(store, today=today).rules, store.tiers.all()
    known = ambassador_facts.facts(store, today=today) if wanted.tiers else {}
    rows: list[tuple[int, Held, Mapping[str, Any]]] = []
    moved: list[dict[str, Any]] = []
    for who, mine in sorted(known.items()):
        old = before[who].held if who in before else None
        held = rules.move(old, to=rules.earned(wanted, mine), rules=wanted, today=today)
        rows.append((who, held, {str(fact): _kept(figure) for fact, figure in mine.items()}))
        if held.tier != (old.tier if old else None):
            moved.append({"influencer": who, "from": old.tier if old else None, "to": held.tier})
    store.tiers.put(rows, now=now)
    store.tiers.remove(sorted(before.keys() - known.keys()))
    store.audit.record("work out", about_month(today), by=by, now=now, looked_at=len(rows), moved=moved[:100])
    return len(moved)


def about_month(today: date) -> str:
    """What the audit log calls the tiers of a month."""
    return f"tiers:{today:%Y-%m}"


def _kept(figure: Figure) -> dict[str, Any]:
    value = None if figure.value is None else str(figure.value)
    return {"value": value, "said": say_figure(figure), "note": figure.note, "lines": explain(figure)}


def of(store: Store, influencer_id: int, *, today: date) -> Tier | None:
    """The tier that somebody holds, or that they hold none; None where nobody has looked, or there are no rules."""
    kept = store.tiers.get(influencer_id)
    wanted = in_force(store, today=today).rules if kept else Rules()
    if kept is None or not wanted.tiers:
        return None
    rule = wanted.named(kept.held.tier)
    return Tier(rule.name if rule else "", kept.held.since, kept.held.below_since)


def why(store: Store, influencer_id: int, *, today: date) -> Explained:
    """Why somebody holds what they hold, and what the next tier needs."""
    influencer = touches.found(store, influencer_id)
    kept, wanted = store.tiers.get(influencer_id), in_force(store, today=today).rules
    if not wanted.tiers:
        raise Refused("The team has set no tiers yet. A manager does: `/rapport settings`, Ambassador tiers.")
    if kept is None:
        raise Refused(f"{influencer.name} has said yes to no campaign yet, so there is no tier to work out.")
    mine, above = wanted.named(kept.held.tier), rules.next_above(wanted, kept.held.tier)
    shown = above or mine
    return Explained(
        name=influencer.name,
        tier=mine.name if mine else None,
        since=kept.held.since,
        below_since=kept.held.below_since,
        grace_days=wanted.grace_days,
        checked_at=kept.checked_at,
        next=above.name if above else None,
        conditions=_conditions(shown, kept.facts) if shown else [],
        lines=[kept.facts[fact]["lines"] for fact in Fact if fact in kept.facts],
    )


def _conditions(rule: TierRule, known: Mapping[str, Any]) -> list[Condition]:
    """What a tier needs, against what was known."""
    found = rules.conditions(rule, {fact: _figure(known.get(fact)) for fact in Fact})
    return [
        Condition(one.fact, one.least, known.get(one.fact, {}).get("said", "not known"), one.is_met, one.why)
        for one in found
    ]


def _figure(kept: Mapping[str, Any] | None) -> Figure:
    value = rules.number(kept["value"]) if kept else None
    return Figure("", value, "", "", (), kept["note"] if kept else "Not worked out yet.", "", places=0)
