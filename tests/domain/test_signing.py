"""A signature has a name and a yes; a wish for a change says something."""

import pytest

from bot.domain.contracts.signing import check_request, check_signature
from bot.domain.refused import Refused


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
