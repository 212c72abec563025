"""A link opens once, for its time; a guess does not look like a token; each character that misleads is known."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.private_links import LIFETIME, LinkState, PrivateLink, hash_token, is_token, misleads

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LINK = PrivateLink(
    id=1,
    token_hash="",
    created_by="kim",
    created_at=NOW,
    expires_at=NOW + LIFETIME,
    opened_at=None,
    used_at=None,
    withdrawn_at=None,
)


def test_a_link_can_be_used_until_its_time_is_over() -> None:
    assert LINK.state(now=NOW) is LinkState.OPEN
    assert LINK.state(now=NOW + timedelta(days=14, microseconds=-1)) is LinkState.OPEN
    assert LINK.state(now=NOW + timedelta(days=14)) is LinkState.EXPIRED


def test_a_link_that_was_withdrawn_or_used_stays_so() -> None:
    withdrawn, used = replace(LINK, withdrawn_at=NOW), replace(LINK, used_at=NOW)

    for at in (NOW, NOW + 2 * LIFETIME):
        assert withdrawn.state(now=at) is LinkState.WITHDRAWN
        assert used.state(now=at) is LinkState.USED
        assert replace(used, withdrawn_at=at).state(now=at) is LinkState.USED


def test_a_page_tells_what_its_link_was_used_for_until_it_would_have_run_out() -> None:
    used = replace(LINK, used_at=NOW)

    assert used.still_tells(now=NOW + LIFETIME - timedelta(microseconds=1))
    assert not used.still_tells(now=NOW + LIFETIME)
    assert not LINK.still_tells(now=NOW)
    assert not replace(LINK, withdrawn_at=NOW).still_tells(now=NOW)


def test_a_token_is_32_random_bytes_in_a_links_letters() -> None:
    assert all(is_token(secrets.token_urlsafe(32)) for _ in range(50))
    right = "a" * 43
    for wrong in (
        "",
        right[1:],
        right + "a",
        right + "\n",
        right[1:] + "=",
        right[1:] + "é",
        right[1:] + "١",
        "../" * 14,
    ):
        assert not is_token(wrong)


def test_only_the_hash_of_a_token_is_kept() -> None:
    assert hash_token("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert len(hash_token("\ud800")) == 64


def test_what_nobody_sees_or_what_turns_a_text_around_misleads() -> None:
    assert [one for one in "\u202e\u2066\x00\n\u2028\ud800" if not misleads(one)] == []
    assert [one for one in "a é\u200e\u200dنת🥐’" if misleads(one)] == []
