"""A message as a mail link: what is encoded comes back, and nothing becomes a header or a second address."""

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.influencers.mail import address, mail_link, one_line

TEXT = st.text(st.characters(codec="utf-8"), max_size=200)


@given(subject=TEXT, body=TEXT)
def test_subject_and_body_come_back_and_are_all_there_is(subject: str, body: str) -> None:
    link = mail_link("noor@bakes.example", subject=subject, body=body)

    parts = urlsplit(link)
    asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    lines = body.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "noor@bakes.example", "")
    assert asked == {"subject": [one_line(subject)], "body": [lines]}
    assert link.isascii()
    assert not set(link) & set(" <>|\"'\r\n")


@given(TEXT)
def test_a_subject_is_one_line_whatever_was_typed(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1
    assert "\x00" not in one_line(text)


@given(st.text(max_size=60))
def test_whatever_stands_for_an_address_adds_no_field(typed: str) -> None:
    link = mail_link(f"{typed}@x.example", subject="s", body="b")

    assert list(parse_qs(urlsplit(link).query)) == ["subject", "body"]


@pytest.mark.parametrize("typed", ["noor@bakes.example", " noor+ads@mail.bakes.example ", "o'neil@x.co"])
def test_one_address_is_taken(typed: str) -> None:
    assert address(typed) == typed.strip()


@pytest.mark.parametrize(
    "typed",
    [
        *(None, "", "noor", "noor@home", "@x.example", "a@b.example,c@d.example", "a@b.example?bcc=c@d.example"),
        *("a@b.example\nBcc: c@d.example", "a@b.example&cc=x", "Noor <noor@bakes.example>", "a b@c.example"),
        *("a%0Abcc@b.example", "a@b.example/x", "a@.example", "a@b.example;c"),
    ],
)
def test_anything_more_or_less_than_one_address_is_none(typed: str | None) -> None:
    assert address(typed) is None
