"""The stages of an influencer, and which changes between them exist."""

from enum import StrEnum

from bot.domain.refused import Refused


class Stage(StrEnum):
    """Where the relationship with an influencer stands (product.md, "Stages")."""

    PROSPECT = "prospect"
    SHORTLISTED = "shortlisted"
    CONTACTED = "contacted"
    NEGOTIATING = "negotiating"
    ACTIVE = "active"
    PAUSED = "paused"
    ALUMNI = "alumni"
    DECLINED = "declined"
    DO_NOT_CONTACT = "do-not-contact"


_NEXT: dict[Stage, tuple[Stage, ...]] = {
    Stage.PROSPECT: (Stage.SHORTLISTED, Stage.CONTACTED, Stage.DECLINED),
    Stage.SHORTLISTED: (Stage.CONTACTED, Stage.PROSPECT, Stage.DECLINED),
    Stage.CONTACTED: (Stage.NEGOTIATING, Stage.ACTIVE, Stage.SHORTLISTED, Stage.DECLINED),
    Stage.NEGOTIATING: (Stage.ACTIVE, Stage.CONTACTED, Stage.DECLINED),
    Stage.ACTIVE: (Stage.PAUSED, Stage.ALUMNI),
    Stage.PAUSED: (Stage.ACTIVE, Stage.ALUMNI),
    Stage.ALUMNI: (Stage.CONTACTED, Stage.NEGOTIATING, Stage.ACTIVE),
    Stage.DECLINED: (Stage.PROSPECT, Stage.CONTACTED),
    Stage.DO_NOT_CONTACT: (Stage.PROSPECT,),
}


def next_stages(stage: Stage) -> tuple[Stage, ...]:
    """The stages that may follow `stage`. Anybody may always ask not to be contacted again."""
    if stage is Stage.DO_NOT_CONTACT:
        return _NEXT[stage]
    return (*_NEXT[stage], Stage.DO_NOT_CONTACT)


def check_change(old: Stage, new: Stage, *, why: str) -> None:
    """Refuse a change of stage that does not exist, or one that takes back a wish without a reason."""
    if new not in next_stages(old):
        allowed = ", ".join(next_stages(old))
        raise Refused(f"From {old} the next stage can be {allowed}.", field="stage")
    if Stage.DO_NOT_CONTACT in (old, new) and not why.strip():
        raise Refused("Say why: whoever meets this name next must know.", field="why")
