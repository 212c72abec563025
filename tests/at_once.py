"""Things that happen at the same moment, as far as a test can have them so."""

from collections.abc import Callable
from functools import partial
from threading import Barrier, Thread

from bot.domain.refused import Refused
from storage import Store
from tests.workspace import Workspace

TURN_SECONDS = 60.0


def together(*work: Callable[[], object]) -> list[str]:
    """Do all of it at the same moment; gives what became of each: "won", or the sentence that refused it."""
    ready, said = Barrier(len(work)), dict[int, str]()

    def run(at: int, one: Callable[[], object]) -> None:
        ready.wait(TURN_SECONDS)
        try:
            one()
            said[at] = "won"
        except Refused as refused:
            said[at] = refused.sentence

    threads = [Thread(target=run, args=each) for each in enumerate(work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TURN_SECONDS)
    return [said[at] for at in sorted(said)]


def at_once(workspace: Workspace, *work: Callable[[Store], object]) -> list[str]:
    """The same, each in a transaction of its own."""

    def run(one: Callable[[Store], object]) -> None:
        with workspace.bot.deps.transaction(workspace.team) as store:
            one(store)

    return together(*(partial(run, one) for one in work))


def refusals(said: list[str]) -> list[str]:
    """What those were told who did not win."""
    return [one for one in said if one != "won"]
