"""Denials: a press that somebody had no right to is written down, and nothing else of it is."""

from bot.deps import Deps
from bot.domain.refused import Denied


def note(deps: Deps, denied: Denied, *, workspace: str, by: str, press: str) -> None:
    """Keep in the audit log who pressed what without a right to, in a transaction of its own: theirs was rolled back.

    `press` is the name of the button, the window or the command. The sentence stays out: it may speak of money.
    """
    with deps.transaction(workspace) as store:
        if store.members.is_installed():
            store.audit.record("refused", denied.about or press, by=by, now=deps.now(), press=press)
