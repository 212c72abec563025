"""Which rows of a sheet of posts have no place: their post and its author are unknown, or their day lies ahead."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.influencers.imports import PostRow, channel_of, channel_row, wanted
from bot.domain.influencers.platforms import PLATFORMS
from storage import Store

_FURTHEST_AHEAD = timedelta(hours=14)
"""Of all time zones."""


def misplaced(store: Store, rows: Sequence[PostRow], *, now: datetime) -> dict[int, str]:
    """Why rows cannot be written, by their number. Only rows that link to a post need to know it already."""
    today = (now + _FURTHEST_AHEAD).date()
    found = {row.row_number: f"{row.day.isoformat()} lies ahead." for row in rows if row.day > today}
    linked = [row for row in rows if row.has_link and row.row_number not in found]
    known = store.posts.known([(row.platform, row.post_key) for row in linked], days=[])
    strangers = [row for row in linked if (row.platform, row.post_key) not in known.posts]
    authors = [one for row in strangers if (one := channel_row(row))]
    people = store.roster.known(wanted(authors), day=now.date())
    found.update({row.row_number: _why(row) for row in strangers if channel_of(row, people) is None})
    return found


def _why(row: PostRow) -> str:
    platform = PLATFORMS[row.platform].name
    if row.channel is not None:
        return f"I know neither this post nor {row.channel.handle[:60]} on {platform}. Add that profile first."
    return "I don't know this post, and nothing says whose it is. Add it to its collaboration with *Add a post* first."
