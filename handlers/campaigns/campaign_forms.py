"""The three parts of a campaign's plan: which fields each has, what is shown in them, and reading what was typed."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from bot import words
from bot.deps import Store
from bot.domain.campaigns.campaign_words import brief_lines, hashtags, mentions, short_words
from bot.domain.campaigns.campaigns import Campaign, Goal, LineKind, Plan, Target, WantedKind, check_plan
from bot.domain.influencers.counts import parse_count
from bot.domain.money import MOST, parse_amount
from bot.domain.refused import Faults, Refused
from bot.domain.results.links import check_landing_page
from bot.services.campaigns.campaign_sums import targets_first
from handlers.requests import Form

T = TypeVar("T")

STEPS = ("goal", "numbers", "brief")
"""The parts of a plan, in the order in which a new campaign goes through them."""

FIRST = {"goal": "name", "numbers": "currency", "brief": "round_cap"}
"""A field that tells whether somebody saw a part."""

PARTS = {"goal": "Goal, dates, channel", "numbers": "Targets, budget, links", "brief": "Brief, places, who fits"}

WANTED = {f"{kind}s": kind for kind in (WantedKind.VALUE, WantedKind.NICHE, WantedKind.STYLE)}
WANTED["strengths"] = WantedKind.STRENGTH
COUNTED = tuple(target for target in Target if target is not Target.REVENUE)
TARGET_LABELS = {
    Target.REACH: ("Reach", "People to reach, such as 500k"),
    Target.ENGAGEMENTS: ("Engagements", "Likes, comments, shares and saves, such as 20k"),
    Target.CONVERSIONS: ("Conversions", "Orders or sign-ups, such as 300"),
    Target.REVENUE: ("Revenue", "In the campaign's currency, such as 18,000"),
    Target.POSTS: ("Posts", "Pieces of content, such as 30"),
}
SAME = ("name", "about", "owner", "channel", "currency", "landing_page", "hashtags", "mentions", "category")
"""Fields that a form holds as the campaign does."""

FIELDS = (*SAME, "goal", "starts_on", "ends_on", "budget", "window_days", "round_cap", "places")
FIELDS += (*WANTED, *LineKind, *(f"target_{target}" for target in Target))
LONGEST_CATEGORY = 100
MOST_PLACES = 40


def shown(typed: Mapping[str, Any], *, step: str, is_new: bool) -> dict[str, object]:
    """The values of the form's template: one step of a new plan, or one part of a plan that changes."""
    typed = {**dict.fromkeys(FIELDS), **typed}
    goal = Goal(typed["goal"]) if typed["goal"] else None
    targets = [(f"target_{target}", *TARGET_LABELS[target]) for target in targets_first(goal)]
    values = {"typed": typed, "step": step, "is_new": is_new, "number": STEPS.index(step) + 1, "targets": targets}
    place = STEPS.index(step)
    turns = [(STEPS[place - 1], "Back")] if place else []
    if not is_new:
        turns = [(name, label) for name, label in PARTS.items() if name != step]
    return {**values, "turns": turns, "goals": [(one.value, one.value.capitalize()) for one in Goal]}


def defaults(store: Store, *, owner: str) -> dict[str, Any]:
    """What stands in a new plan's fields before anybody types."""
    return {"owner": owner, "currency": store.campaigns.last_currency() or "EUR", "window_days": "30", "round_cap": "2"}


def typed_of(store: Store, campaign: Campaign) -> dict[str, Any]:
    """A campaign as its form shows it: what somebody would have typed."""
    typed: dict[str, Any] = {name: getattr(campaign, name) for name in SAME}
    typed |= {"goal": campaign.goal.value, "budget": words.amount(campaign.budget, campaign.currency)}
    typed |= {"starts_on": campaign.starts_on.isoformat(), "ends_on": campaign.ends_on.isoformat()}
    typed |= {"window_days": str(campaign.window_days), "round_cap": str(campaign.round_cap)}
    typed["places"] = ", ".join(words.country(code) for code in campaign.places)
    for target, number in campaign.targets.items():
        is_money = target is Target.REVENUE
        typed[f"target_{target}"] = words.amount(number, campaign.currency) if is_money else f"{number:,}"
    for kind in LineKind:
        typed[kind.value] = "\n".join(line.text for line in store.campaigns.brief(campaign.id) if line.kind is kind)
    wanted = store.campaigns.wanted(campaign.id)
    return {**typed, **{name: ", ".join(wanted[kind]) for name, kind in WANTED.items()}}


def plan_of(form: Form, steps: tuple[str, ...]) -> Plan:
    """What these parts of a plan say; raises Refused with every fault on its own field."""
    faults, fields = Faults(), dict[str, object]()
    brief, wanted = None, None
    if "goal" in steps:
        _read_goal(form, fields, faults)
    if "numbers" in steps:
        _read_numbers(form, fields, faults)
    if "brief" in steps:
        _read_brief(form, fields, faults)
        brief = tuple(line for kind in LineKind for line in _noted(faults, _lines, form, kind) or ())
        wanted = {kind: _noted(faults, _words, form, name) or () for name, kind in WANTED.items()}
    with faults.noting():
        check_plan({"name": "–", **fields})
    faults.check()
    return Plan(fields, brief=brief, wanted=wanted)


def _noted(faults: Faults, read: Callable[..., T], *given: Any) -> T | None:
    """What `read` gives, or None with its refusal noted."""
    with faults.noting():
        return read(*given)
    return None


def _read_goal(form: Form, fields: dict[str, object], faults: Faults) -> None:
    fields |= {"name": " ".join(form.text("name").split()), "about": form.text("about")}
    fields |= {"owner": form.optional("owner"), "channel": form.optional("channel")}
    fields["goal"] = _noted(faults, _goal, form)
    for name, label in (("starts_on", "first"), ("ends_on", "last")):
        fields[name] = _noted(faults, _day, form, name, label)


def _goal(form: Form) -> Goal:
    chosen = form.optional("goal")
    if chosen is None:
        raise Refused("Choose what the campaign is for.", field="goal")
    return Goal(chosen)


def _day(form: Form, name: str, label: str) -> date:
    if not form.text(name):
        raise Refused(f"Choose the {label} day.", field=name)
    return date.fromisoformat(form.text(name))


def _read_numbers(form: Form, fields: dict[str, object], faults: Faults) -> None:
    for target in COUNTED:
        fields[f"target_{target}"] = _noted(faults, _count, form, f"target_{target}")
    fields["currency"] = currency = _noted(faults, _currency, form)
    if currency is not None:
        for name in ("budget", "target_revenue"):
            fields[name] = _noted(faults, _amount, form, name, currency)
    page = form.text("landing_page")
    fields["landing_page"] = _noted(faults, check_landing_page, page) if page else None
    fields["window_days"] = _noted(faults, _number, form, "window_days")
    for name, read in (("hashtags", hashtags), ("mentions", mentions)):
        with faults.noting():
            fields[name] = read(form.text(name), field=name)


def _count(form: Form, name: str) -> int | None:
    try:
        number = parse_count(form.text(name))
    except Refused as refused:
        raise Refused(refused.sentence, field=name) from refused
    if number is not None and number > MOST:
        raise Refused("That is more than there are people and posts. Check the zeros.", field=name)
    return number or None


def _currency(form: Form) -> str:
    code = words.currency_code(form.text("currency"))
    if code is None:
        raise Refused("I don't know this currency. Write its three letters, such as EUR or USD.", field="currency")
    return code


def _amount(form: Form, name: str, currency: str) -> int | None:
    return parse_amount(form.text(name), currency, field=name) if form.text(name) else None


def _number(form: Form, name: str) -> int:
    typed = form.text(name)
    if not typed.isdecimal() or len(typed) > 6:
        raise Refused("Write a whole number.", field=name)
    return int(typed)


def _read_brief(form: Form, fields: dict[str, object], faults: Faults) -> None:
    fields["round_cap"] = _noted(faults, _number, form, "round_cap")
    fields["places"] = _noted(faults, _places, form) or ""
    fields["category"] = form.optional("category")
    if len(form.text("category")) > LONGEST_CATEGORY:
        with faults.noting():
            raise Refused(f"Use a few words: {LONGEST_CATEGORY} characters is the most.", field="category")


def _places(form: Form) -> str:
    codes = {typed: words.country_code(typed) for typed in form.words("places")}
    unknown = [typed for typed, code in codes.items() if code is None]
    if unknown:
        named = ", ".join(f"“{typed[:40]}”" for typed in unknown[:3])
        raise Refused(f"I don't know {named}. Write English names or two letters, such as DE, US.", field="places")
    found = list(dict.fromkeys(code for code in codes.values() if code))
    if len(found) > MOST_PLACES:
        raise Refused(f"These are {len(found)} countries; {MOST_PLACES} is the most.", field="places")
    return " ".join(found)


def _lines(form: Form, kind: LineKind) -> tuple[Any, ...]:
    return brief_lines(form.text(kind), kind, field=kind)


def _words(form: Form, name: str) -> tuple[str, ...]:
    return short_words(form.words(name), field=name)
