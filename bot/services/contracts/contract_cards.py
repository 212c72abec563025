"""The contract's card: the hub from which everything about one contract is done."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.campaigns.campaigns import Campaign
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.contracts.contracts import EDITABLE, ENDED, Contract, ContractChange, ContractStage, ContractVersion
from bot.domain.contracts.term_changes import TermChange
from bot.domain.contracts.terms import Terms
from bot.domain.influencers.influencers import Influencer
from bot.domain.team.roles import Member
from bot.services.approvals import approval_lists
from bot.services.approvals.approval_lists import Request
from bot.services.contracts import contract_versions, contract_writing, contracts, proposals, signing_links
from bot.services.contracts.contract_versions import Missing
from bot.services.contracts.signing_links import Standing
from bot.services.payments import payment_cards
from storage import Store


@dataclass(frozen=True, slots=True)
class Can:
    """What the reader may do next with a contract."""

    edit: bool = False
    take_back: bool = False
    terminate: bool = False
    submit: bool = False


@dataclass(frozen=True, slots=True)
class ContractCard:
    """All that is worth knowing of one contract. `terms` is None for who may not see them, or while incomplete.

    `signing` says how far the newest version has come with the influencer, `wishes` what an open proposal would change.
    `requests` are for a decision, the newest first; `may_review` is the open one that the reader is offered.
    `missing` says what keeps it from being complete, `so_far` what stands in its fields then.
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
    kept: payment_cards.Kept = payment_cards.NOTHING
    signing: Standing | None = None
    wishes: Sequence[Mapping[str, str]] = ()
    requests: Sequence[Request] = ()
    may_review: int | None = None
    missing: Sequence[Missing] = ()
    so_far: Sequence[TermChange] = ()
    can: Can = Can()


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
    requests = approval_lists.of_contract(store, one) if reader.sees_private else []
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
        kept=payment_cards.kept(store, one) if reader.sees_private else payment_cards.NOTHING,
        signing=signing,
        wishes=proposals.wishes(store, signing.proposal) if signing and signing.proposal else (),
        requests=requests,
        may_review=approval_lists.to_review(requests, reader=reader),
        missing=contract_versions.missing(version) if reader.sees_private else (),
        so_far=contract_versions.typed_so_far(version) if reader.sees_private else (),
        can=_can(store, one, version, reader) if reader.sees_private else Can(),
    )


def _can(store: Store, one: Contract, version: ContractVersion, reader: Member) -> Can:
    asked = (one.owner, contract_writing.submitted_by(store, one))
    return Can(
        edit=one.stage in EDITABLE,
        take_back=one.stage is ContractStage.IN_REVIEW and reader.slack_id in asked,
        terminate=one.stage not in ENDED,
        submit=one.stage is ContractStage.DRAFT and version.terms is not None,
    )


def lines(store: Store, listed: Iterable[Contract]) -> list[ContractLine]:
    """Contracts as a list shows them, in the order given."""
    found = []
    for one in listed:
        _, campaign, influencer = contracts.parties(store, one)
        found.append(ContractLine(one, contracts.newest(store, one), campaign, influencer))
    return found
