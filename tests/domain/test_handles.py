"""Profiles in every form in which people paste them."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.influencers.handles import ProfileRef, find_profile_links, handle_key, parse_profile, profile_url
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.refused import Refused

CHANNEL = "UCX6OQ3DkcsbYNE6H8uQQuVA"
DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize(
    ("text", "platform", "handle"),
    [
        ("instagram.com/x/", "instagram", "x"),
        ("https://www.instagram.com/x?igsh=MzRlODBiNWFlZA==", "instagram", "x"),
        ("HTTPS://WWW.INSTAGRAM.COM/Noor.Bakes/", "instagram", "Noor.Bakes"),
        ("  http://instagram.com/noor.bakes/#top ", "instagram", "noor.bakes"),
        ("instagram.com/noor.bakes/reel/abc", "instagram", "noor.bakes"),
        ("instagram.com/stories/noor.bakes/123", "instagram", "noor.bakes"),
        ("instagram.com/%40noor", "instagram", "noor"),
        ("instagram.com/noor\u200e", "instagram", "noor"),
        ("//instagram.com/noor", "instagram", "noor"),
        ("https://www.tiktok.com/@noor?lang=en", "tiktok", "noor"),
        ("m.tiktok.com/@noor", "tiktok", "noor"),
        ("tiktok.com/＠noor", "tiktok", "noor"),
        ("tiktok.com/@noor/video/123", "tiktok", "noor"),
        ("tiktok.com/de-DE/@noor", "tiktok", "noor"),
        ("tiktok.com/en/@noor", "tiktok", "noor"),
        ("youtube.com/@noor", "youtube", "noor"),
        ("m.youtube.com/@noor/videos", "youtube", "noor"),
        ("youtube.com/@%E3%81%82%E3%81%84", "youtube", "あい"),
        (f"https://www.youtube.com/channel/{CHANNEL}", "youtube", CHANNEL),
        ("youtube.com/c/Name", "youtube", "Name"),
        ("youtube.com/user/Name?sub_confirmation=1", "youtube", "Name"),
        ("youtube.com/PewDiePie", "youtube", "PewDiePie"),
        ("x.com/noor", "x", "noor"),
        ("https://mobile.twitter.com/noor/status/1", "x", "noor"),
        ("twitch.tv/noor", "twitch", "noor"),
        ("fb.com/noor.bakes", "facebook", "noor.bakes"),
        ("de-de.facebook.com/noor.bakes", "facebook", "noor.bakes"),
        ("m.facebook.com/profile.php?refid=1&amp;id=10001", "facebook", "10001"),
        ("facebook.com/people/Noor-Haddad/10001/", "facebook", "10001"),
        ("facebook.com/pages/Noor/10001?ref=x", "facebook", "10001"),
        ("pinterest.co.uk/noor/board", "pinterest", "noor"),
        ("snapchat.com/add/noor?locale=de-DE", "snapchat", "noor"),
        ("de.linkedin.com/in/noor-haddad/de", "linkedin", "noor-haddad"),
        ("linkedin.com/in/j%C3%BCrgen", "linkedin", "jürgen"),
        ("linkedin.com/company/acme/about", "linkedin", "company/acme"),
        ("threads.net/@noor.bakes", "threads", "noor.bakes"),
        ("https://Noor.Substack.com/p/hello", "web", "noor.substack.com"),
        ("https://noorbakes.com/about", "web", "noorbakes.com"),
        ("www.noorbakes.com", "web", "noorbakes.com"),
        ("linktr.ee/noor", "web", "linktr.ee/noor"),
        ("<https://www.instagram.com/x/|instagram.com/x>", "instagram", "x"),
        ("<https://x.com/noor>", "x", "noor"),
    ],
)
def test_an_address_names_its_profile(text: str, platform: str, handle: str) -> None:
    found = parse_profile(text)

    assert (found.platform, found.handle) == (platform, handle)
    assert parse_profile(found.url or "") == found


@pytest.mark.parametrize("text", ["x", "@x", "＠x", " @x ", "@x\u200f", "@@x"])
def test_a_handle_alone_has_no_platform_yet(text: str) -> None:
    assert parse_profile(text) == ProfileRef(None, "x", None)


def test_a_handle_with_a_chosen_platform_gets_its_address() -> None:
    assert parse_profile("@noor", platform="tiktok") == ProfileRef("tiktok", "noor", "https://www.tiktok.com/@noor")


@pytest.mark.parametrize("name", ["✿ Kids Diana Show", "Rock & Roll / Live?", "ليان", "Kids' Songs + More"])
def test_a_youtube_name_with_spaces_and_other_scripts_is_accepted_and_its_address_leads_back(
    name: str,
) -> None:
    found = parse_profile(name, platform="youtube")

    assert found.handle == name
    assert handle_key("youtube", parse_profile(found.url or "").handle) == handle_key("youtube", name)


def test_old_youtube_addresses_are_kept_because_no_other_leads_there() -> None:
    assert parse_profile("youtube.com/c/Name/videos").url == "https://www.youtube.com/c/Name"
    assert parse_profile("youtube.com/user/Name").url == "https://www.youtube.com/user/Name"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("https://www.instagram.com/p/abc", "That is a post, not a profile. Open the creator's profile"),
        ("instagram.com/reel/abc", "That is a reel, not a profile"),
        ("https://youtu.be/abc", "That is a video, not a profile"),
        ("youtube.com/watch?v=abc", "That is a video, not a profile"),
        ("youtube.com/results?search_query=vegan", "not a profile"),
        ("tiktok.com/noor", "That is a page of TikTok, not a profile"),
        ("vm.tiktok.com/ZMabc", "That is a short link. Open it"),
        ("instagram.com", "That is a page of Instagram, not a profile"),
        ("help.instagram.com/noor", "That is a page of Instagram, not a profile"),
        ("<@U123>", "That is somebody in Slack, not a profile"),
        ("noor@example.com", "That is an e-mail address"),
        ("javascript:alert(1)", "That is not the address of a profile"),
        ("https://instagram.com@evil.example/x", "I can't read that address"),
        ("http://[::1", "I can't read that address"),
        ("https://", "I can't read that address"),
        ("noor haddad", "I can't read “noor haddad” as a profile. Give a handle such as @noor.bakes"),
        ("<!channel>", "Give a handle such as @noor.bakes"),
        ("no\0or", "Give a handle such as @noor.bakes"),
        ("x" * 300, "Give a handle such as @noor.bakes"),
        ("", "Give a handle such as @noor.bakes"),
        ("@", "Give a handle such as @noor.bakes"),
        ("instagram.com/" + "x" * 31, "It has at most 30 letters, digits, dots and underscores"),
    ],
)
def test_what_is_no_profile_is_refused_with_what_to_give(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        parse_profile(text)

    assert sentence in refusal.value.sentence


def test_a_link_to_another_platform_than_the_chosen_one_is_refused() -> None:
    with pytest.raises(Refused, match="That link is for Instagram, and you chose TikTok"):
        parse_profile("instagram.com/noor", platform="tiktok")


def test_a_look_alike_host_is_never_taken_for_the_platform() -> None:
    assert parse_profile("https://іnstagram.com/noor").platform == "web"


@pytest.mark.parametrize(
    ("platform", "one", "other"),
    [
        ("instagram", "@Noor.Bakes", "noor.bakes"),
        ("tiktok", "＠NOOR", "noor"),
        ("facebook", "noor.bakes", "NoorBakes"),
        ("youtube", "✿ Kids  Diana Show", "✿ kids diana show"),
        (None, "@Noor", "noor"),
    ],
)
def test_two_ways_to_write_a_handle_have_one_key(platform: str | None, one: str, other: str) -> None:
    assert handle_key(platform, one) == handle_key(platform, other)


def test_the_case_of_a_youtube_channel_id_matters() -> None:
    assert handle_key("youtube", CHANNEL) == CHANNEL != handle_key("youtube", CHANNEL.swapcase())


def test_the_profiles_in_a_message_are_found_once_each_and_posts_and_websites_passed_over() -> None:
    text = (
        "See <https://www.instagram.com/x/|x>, (https://tiktok.com/@ab/video/1) and x.com/x. Not fox.com/x, "
        "instagram.com/p/1, https://noor.com/a, mail@x.com/y; again <https://instagram.com/X|X>!"
    )

    assert [(found.platform, found.handle) for found in find_profile_links(text)] == [
        ("instagram", "x"),
        ("tiktok", "ab"),
        ("x", "x"),
    ]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("instagram-2022-09.csv", 1),
        ("instagram-2022-11.csv", 1),
        ("tiktok-2022-09.csv", 1),
        ("tiktok-2022-11.csv", 1),
        ("youtube-2022-09.csv", 2),
        ("youtube-2022-11.csv", 1),
    ],
)
def test_every_handle_that_people_published_is_accepted_and_its_address_leads_back(name: str, column: int) -> None:
    platform = name.partition("-")[0]
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        handles = {row[column] for row in csv.reader(file) if row[0].strip()[:1].isdigit() and row[column].strip()}

    assert len(handles) > 900
    for handle in handles:
        found = parse_profile(handle, platform=platform)
        assert parse_profile(found.url or "").handle == found.handle


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, *PLATFORMS]))
def test_no_text_makes_reading_a_profile_fail_in_another_way(text: str, platform: str | None) -> None:
    for attempt in (text, f"https://www.youtube.com/{text}", f"{text}/@{text}?id={text}"):
        try:
            found = parse_profile(attempt, platform=platform)
        except Refused:
            continue
        assert found.handle
        assert "<" not in found.handle


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_message_makes_the_search_for_links_fail(text: str) -> None:
    assert isinstance(find_profile_links(f"{text} https://x.com/{text} {text}"), list)


@settings(deadline=None)
@given(st.sampled_from(list(PLATFORMS)), st.text(max_size=30))
def test_a_key_is_its_own_key(platform: str, handle: str) -> None:
    key = handle_key(platform, handle)

    assert handle_key(platform, key) == key


def test_the_address_of_a_channel_id_is_that_of_the_channel() -> None:
    assert profile_url("youtube", CHANNEL) == f"https://www.youtube.com/channel/{CHANNEL}"
