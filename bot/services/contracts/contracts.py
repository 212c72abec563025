"""Contracts: finding them, reading their versions, and bringing them from stage to stage."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import GIVEN_UP, Collaboration
from bot.domain.contracts.contracts import BINDING, Contract, ContractStage, ContractVersion, check_change
from bot.domain.contracts.terms import Terms, from_json
from bot.domain.influencers.influencers import Influencer
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.services.campaigns import campaign_cards, campaigns, collaborations
from bot.services.contracts import signing_ends
from bot.services.influencers import touches, who
from bot.services.team import members
from storage import Store

MOST_NAMED = 10
"""Contracts that are offered when a text may mean several."""


def found(store: Store, contract_id: int) -> Contract:
    """The contract, or a refusal."""
    one = store.contracts.get(contract_id)
    if one is None:
        raise Refused("This contract is no longer here.")
    return one


def newest(store: Store, contract: Contract) -> ContractVersion:
    """The newest version of a contract."""
    return numbered(store, contract, contract.current)


def numbered(store: Store, contract: Contract, number: int) -> ContractVersion:
    """One version of a contract, or a refusal."""
    version = store.contracts.numbered(contract.id, number)
    if version is None:
        raise Refused(f"Contract {contract.id} has no version {number}.")
    return version


def terms_of(version: ContractVersion) -> Terms | None:
    """What a version says, None while it is not complete."""
    return from_json(version.terms) if version.terms is not None else None


def parties(store: Store, contract: Contract) -> tuple[Collaboration, Campaign, Influencer]:
    """Between whom it is, and for what."""
    collaboration = collaborations.found(store, contract.collaboration_id)
    campaign = campaigns.found(store, collaboration.campaign_id)
    return collaboration, campaign, touches.found(store, collaboration.influencer_id)


def named(store: Store, text: str) -> list[Contract]:
    """Those that a text may mean: a number (`12`, `#12`), or an influencer's name, handle or part of one."""
    number = text.strip().removeprefix("#").strip()
    if number.isdecimal() and len(number) < 16 and (one := store.contracts.get(int(number))):
        return [one]
    people = who.find(store, text)
    listed = [one for person in people for one in store.contracts.of_influencer(person.id)]
    if not listed:
        raise Refused(f"I know no contract of “{text[:60]}”. `/contract list` shows them all.")
    return listed[:MOST_NAMED]


def at_version(store: Store, contract_id: int, version: int) -> Contract:
    """The contract as a window showed it; refuses with what changed when a colleague was quicker."""
    one = found(store, contract_id)
    if one.version != version:
        raise Refused(changed_meanwhile(store, one))
    return one


def changed_meanwhile(store: Store, contract: Contract) -> str:
    """The sentence that tells the slower of two what the other did."""
    now = found(store, contract.id)
    told: Sequence[dict[str, object]] = [one for one in store.audit.of(about(now)) if one["verb"] != "refused"]
    name = members.name_of(store, str(told[-1]["by"])) if told else "A colleague"
    said = f"it is {now.stage}, at version {now.current}, by now"
    return f"{name} changed this contract a moment ago: {said}. Copy what you typed, close this, and open it again."


def move(store: Store, contract: Contract, to: ContractStage, *, why: str = "", by: str, now: datetime) -> Contract:
    """Bring a contract to another stage, with who, when and why; gives it as it is then.

    `by` is a member's Slack id, or the bot's word for who acts where nobody does (a date that passed, a signature).
    Refuses when a colleague was quicker.
    """
    check_change(contract.stage, to, why=why)
    if not store.contracts.move(contract, to, why=why.strip(), by=by, now=now):
        raise Refused(changed_meanwhile(store, contract))
    signing_ends.leave(store, contract, to, why=why, by=by, now=now)
    collaboration, campaign, _ = parties(store, contract)
    reason = f": {why.strip()}" if why.strip() else ""
    text = f"{campaign.name}: contract {contract.id} {contract.stage} → {to}{reason}"
    store.touches.add(collaboration.influencer_id, TouchKind.STAGE, text, by=by, at=now)
    detail = {"from": contract.stage, "to": to, "number": contract.current}
    store.audit.record("move", about(contract), by=by, now=now, **detail)
    campaign_cards.refresh(store, campaign.id, now=now)
    return found(store, contract.id)


def round_cap(store: Store, collaboration_id: int, campaign: Campaign) -> int:
    """How many rounds of review a draft gets before a manager says why: as signed, else as the campaign has it."""
    bound = (one for one in store.contracts.of([collaboration_id]) if one.stage in BINDING)
    terms = next((found for one in bound if (found := terms_of(newest(store, one)))), None)
    return terms.round_cap if terms else campaign.round_cap


def is_wanted(store: Store, contract: Contract) -> bool:
    """Whether the collaboration still stands: what was declined or dropped is neither decided on nor signed."""
    return collaborations.found(store, contract.collaboration_id).stage not in GIVEN_UP


def check_wanted(store: Store, contract: Contract) -> None:
    """Refuse what makes no sense once the collaboration was declined or dropped."""
    if not is_wanted(store, contract):
        stage = collaborations.found(store, contract.collaboration_id).stage
        raise Refused(
            f"The collaboration of contract {contract.id} is {stage}. Change its stage first, "
            "or terminate the contract."
        )


def about(contract: Contract) -> str:
    """What the audit log calls a contract."""
    return f"contract:{contract.id}"
