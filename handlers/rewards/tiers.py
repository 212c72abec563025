"""Ambassador tiers in Slack: everybody reads the rules, managers set them, and each influencer's card says why."""

from typing import Any

from bot.deps import Deps, Store
from bot.domain.refused import Faults, Refused
from bot.domain.rewards.tiers import Fact, TierRule
from bot.domain.team.roles import Member, Role
from bot.services.rewards import tiers
from handlers.answers import Answer, Change, Open
from handlers.requests import Click, Form
from handlers.routes import Routes


def show(click: Click, deps: Deps) -> Answer:
    """*Ambassador tiers*: the rules, and how many hold each."""
    with deps.reading(click.workspace) as store:
        values, about = _whole(store, click.member, deps)
    return Open("tier_list", values, about)


def _whole(store: Store, member: Member, deps: Deps, *, note: str = "") -> tuple[dict[str, Any], dict[str, Any]]:
    """What the list shows and is to remember."""
    found, holders = tiers.in_force(store, today=deps.now().date()), store.tiers.count()
    listed = [
        {"key": one.key, "name": one.name, "least": one.least, "holders": holders.get(one.key, 0)}
        for one in found.rules.tiers
    ]
    values = {"tiers": listed, "grace_days": found.rules.grace_days, "set_by": found.set_by, "note": note}
    return {**values, "may_change": member.role.covers(Role.MANAGER)}, {"seen": found.set_at}


def add(click: Click, deps: Deps) -> Answer:
    """*Add a tier*."""
    with deps.reading(click.workspace) as store:
        found = tiers.in_force(store, today=deps.now().date())
    typed = {"key": None, "name": None, "place": len(found.rules.tiers) + 1, **{str(fact): None for fact in Fact}}
    return Change("tier_edit", {"typed": typed}, {"key": None, "seen": found.set_at})


def edit(click: Click, deps: Deps) -> Answer:
    """*Change* beside a tier."""
    with deps.reading(click.workspace) as store:
        found = tiers.in_force(store, today=deps.now().date())
    one = found.rules.named(click.value)
    if one is None:
        raise Refused("This tier is no longer there. Open the tiers again.")
    least = {str(fact): one.least.get(fact) for fact in Fact}
    typed = {"key": one.key, "name": one.name, "place": found.rules.rank(one.key), **least}
    return Change("tier_edit", {"typed": typed}, {"key": one.key, "seen": found.set_at})


def edited(form: Form, deps: Deps) -> Answer:
    """Submit of a tier."""
    faults, least = Faults(), dict[Fact, int]()
    for fact in Fact:
        with faults.noting():
            if (typed := form.optional(fact)) is not None:
                least[fact] = _number(typed, field=fact)
    place = 1
    with faults.noting():
        place = _number(form.text("place"), field="place")
    faults.check()
    with deps.transaction(form.workspace) as store:
        tiers.put(
            store,
            TierRule(form.text("name"), least),
            at=place,
            instead_of=form.about["key"],
            seen=form.about["seen"],
            by=form.member,
            now=deps.now(),
        )
        return Change("tier_list", *_whole(store, form.member, deps, note="Saved, and everybody's tier worked out."))


def _number(typed: str, *, field: str) -> int:
    if not typed.isdecimal() or len(typed) > 6:
        raise Refused("Write a whole number.", field=field)
    return int(typed)


def remove(click: Click, deps: Deps) -> Answer:
    """*Remove this tier*."""
    with deps.transaction(click.workspace) as store:
        tiers.remove(store, click.value, seen=click.about["seen"], by=click.member, now=deps.now())
        return Change("tier_list", *_whole(store, click.member, deps, note="Removed."))


def saved(form: Form, deps: Deps) -> Answer:
    """Submit of *Ambassador tiers*: the days of grace."""
    days = _number(form.text("grace_days"), field="grace_days")
    with deps.transaction(form.workspace) as store:
        tiers.set_grace(store, days, seen=form.about["seen"], by=form.member, now=deps.now())
        return Change("tier_list", *_whole(store, form.member, deps, note="Saved."))


def work_out(click: Click, deps: Deps) -> Answer:
    """*Work out now*."""
    with deps.transaction(click.workspace) as store:
        moved = tiers.work_out_again(store, by=click.member, now=deps.now())
        note = f"Worked out: {moved} {'ambassador' if moved == 1 else 'ambassadors'} moved."
        return Change("tier_list", *_whole(store, click.member, deps, note=note))


def how(click: Click, deps: Deps) -> Answer:
    """*How?* beside an influencer's tier."""
    with deps.reading(click.workspace) as store:
        return Open("tier_how", {"one": tiers.why(store, click.id, today=deps.now().date())})


ROUTES = Routes(
    clicks={
        "tiers.rules": (show, Role.VIEWER),
        "tiers.add": (add, Role.MANAGER),
        "tiers.edit": (edit, Role.MANAGER),
        "tiers.remove": (remove, Role.MANAGER),
        "tiers.now": (work_out, Role.MANAGER),
        "tiers.how": (how, Role.VIEWER),
    },
    forms={"tier_edit": (edited, Role.MANAGER), "tier_list": (saved, Role.MANAGER)},
)
