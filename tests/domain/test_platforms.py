"""Platforms are data: what the file says hangs together."""

import pytest

from bot.domain.influencers.handles import parse_profile
from bot.domain.influencers.platforms import PLATFORMS, host_table, platform_named
from bot.domain.refused import Refused


@pytest.mark.parametrize("key", list(PLATFORMS))
def test_every_example_that_a_refusal_shows_is_itself_accepted(key: str) -> None:
    for form in PLATFORMS[key].example.split(" or "):
        assert parse_profile(form, platform=key).platform == key


@pytest.mark.parametrize("key", [key for key in PLATFORMS if key != "web"])
def test_every_platform_is_known_by_each_of_its_hosts(key: str) -> None:
    for host in PLATFORMS[key].hosts:
        assert host_table()[host].key == key
        assert platform_named(host).key == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [("TikTok", "tiktok"), ("ig", "instagram"), (" YT ", "youtube"), ("twitter", "x"), ("substack", "web")],
)
def test_a_platform_is_found_by_its_usual_names(typed: str, key: str) -> None:
    assert platform_named(typed).key == key


def test_an_unknown_platform_is_refused_with_the_list() -> None:
    with pytest.raises(Refused, match="Choose one of Instagram, TikTok, YouTube"):
        platform_named("myspace")
