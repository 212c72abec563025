"""The address of a post: its platform, its key, and whose it is where the address says so."""

import pytest

from bot.domain.content.post_links import parse_post_link
from bot.domain.refused import Refused
from tests.domain.sheets import posts


@pytest.mark.parametrize(
    ("url", "platform", "key", "handle"),
    [
        (
            "https://www.tiktok.com/@noor.bakes/video/7301234567890123456?lang=en",
            "tiktok",
            "7301234567890123456",
            "noor.bakes",
        ),
        ("https://m.tiktok.com/@noor.bakes/photo/73012", "tiktok", "73012", "noor.bakes"),
        ("https://www.instagram.com/p/Cx_yz-1/?img_index=2", "instagram", "Cx_yz-1", None),
        ("instagram.com/reel/Cxyz", "instagram", "Cxyz", None),
        ("https://www.instagram.com/noor.bakes/reel/Cxyz/", "instagram", "Cxyz", "noor.bakes"),
        ("https://www.instagram.com/stories/noor.bakes/317/", "instagram", "317", "noor.bakes"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3s", "youtube", "dQw4w9WgXcQ", None),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", "youtube", "dQw4w9WgXcQ", None),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", "youtube", "dQw4w9WgXcQ", None),
        ("https://twitter.com/noorbakes/status/17123/photo/1", "x", "17123", "noorbakes"),
        ("https://x.com/i/status/17123", "x", "17123", None),
        ("https://www.threads.net/@noor.bakes/post/Cxyz", "threads", "Cxyz", "noor.bakes"),
        ("https://www.twitch.tv/videos/123", "twitch", "123", None),
        ("https://www.pinterest.de/pin/sourdough--123/", "pinterest", "123", None),
        ("https://www.facebook.com/noor.bakes/posts/pfbid0a", "facebook", "pfbid0a", "noorbakes"),
        ("https://www.facebook.com/permalink.php?story_fbid=5&id=7", "facebook", "5", None),
        (
            "https://www.linkedin.com/posts/noor-haddad_bread-activity-7",
            "linkedin",
            "noor-haddad_bread-activity-7",
            None,
        ),
        ("https://www.noorbakes.example/2026/bread", "web", "noorbakes.example/2026/bread", "noorbakes.example"),
        ("https://medium.com/noor/bread-1", "web", "medium.com/noor/bread-1", "medium.com/noor"),
        ("<https://x.com/noorbakes/status/1|the post>", "x", "1", "noorbakes"),
    ],
)
def test_an_address_says_which_post_it_is(url: str, platform: str, key: str, handle: str | None) -> None:
    found = parse_post_link(url)

    assert (found.platform, found.key, found.author) == (platform, key, handle)
    assert parse_post_link(found.url) == found


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "noor",
        "https://",
        "https://[::1",
        "https://user:pass@www.instagram.com/p/Cxyz/",
        "ftp://www.instagram.com/p/Cxyz/",
        "https://www.instagram.com/noor.bakes/",
        "https://www.tiktok.com/@noor.bakes",
        "https://www.tiktok.com/t/ZT123/",
        "https://www.youtube.com/@noorbakes",
        "https://www.facebook.com/noor.bakes",
        "https://www.noorbakes.example/",
        "https://bit.ly/3abc",
        "https://www.instagram.com/p/<b>/",
        "https://www.instagram.com/p/" + "C" * 2000,
    ],
)
def test_what_is_no_address_of_a_post_is_refused_with_what_to_do(url: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_post_link(url)

    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    "url",
    [
        "https://www.tiktok.com/@noor.bakes/video/7301234567890123456",
        "https://www.instagram.com/reel/Cxyz123/",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    ],
)
def test_imports_of_posts_give_the_same_key(url: str) -> None:
    name = f"{parse_post_link(url).platform}-2026.csv"
    sheet = f"video_id,title,channel_title,views,date\n{url},Bread,noorbakes,12,2026-11-01\n"

    (row,) = posts(sheet, name=name)

    assert row.post_key == parse_post_link(url).key
