"""What people do about a relationship, for the tests: touches, concerns, promises, stages of a collaboration."""

from datetime import timedelta

from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.influencers.touches import TouchKind
from bot.domain.payments.promises import PromiseKind
from bot.services.campaigns import collaborations
from bot.services.influencers import concerns, touches
from bot.services.payments import promises
from tests.workspace import Message, Workspace

WORRY = "Asked twice for the money & <more>"


def change(workspace: Workspace, **fields: object) -> None:
    """What is known of the first influencer changes."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = store.influencers.get(1)
        assert one is not None
        assert store.influencers.change(one, fields)


def touch(workspace: Workspace) -> None:
    """Maria speaks to the first influencer."""
    by, now = workspace.member("maria"), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        touches.log(store, 1, kind=TouchKind.CALL, text="We spoke", by=by, now=now)


def worry(workspace: Workspace, who: str = "maria") -> None:
    """Somebody notes a concern about the first influencer."""
    by, now = workspace.member(who), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        concerns.note(store, 1, text=WORRY, by=by, now=now)


def owe(workspace: Workspace, *, number: int, days: float, kept: bool) -> None:
    """We promise to pay in the first collaboration, and do so now or not."""
    now, by = workspace.clock(), workspace.member("maria").slack_id
    about = {"collaboration_id": 1, "text": "Pay", "due_at": now + timedelta(days=days)}
    with workspace.bot.deps.transaction(workspace.team) as store:
        promises.note(store, PromiseKind.PAY, f"payment:{number}", now=now, **about)  # type: ignore[arg-type]
        assert not kept or promises.keep(store, f"payment:{number}", by=by, at=now)


def come_to(workspace: Workspace, stage: CollaborationStage, *, collaboration_id: int = 1) -> None:
    """A collaboration comes to a stage, step by step from wherever it stands."""
    by, steps = workspace.member("maria"), list(CollaborationStage)
    while True:
        with workspace.bot.deps.transaction(workspace.team) as store:
            one = collaborations.found(store, collaboration_id)
            if one.stage is stage:
                return
            after = steps[steps.index(one.stage) + 1]
            collaborations.move(store, one, after, why="", by=by, now=workspace.clock())


def card(workspace: Workspace, who: str = "maria") -> Message:
    """Noor's card."""
    return workspace.person(who).command("/influencer show noor").messages[-1]
