"""A link opens once, for its time; a signature has a name and a yes; a guess does not look like a token."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.contracts.signing import (
    LIFETIME,
    LinkState,
    SigningLink,
    check_request,
    check_signature,
    hash_token,
    is_token,
    standing,
)
from bot.domain.refused import Refused

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LINK = SigningLink(1, 2, "", "kim", NOW, NOW + LIFETIME, None, None)


def test_a_link_can_be_used_until_its_time_is_over() -> None:
    assert standing(LINK, now=NOW) is LinkState.OPEN
    assert standing(LINK, now=NOW + timedelta(days=14, microseconds=-1)) is LinkState.OPEN
    assert standing(LINK, now=NOW + timedelta(days=14)) is LinkState.EXPIRED


def test_a_link_that_was_withdrawn_or_used_stays_so() -> None:
    withdrawn, used = replace(LINK, withdrawn_at=NOW), replace(LINK, used_at=NOW)

    for at in (NOW, NOW + 2 * LIFETIME):
        assert standing(withdrawn, now=at) is LinkState.WITHDRAWN
        assert standing(used, now=at) is LinkState.USED
        assert standing(replace(used, withdrawn_at=at), now=at) is LinkState.USED


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


@pytest.mark.parametrize("name", ["Bo", "田中", "نور الخباز", "Noor 🥐", "नूर", "O’Neil-Ünsal", " x" * 99 + " "])
def test_a_name_in_any_script_signs(name: str) -> None:
    check_signature(name, consent=True)


@pytest.mark.parametrize(
    "name", ["", " a ", "12", "🥐🥐", "--", "a" * 201, "Noor\nMaya", "Noor\x00", "Noor \u202eayaM"]
)
def test_what_is_no_name_is_refused_on_its_field(name: str) -> None:
    with pytest.raises(Refused) as caught:
        check_signature(name, consent=True)
    assert caught.value.field == "name"


def test_without_a_name_and_consent_both_are_told() -> None:
    with pytest.raises(Refused) as caught:
        check_signature("", consent=False)
    assert [one.field for one in (caught.value, *caught.value.others)] == ["name", "consent"]
    with pytest.raises(Refused, match="Tick the box"):
        check_signature("Noor", consent=False)


def test_a_wish_for_a_change_says_something() -> None:
    check_request("x" * 10)
    check_request(" " + "x" * 4_000 + "\n")
    for text in ("", "x" * 9, " " * 50, "x" * 4_001):
        with pytest.raises(Refused) as caught:
            check_request(text)
        assert caught.value.field == "text"
