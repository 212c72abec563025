"""What is common to the matters of all kinds: a SELECT with the columns that the planner reads."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, false, null, select


@dataclass(frozen=True, slots=True)
class Matters:
    """The open matters of a kind, of all workspaces. Their series count from a day, or from a moment.

    `same` says when a nudge's day is the matter's, from both, where that is more than being equal: a birthday comes
    round every year. The kind then finds its matters itself.
    """

    query: Select[Any]
    is_day: bool = False
    same: Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[bool]] | None = None


def columns(
    number: ColumnElement[Any],
    workspace: ColumnElement[Any],
    *,
    anchor: ColumnElement[Any],
    owner: ColumnElement[Any],
    influencer: ColumnElement[Any] | None = None,
    collaboration: ColumnElement[Any] | None = None,
    campaign: ColumnElement[Any] | None = None,
    urgent: ColumnElement[Any] | None = None,
    since: ColumnElement[Any] | None = None,
) -> Select[Any]:
    """A SELECT of the columns that every kind has; its WHERE and JOINs are the kind's own.

    `since` is the moment from which a matter stands: a step whose moment had passed by then is left out, so that
    nobody is told that something ends in a week by a message that follows on having agreed so.
    """
    return select(
        number.label("number"),
        workspace.label("workspace_id"),
        anchor.label("anchor"),
        owner.label("owner"),
        (null() if influencer is None else influencer).label("influencer_id"),
        (null() if collaboration is None else collaboration).label("collaboration_id"),
        (null() if campaign is None else campaign).label("campaign_id"),
        (false() if urgent is None else urgent).label("is_urgent"),
        (null() if since is None else since).label("since"),
    )
