"""The contract's card: the hub from which everything about one contract is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.campaigns import Campaign
from bot.domain.collaborations import Collaboration
from bot.domain.contracts import Contract, ContractChange, ContractVersion
from bot.domain.influencers import Influencer
from bot.domain.roles import Member
from bot.domain.terms import Terms
from bot.services import contracts, proposals, signing_links
from bot.services.signing_links import Standing
from storage import Store


@dataclass(frozen=True, slots=True)
class ContractCard:
    """All that is worth knowing of one contract. `terms` is None for who may not see them, or while incomplete.

    `signing` says how far the newest version has come with the influencer, `wishes` what an open proposal would change.
    """

    contract: Contract
    version: ContractVersion
    terms: Terms | None
    collaboration: Collaboration
    campaign: Campaign
    influencer: Influencer
    changes: Sequence[ContractChange]
    reader: Member
    note: str = ""
    signing: Standing | None = None
    wishes: Sequence[Mapping[str, str]] = ()


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract in a list."""

    contract: Contract
    version: ContractVersion
    campaign: Campaign
    influencer: Influencer


def load(store: Store, contract_id: int, *, reader: Member, note: str = "") -> ContractCard:
    """The card of one contract; raises Refused when it is gone. `note` says what just happened."""
    one = contracts.found(store, contract_id)
    version = contracts.newest(store, one)
    collaboration, campaign, influencer = contracts.parties(store, one)
    signing = signing_links.look(store, version) if reader.sees_private else None
    return ContractCard(
        contract=one,
        version=version,
        terms=contracts.terms_of(version) if reader.sees_private else None,
        collaboration=collaboration,
        campaign=campaign,
        influencer=influencer,
        changes=store.contracts.changes(one.id),
        reader=reader,
        note=note,
        signing=signing,
        wishes=proposals.wishes(store, signing.proposal) if signing and signing.proposal else (),
    )


def lines(store: Store, listed: Iterable[Contract]) -> list[ContractLine]:
    """Contracts as a list shows them, in the order given."""
    found = []
    for one in listed:
        _, campaign, influencer = contracts.parties(store, one)
        found.append(ContractLine(one, contracts.newest(store, one), campaign, influencer))
    return found
