"""What a row of a spreadsheet says, once it is read. Missing is None, never 0."""

from datetime import date
from typing import NamedTuple

from bot.domain.content.posts import PostFigures as PostFigures


class Figures(NamedTuple):
    """Figures of a profile on one day: followers, and averages per post. Named as in a snapshot."""

    followers: int | None = None
    views: int | None = None
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    saves: int | None = None
    engagement: int | None = None
    engagement_authentic: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether every figure is missing."""
        return self == _NO_FIGURES


_NO_FIGURES = Figures()


class ImportProfile(NamedTuple):
    """A profile in a row. `key` is what makes two handles the same on this platform."""

    platform: str
    handle: str
    key: str
    url: str
    figures: Figures = _NO_FIGURES


class ImportRow(NamedTuple):
    """An influencer in a row, with one profile or several, or with a name alone.

    `name_key` is what makes two names the same.
    """

    row_number: int
    name: str
    name_key: str
    profiles: tuple[ImportProfile, ...]
    country: str | None = None
    audience_country: str | None = None
    email: str | None = None
    languages: tuple[str, ...] = ()
    niches: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    notes: str | None = None


class PostRow(NamedTuple):
    """A post with its figures on one day. `post_key` is the platform's own id of it.

    `channel` is None where no column names it: then the post must be known. A row that
    `has_link` names a post by its address; it never brings a new influencer in.
    """

    row_number: int
    platform: str
    post_key: str
    title: str
    url: str
    category: str | None
    channel: ImportProfile | None
    day: date
    figures: PostFigures
    has_link: bool = False


class RejectedRow(NamedTuple):
    """A row that cannot be imported, with a sentence that says why, and its cells as they stood."""

    row_number: int
    reason: str
    cells: tuple[str, ...]
