"""Content that goes live, for tests that need it to be."""

from bot.domain.content.deliverables import DeliverableStage
from bot.services.content import publishing
from bot.services.content.publishing import Publication, Seen
from tests.workspace import Workspace


def publish_all(workspace: Workspace, *, collaboration_id: int = 1, leave: int = 0) -> None:
    """Everything owed in a collaboration is live as of today, but the last `leave` pieces."""
    by, now = workspace.member("maria"), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        owed = store.deliverables.of([collaboration_id])
        for piece in owed[: len(owed) - leave]:
            if piece.state is DeliverableStage.PUBLISHED:
                continue
            assert store.deliverables.change(piece, {"state": DeliverableStage.APPROVED})
            told = Publication(f"https://www.instagram.com/reel/C{piece.id:09}/", now.date(), Seen("#ad Bread"))
            publishing.publish(store, piece.id, told, version=piece.version + 1, by=by, now=now)
