"""Addresses of posts, in every form in which people paste them."""

import pytest

from bot.domain.content.post_links import parse_post_link
from bot.domain.refused import Refused


@pytest.mark.parametrize(
    ("address", "platform", "key", "author"),
    [
        ("https://www.tiktok.com/@Noor.Bakes/video/7301?is_from_webapp=1", "tiktok", "7301", "noor.bakes"),
        ("m.tiktok.com/@noor.bakes/photo/7301", "tiktok", "7301", "noor.bakes"),
        ("https://www.instagram.com/p/AbC_d-1/", "instagram", "AbC_d-1", None),
        ("instagram.com/reel/AbC_d-1/?igsh=x", "instagram", "AbC_d-1", None),
        ("https://www.instagram.com/noor/reel/AbC/", "instagram", "AbC", "noor"),
        ("https://youtu.be/abcdefghijk?si=x", "youtube", "abcdefghijk", None),
        ("https://www.youtube.com/watch?app=desktop&v=abcdefghijk&t=3", "youtube", "abcdefghijk", None),
        ("https://m.youtube.com/shorts/abcdefghijk", "youtube", "abcdefghijk", None),
        ("https://twitter.com/Noor/status/12?s=20", "x", "12", "noor"),
        ("https://x.com/i/web/status/12", "x", "12", None),
        ("https://www.threads.com/@noor/post/Cx1", "threads", "Cx1", "noor"),
        ("https://www.facebook.com/watch/?v=99", "facebook", "99", None),
        ("<https://www.pinterest.com/pin/77/|pin>", "pinterest", "77", None),
        ("https://noor.blog/2026/bread?utm_source=x&p=3", "web", "noor.blog/2026/bread?p=3", "noor.blog"),
    ],
)
def test_a_post_is_the_same_however_its_address_is_written(
    address: str, platform: str, key: str, author: str | None
) -> None:
    link = parse_post_link(address)

    assert (link.platform, link.key, link.author) == (platform, key, author)
    assert link.url.startswith("https://")
    assert parse_post_link(link.url).key == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "@noor.bakes",
        "https://www.tiktok.com/@noor.bakes",
        "https://vm.tiktok.com/ZM1",
        "https://noor.blog",
        "javascript:alert(1)",
        "ftp://noor.blog/x",
        "https://user:secret@noor.blog/x",
        "https://noor.blog/\x00",
        "https://[broken/x",
        "https://noor.blog/" + "x" * 3_000,
        "<!channel>",
    ],
)
def test_what_is_no_address_of_a_post_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(Refused, match="opy"):
        parse_post_link(text)
