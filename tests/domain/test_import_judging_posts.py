"""Judging what a row of a sheet of posts would change."""

from bot.domain.influencers.imports import (
    KnownInfluencer,
    KnownPosts,
    PostFigures,
    PostRow,
    VerdictKind,
    channel_of,
    channel_row,
    judge,
    judge_post,
    judge_posts,
)
from tests.domain.sheets import known_of, posts

POSTS = (
    "video_id,title,channel_title,views,likes,dislikes,comment_total,date\n"
    "aaaaaaaaaaa,Cake,Backstube Nord,10,1,0,0,13.09\n"
    "aaaaaaaaaaa,Cake,Backstube Nord,20,2,0,0,14.09\n"
    "bbbbbbbbbbb,Bread,Backstube Nord,5,0,0,0,14.09\n"
)


def two_videos() -> list[PostRow]:
    return posts(POSTS, name="youtube-2017.csv")


def test_a_post_is_new_once_and_then_gets_another_day() -> None:
    kinds = [verdict.kind.value for _, verdict in judge_posts(two_videos(), KnownPosts())]

    assert kinds == ["new", "updated", "new"]


def test_the_same_posts_again_change_nothing() -> None:
    known = KnownPosts()
    list(judge_posts(two_videos(), known))

    assert {verdict.kind for _, verdict in judge_posts(two_videos(), known)} == {VerdictKind.UNCHANGED}


def test_a_missing_figure_of_a_post_keeps_the_stored_one() -> None:
    known = KnownPosts()
    first, *_ = two_videos()
    list(judge_posts([first], known))

    later = first._replace(figures=PostFigures(views=11))
    assert judge_post(later, known).figures == PostFigures(views=11, likes=1)


def test_the_channel_of_a_post_is_found_by_handle_or_else_by_its_name_there() -> None:
    post, *_ = two_videos()
    channel = KnownInfluencer(3, "Backstube Nord")
    by_name = known_of((channel, {("youtube", "backstube"): None}))
    by_handle = known_of((KnownInfluencer(4, "B. N."), {("youtube", "backstube nord"): None}))

    assert channel_of(post, by_name) is by_name.profiles["youtube", "backstube"]
    assert channel_of(post, by_handle) is by_handle.profiles["youtube", "backstube nord"]
    assert channel_of(post, known_of((channel, {("tiktok", "backstube nord"): None}))) is None


def test_a_channel_nobody_knows_is_judged_like_any_influencer() -> None:
    post, *_ = two_videos()
    twin = KnownInfluencer(5, "Backstube Nord")

    row = channel_row(post)
    assert row is not None
    verdict = judge(row, known_of((twin, {("tiktok", "bn"): None})))
    assert (verdict.kind, verdict.candidates) == (VerdictKind.POSSIBLE_DUPLICATE, (twin,))
