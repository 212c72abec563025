"""Rewards in Slack: what is proposed, changing it in place, giving it, and what somebody got for what."""

from typing import Any

from bot import words
from bot.deps import Deps, Store
from bot.domain.money import digits, parse_amount
from bot.domain.refused import Denied
from bot.domain.rewards.rewards import Reward
from bot.domain.rewards.suggesting import RewardKind
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approvals
from bot.services.rewards import giving, proposals, reward_cards, rewards
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.approvals.approvals import decline
from handlers.requests import CHANGED, Click, Form
from handlers.routes import Routes

KINDS = ((RewardKind.BONUS, "A bonus"), (RewardKind.GIFT, "A gift"), (RewardKind.THANKS, "A thank-you note"))
"""What somebody can get."""


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever a reward stands."""
    with deps.reading(click.workspace) as store:
        return Say("reward_card", {"card": reward_cards.load(store, click.id, reader=click.member)})


def _after(store: Store, reward_id: int, *, reader: Member, note: str) -> Answer:
    return Finish("reward_card", {"card": reward_cards.load(store, reward_id, reader=reader, note=note)})


def of_campaign(click: Click, deps: Deps) -> Answer:
    """*Rewards* on a campaign's report."""
    with deps.reading(click.workspace) as store:
        found = reward_cards.of_campaign(store, click.id, reader=click.member, now=deps.now())
    return Say("reward_list", {"list": found})


def look(click: Click, deps: Deps) -> Answer:
    """*Look now*: have the top performers of a campaign looked for at this moment."""
    now = deps.now()
    with deps.transaction(click.workspace) as store:
        _, choice = proposals.look_again(store, click.id, by=click.member, now=now)
        found = reward_cards.of_campaign(store, click.id, reader=click.member, now=now, note=choice.note)
    return Replace("reward_list", {"list": found})


def of_person(click: Click, deps: Deps) -> Answer:
    """*Rewards* on an influencer's card."""
    with deps.reading(click.workspace) as store:
        found = reward_cards.of_influencer(store, click.id, reader=click.member)
    return Say("reward_person", {"list": found})


def how(click: Click, deps: Deps) -> Answer:
    """*How?* on a reward: the figures it was proposed on, with all that explains them."""
    with deps.reading(click.workspace) as store:
        one = rewards.found(store, click.id)
        _, campaign, influencer = rewards.parties(store, one)
        result = rewards.result_of(one, campaign)
    values = {"name": influencer.name, "result": result, "compared": one.evidence["compared"]}
    return Open("reward_how", {**values, "standings": one.evidence["standings"]})


def _form(store: Store, one: Reward) -> tuple[dict[str, Any], dict[str, int]]:
    """What a window about a reward shows and is to remember."""
    (line,) = reward_cards.lines(store, [one])
    return {"line": line}, {"id": one.id, "version": one.version}


def choose_change(click: Click, deps: Deps) -> Answer:
    """*Change* on a proposal: another amount, another kind, words about it."""
    with deps.reading(click.workspace) as store:
        one = rewards.found(store, click.id)
        approvals.may_decide(store, proposals.open_request(store, one), by=click.member, now=deps.now())
        values, about = _form(store, one)
    minor = one.amount.minor
    typed = f"{minor / 10 ** digits(one.amount.currency):.{digits(one.amount.currency)}f}" if minor else None
    return Open("reward_change", {**values, "kinds": KINDS, "typed": typed}, about)


def changed(form: Form, deps: Deps) -> Answer:
    """Submit of *Change a reward*."""
    if form.text("kind") not in set(RewardKind):
        raise Denied(CHANGED, field="kind")
    with deps.transaction(form.workspace) as store:
        currency = rewards.found(store, form.id).amount.currency
        amount = parse_amount(form.text("amount"), currency, field="amount") if form.text("amount") else 0
        _, may_decide = proposals.change(
            store,
            form.id,
            kind=RewardKind(form.text("kind")),
            amount=amount,
            what=form.text("what"),
            version=form.version,
            by=form.member,
            now=deps.now(),
        )
        said = "You may decide on it at once." if may_decide else "You raised it, so somebody else decides."
        return _after(store, form.id, reader=form.member, note=f"Changed to {_said(amount, currency)}. {said}")


def _said(amount: int, currency: str) -> str:
    return words.money(amount, currency) if amount else "a thank-you note"


def choose_thank(click: Click, deps: Deps) -> Answer:
    """*Thank them*: a text to copy."""
    with deps.reading(click.workspace) as store:
        one = giving.to_thank(store, click.id)
        values, about = _form(store, one)
        thanked = rewards.was_thanked(store, one)
    return Open("reward_thank", {**values, "thanked": thanked, "sender": click.member.name}, about)


def thanked(form: Form, deps: Deps) -> Answer:
    """Submit of *Thank them*: it was sent."""
    with deps.transaction(form.workspace) as store:
        giving.thanked(store, form.id, note=form.text("note"), version=form.version, by=form.member, now=deps.now())
        return _after(store, form.id, reader=form.member, note="The note is in the timeline.")


def choose_paid(click: Click, deps: Deps) -> Answer:
    """*Paid* on a bonus: the bank's reference."""
    with deps.reading(click.workspace) as store:
        values, about = _form(store, giving.to_pay(store, click.id))
    return Open("reward_paid", values, about)


def paid(form: Form, deps: Deps) -> Answer:
    """Submit of *Paid*."""
    now = deps.now()
    with deps.transaction(form.workspace) as store:
        giving.paid(store, form.id, reference=form.text("reference"), version=form.version, by=form.member, now=now)
        return _after(store, form.id, reader=form.member, note="Noted as paid.")


def choose_cancel(click: Click, deps: Deps) -> Answer:
    """*Take back* a reward that was approved: the reason."""
    with deps.reading(click.workspace) as store:
        values, about = _form(store, giving.to_cancel(store, click.id, by=click.member))
    return Open("reward_cancel", values, about)


def cancelled(form: Form, deps: Deps) -> Answer:
    """Submit of *Take a reward back*."""
    with deps.transaction(form.workspace) as store:
        giving.cancel(store, form.id, why=form.text("why"), version=form.version, by=form.member, now=deps.now())
        return _after(store, form.id, reader=form.member, note="Taken back.")


ROUTES = Routes(
    clicks={
        "reward.open": (open_card, Role.MARKETER),
        "reward.campaign": (of_campaign, Role.MARKETER),
        "reward.look": (look, Role.MANAGER),
        "reward.person": (of_person, Role.VIEWER),
        "reward.how": (how, Role.MARKETER),
        "reward.change": (choose_change, Role.MARKETER),
        "reward.decline": (decline, Role.MARKETER),
        "reward.thank": (choose_thank, Role.MARKETER),
        "reward.paid": (choose_paid, Role.MARKETER),
        "reward.cancel": (choose_cancel, Role.MARKETER),
    },
    forms={
        "reward_change": (changed, Role.MARKETER),
        "reward_thank": (thanked, Role.MARKETER),
        "reward_paid": (paid, Role.MARKETER),
        "reward_cancel": (cancelled, Role.MARKETER),
    },
)
