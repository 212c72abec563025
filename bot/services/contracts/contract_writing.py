"""Writing contracts: a first version, and one more for each change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot import words
from bot.domain.approvals.approvals import Subject
from bot.domain.campaigns.collaborations import ENDED as OVER
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.contracts import term_checks, term_forms
from bot.domain.contracts.contracts import EDITABLE, ENDED, Contract, ContractStage, ContractVersion
from bot.domain.contracts.terms import Terms, from_json, to_json
from bot.domain.influencers.touches import TouchKind
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.approvals import approvals
from bot.services.campaigns import campaigns, collaborations
from bot.services.content import content
from bot.services.contracts import contract_text_choices, contracts
from bot.services.team import members
from storage import Store

LONGEST_NOTE = 1_000
"""Characters of a version's note."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stood in the form. `typed` has the fields that it showed: the others stay as they were.

    `note` is for whoever decides and for the history; `is_final` when it is to be submitted, so that nothing may be
    missing. `contract_text_version_id` None leaves the contract's text as it was.
    """

    typed: Mapping[str, Any]
    note: str = ""
    is_final: bool = False
    contract_text_version_id: int | None = None


def begin(store: Store, collaboration_id: int, written: Written, *, by: Member, now: datetime) -> Contract:
    """Begin the contract of a collaboration with its first version; gives it.

    Refuses a second one while the first has not ended. A draft may be incomplete; where it is to be submitted, every
    fault stands on its own field.
    """
    by.require(Role.MARKETER)
    store.contracts.hold(collaboration_id)
    collaboration = writable(store, collaboration_id)
    known = standing(store, collaboration_id)
    if known:
        raise Refused(
            f"{members.name_of(store, known.created_by)} wrote contract {known.id} for this collaboration already. "
            f"Copy what you typed, close this, and go on with it: /contract show {known.id}."
        )
    contract_text_choices.check(store, written.contract_text_version_id)
    fields = _version(written, before=None, today=content.today_of(by, now=now))
    number = store.contracts.add(collaboration_id, fields, owner=collaboration.owner, by=by.slack_id, now=now)
    one = contracts.found(store, number)
    name = campaigns.found(store, collaboration.campaign_id).name
    text = f"{name}: contract {number} begun"
    store.touches.add(collaboration.influencer_id, TouchKind.STAGE, text, by=by.slack_id, at=now)
    store.audit.record("write", contracts.about(one), by=by.slack_id, now=now, number=1)
    return one


def change(
    store: Store, contract_id: int, written: Written, *, version: int, by: Member, now: datetime
) -> tuple[Contract, bool]:
    """Write the next version, unless nothing changed; gives the contract, and whether there is a new version.

    What was approved, sent, rejected or has expired is a draft again: it needs a new approval. Refuses what is in
    review or signed, and when a colleague was quicker.
    """
    by.require(Role.MARKETER)
    one = contracts.at_version(store, contract_id, version)
    check_editable(one)
    contract_text_choices.check(store, written.contract_text_version_id)
    before = contracts.newest(store, one)
    fields = _version(written, before=before, today=content.today_of(by, now=now))
    if not _is_new(before, fields):
        _check_unchanged(one, written)
        return one, False
    if store.contracts.add_version(one, fields, by=by.slack_id, now=now) is None:
        raise Refused(contracts.changed_meanwhile(store, one))
    changed = contracts.found(store, one.id)
    store.audit.record("write", contracts.about(one), by=by.slack_id, now=now, number=changed.current)
    if changed.stage is not ContractStage.DRAFT:
        why = f"version {changed.current} was written"
        changed = contracts.move(store, changed, ContractStage.DRAFT, why=why, by=by.slack_id, now=now)
    return changed, True


def _check_unchanged(one: Contract, written: Written) -> None:
    """Refuse what makes no sense where nothing changed: a note on no version, or asking again for what was decided."""
    if written.is_final and one.stage is not ContractStage.DRAFT:
        raise Refused(f"Nothing changed since it was {one.stage}. Change something, then submit it.", field="next")
    if written.note.strip() and not written.is_final:
        raise Refused(
            "Nothing else changed, so there is no version to keep a note with. Submit it, or leave the note out.",
            field="note",
        )


def take_back(store: Store, contract_id: int, *, version: int, by: Member, now: datetime) -> Contract:
    """Take a contract back from review, to change it; only who submitted it or its owner may."""
    one = contracts.at_version(store, contract_id, version)
    if one.stage is not ContractStage.IN_REVIEW:
        raise Refused(f"Contract {one.id} is {one.stage}, so there is nothing to take back.")
    asked = submitted_by(store, one)
    if by.slack_id not in (asked, one.owner):
        raise Refused(f"Only {members.name_of(store, asked)}, who submitted it, or its owner can take it back.")
    approvals.withdraw(store, Subject.CONTRACT, one.id, by=by.slack_id, now=now)
    return contracts.move(store, one, ContractStage.DRAFT, why="taken back", by=by.slack_id, now=now)


def submitted_by(store: Store, contract: Contract) -> str:
    """The Slack id of who submitted a contract last; its owner's where nobody did."""
    asked = [one for one in store.contracts.changes(contract.id) if one.to_stage is ContractStage.IN_REVIEW]
    return asked[-1].by if asked else contract.owner


def standing(store: Store, collaboration_id: int) -> Contract | None:
    """The contract of a collaboration that has not ended, if there is one."""
    return next((one for one in store.contracts.of([collaboration_id]) if one.stage not in ENDED), None)


def writable(store: Store, collaboration_id: int) -> Collaboration:
    """The collaboration if a contract can be written for it, or a refusal."""
    one = collaborations.found(store, collaboration_id)
    campaigns.check_open(campaigns.found(store, one.campaign_id))
    if one.stage in OVER:
        raise Refused(f"This collaboration is {one.stage}: change its stage first, then write the contract.")
    return one


def check_editable(contract: Contract) -> None:
    """Refuse to change what is in review, signed or over."""
    if contract.stage is ContractStage.IN_REVIEW:
        raise Refused("This contract is in review: whoever submitted it can take it back, then it can be changed.")
    if contract.stage not in EDITABLE:
        raise Refused(f"This contract is {contract.stage}: nothing of it is changed any more.")


def typed_in(version: ContractVersion) -> dict[str, Any]:
    """What stands in the form of a version: as it was typed, or as its terms would be."""
    if version.typed or version.terms is None:
        return term_forms.plain(version.typed)
    return term_forms.plain(term_checks.typed_of(from_json(version.terms)))


def read(typed: Mapping[str, Any], *, today: date, known_end: date | None = None) -> Terms:
    """The terms that were typed. Raises Refused with every fault on its own field.

    `known_end` is the end that stood there before: a draft may keep it, even in the past.
    """
    fields = term_forms.typed(typed)
    return term_checks.read(fields, currency_of=words.currency_code, today=today, known_end=known_end)


def _version(written: Written, *, before: ContractVersion | None, today: date) -> dict[str, Any]:
    """The columns of the next version. Raises Refused with every fault where it is to be submitted."""
    shown = {**(typed_in(before) if before else {}), **written.typed}
    typed = term_forms.plain(shown)
    try:
        terms = read(typed, today=today, known_end=None if written.is_final else _end(before))
    except Refused:
        if written.is_final:
            raise
        terms = None
    text = written.contract_text_version_id or (before.contract_text_version_id if before else None)
    return {
        "typed": typed,
        "terms": to_json(terms) if terms else None,
        "contract_text_version_id": text,
        "note": written.note.strip()[:LONGEST_NOTE],
        "fee": terms.fee.minor if terms else None,
        "currency": terms.fee.currency if terms else None,
    }


def _end(before: ContractVersion | None) -> date | None:
    return from_json(before.terms).ends_on if before and before.terms is not None else None


def _is_new(before: ContractVersion, fields: Mapping[str, Any]) -> bool:
    """Whether a version would say anything else than the one before."""
    if fields["contract_text_version_id"] != before.contract_text_version_id:
        return True
    if fields["terms"] is not None and before.terms is not None:
        return bool(fields["terms"] != before.terms)
    return (fields["terms"] is None) != (before.terms is None) or bool(fields["typed"] != typed_in(before))
