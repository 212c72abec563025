"""What a column of a spreadsheet can hold, with the names people read."""

from enum import StrEnum


class Kind(StrEnum):
    """What one row of a spreadsheet is about: an influencer, or a post on one day."""

    INFLUENCERS = "influencers"
    POSTS = "posts"


class Field(StrEnum):
    """What a column can hold. Figures bear the names they have in a snapshot: averages per post."""

    HANDLE = "handle"
    NAME = "name"
    URL = "url"
    PLATFORM = "platform"
    FOLLOWERS = "followers"
    VIEWS = "views"
    LIKES = "likes"
    COMMENTS = "comments"
    SHARES = "shares"
    SAVES = "saves"
    RELEVANT_COMMENTS = "relevant_comments"
    REACH = "reach"
    IMPRESSIONS = "impressions"
    ENGAGEMENT = "engagement"
    ENGAGEMENT_AUTHENTIC = "engagement_authentic"
    COUNTRY = "country"
    AUDIENCE_COUNTRY = "audience_country"
    NICHES = "niches"
    EMAIL = "email"
    LANGUAGES = "languages"
    TAGS = "tags"
    NOTES = "notes"
    POST_ID = "post_id"
    POST_URL = "post_url"
    TITLE = "title"
    CHANNEL = "channel"
    CATEGORY = "category"
    DISLIKES = "dislikes"
    DAY = "day"


FIGURES = (
    Field.FOLLOWERS,
    Field.VIEWS,
    Field.LIKES,
    Field.COMMENTS,
    Field.SHARES,
    Field.SAVES,
    Field.ENGAGEMENT,
    Field.ENGAGEMENT_AUTHENTIC,
)
POST_FIGURES = (
    Field.VIEWS,
    Field.LIKES,
    Field.DISLIKES,
    Field.COMMENTS,
    Field.RELEVANT_COMMENTS,
    Field.SHARES,
    Field.SAVES,
    Field.REACH,
    Field.IMPRESSIONS,
)
"""In the order of `PostFigures`."""

_LABELS = {
    Kind.INFLUENCERS: {
        Field.NAME: "Name",
        Field.HANDLE: "Handle",
        Field.URL: "Profile link",
        Field.PLATFORM: "Platform",
        Field.FOLLOWERS: "Followers",
        Field.VIEWS: "Average views",
        Field.LIKES: "Average likes",
        Field.COMMENTS: "Average comments",
        Field.SHARES: "Average shares",
        Field.SAVES: "Average saves",
        Field.ENGAGEMENT: "Average engagement",
        Field.ENGAGEMENT_AUTHENTIC: "Authentic engagement",
        Field.COUNTRY: "Country",
        Field.AUDIENCE_COUNTRY: "Audience country",
        Field.NICHES: "Niches",
        Field.EMAIL: "E-mail",
        Field.LANGUAGES: "Languages",
        Field.TAGS: "Tags",
        Field.NOTES: "Notes",
    },
    Kind.POSTS: {
        Field.POST_ID: "Post id",
        Field.POST_URL: "Post link",
        Field.TITLE: "Title",
        Field.CHANNEL: "Channel",
        Field.CATEGORY: "Category",
        Field.DAY: "Date",
        Field.VIEWS: "Views",
        Field.LIKES: "Likes",
        Field.DISLIKES: "Dislikes",
        Field.COMMENTS: "Comments",
        Field.RELEVANT_COMMENTS: "Relevant comments",
        Field.SHARES: "Shares",
        Field.SAVES: "Saves",
        Field.REACH: "Reach",
        Field.IMPRESSIONS: "Impressions",
    },
}


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """The fields a sheet of this kind can have, in the order people read them."""
    return tuple(_LABELS[kind])


def label(field: Field, *, kind: Kind) -> str:
    """What people read for a field. Raises KeyError if a sheet of this kind has no such field."""
    return _LABELS[kind][field]
