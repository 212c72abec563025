"""The rules of an import: what a table holds, what its rows say, what they would change.

`recognise` a table, let a person correct the mapping, `read_rows`, `judge` each against what is `Known`.
"""

from bot.domain.influencers.imports.fields import FIGURES, POST_FIGURES, Field, Kind, fields_of, label
from bot.domain.influencers.imports.judging import FILLED, Verdict, VerdictKind, judge, judge_all, remember
from bot.domain.influencers.imports.judging_posts import (
    PostVerdict,
    channel_of,
    channel_row,
    judge_post,
    judge_posts,
    remember_post,
)
from bot.domain.influencers.imports.known import (
    Known,
    KnownInfluencer,
    KnownPost,
    KnownPosts,
    KnownProfile,
    ProfileKey,
    Wanted,
    wanted,
)
from bot.domain.influencers.imports.mapping import Mapping, Use
from bot.domain.influencers.imports.reading import read_rows
from bot.domain.influencers.imports.recognising import recognise
from bot.domain.influencers.imports.rows import Figures, ImportProfile, ImportRow, PostFigures, PostRow, RejectedRow
from bot.domain.influencers.imports.tables import MAX_COLUMNS, MAX_ROWS, Table

__all__ = [
    "FIGURES",
    "FILLED",
    "MAX_COLUMNS",
    "MAX_ROWS",
    "POST_FIGURES",
    "Field",
    "Figures",
    "ImportProfile",
    "ImportRow",
    "Kind",
    "Known",
    "KnownInfluencer",
    "KnownPost",
    "KnownPosts",
    "KnownProfile",
    "Mapping",
    "PostFigures",
    "PostRow",
    "PostVerdict",
    "ProfileKey",
    "RejectedRow",
    "Table",
    "Use",
    "Verdict",
    "VerdictKind",
    "Wanted",
    "channel_of",
    "channel_row",
    "fields_of",
    "judge",
    "judge_all",
    "judge_post",
    "judge_posts",
    "label",
    "read_rows",
    "recognise",
    "remember",
    "remember_post",
    "wanted",
]
