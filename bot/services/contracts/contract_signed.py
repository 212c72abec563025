"""What follows from a signature, by itself."""

from datetime import date, datetime

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration, CollaborationStage, path
from bot.domain.contracts.contracts import Contract, ContractStage
from bot.domain.contracts.terms import Terms
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.payments.promises import PromiseKind, end_of_day
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.services.campaigns import campaign_cards, collaborations
from bot.services.content import content
from bot.services.contracts import contract_content, contracts
from bot.services.influencers import touches
from bot.services.payments import commissions, payment_costs, payment_planning, promises
from storage import Store


def follow(store: Store, contract: Contract, *, by: str, signed_at: datetime, now: datetime) -> Contract:
    """Have everything follow from a signature that counts; gives the contract as it is then.

    `by` is the Slack id of whoever let it count, or the contract's owner where it counted at once.
    """
    store.contracts.hold(contract.collaboration_id)
    contracts.check_wanted(store, contract)
    signed = contracts.move(store, contract, ContractStage.SIGNED, by=by, now=now)
    terms = contracts.terms_of(contracts.newest(store, signed))
    if terms is None:
        raise Refused("This contract is not complete, so it cannot be signed.")
    store.contracts.note_end(signed.id, terms.ends_on)
    collaboration, campaign, _ = contracts.parties(store, signed)
    acting = _acting(store, signed, by)
    _bring_along(store, collaboration, by=acting, now=now)
    _bind(store, collaboration.id, terms, by=by, now=now)
    ids = contract_content.plan(store, collaboration.id, terms, by=by, now=now)
    contract_content.grant(store, ids, terms, by=by, now=now)
    _plan_money(store, signed, terms, campaign, by=by, signed_on=content.today_of(acting, now=signed_at), now=now)
    _promise_product(store, signed, terms, now=now)
    campaign_cards.refresh(store, campaign.id, now=now)
    return contracts.found(store, signed.id)


def product_about(contract_id: int) -> str:
    """What promises call the product of a contract."""
    return f"product:{contract_id}"


def _acting(store: Store, contract: Contract, by: str) -> Member:
    """Whoever the changes go by; the owner where the bot does not know them any more."""
    member = store.members.get(by) or store.members.get(contract.owner)
    if member is None:
        raise Refused("Nobody looks after this contract. Give the collaboration an owner first.")
    return member


def _bring_along(store: Store, one: Collaboration, *, by: Member, now: datetime) -> None:
    """Bring the collaboration to contracted, step by step: whoever signs has been asked and has said yes.

    One that is further stays. Somebody who asked not to be contacted is not brought along: a person decides.
    """
    influencer = touches.found(store, one.influencer_id)
    if influencer.stage is Stage.DO_NOT_CONTACT:
        return
    for step in path(one.stage, CollaborationStage.CONTRACTED):
        current = collaborations.found(store, one.id)
        collaborations.move(store, current, step, why="the contract was signed", by=by, now=now)


def _bind(store: Store, collaboration_id: int, terms: Terms, *, by: str, now: datetime) -> None:
    """Keep the exclusivity on the collaboration; what was agreed before stays where the contract names none."""
    if not terms.exclusive_category:
        return
    current = collaborations.found(store, collaboration_id)
    category = terms.exclusive_category[: collaborations.LONGEST_CATEGORY]
    fields = {"exclusive_category": category, "exclusive_until": terms.exclusive_until}
    if not store.collaborations.change(current, fields):
        raise Refused(collaborations.changed_meanwhile(store, current))
    store.audit.record("terms", f"collaboration:{collaboration_id}", by=by, now=now)


def _plan_money(
    store: Store,
    contract: Contract,
    terms: Terms,
    campaign: Campaign,
    *,
    by: str,
    signed_on: date,
    now: datetime,
) -> None:
    """Plan the payments; fees that were written before are replaced by them, and the timeline says so."""
    number = contract.collaboration_id
    replaced = payment_costs.replace_fees(store, number, by=by, now=now)
    payment_planning.plan(store, contract, terms, campaign, signed_on=signed_on, by=by, now=now)
    if replaced:
        lines = "1 fee that was written before" if replaced == 1 else f"{replaced} fees that were written before"
        text = f"{campaign.name}: the payments of contract {contract.id} take the place of {lines}"
        influencer_id = collaborations.found(store, number).influencer_id
        store.touches.add(influencer_id, TouchKind.NOTE, text, by=by, at=now)
    commissions.bring_up_to_date(store, [number], now=now)
    payment_planning.date_published(store, number, by=by, now=now)


def _promise_product(store: Store, contract: Contract, terms: Terms, *, now: datetime) -> None:
    if not terms.product:
        return
    owner = store.members.get(contract.owner)
    day = terms.product_by or terms.starts_on
    promises.note(
        store,
        PromiseKind.SHIP,
        product_about(contract.id),
        collaboration_id=contract.collaboration_id,
        text=f"Send: {terms.product}",
        due_at=end_of_day(day, tz=owner.tz if owner else "UTC"),
        now=now,
        owner=contract.owner,
    )
