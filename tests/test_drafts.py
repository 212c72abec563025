"""Drafts: submitted round by round, told to the campaign's owner, and capped."""

import pytest

from tests.content import GOOD, card, noor, submit, waiting
from tests.workspace import Workspace

__all__ = ["noor"]


def test_a_draft_goes_to_the_campaigns_owner_and_into_the_timeline(noor: Workspace) -> None:
    shown = submit(noor, text=f"{GOOD} <b> & *x*", link="https://drive.example.com/d/1")

    assert "submitted" in shown.text
    assert "*Round 1*" in shown.text
    asked = waiting(noor)
    assert "A draft to review: *Noor Haddad*, Bread post" in asked.text_shown
    assert "round 1 of 2" in asked.text_shown
    assert f"{GOOD} <b> & *x*" in asked.text_shown
    assert "@lee" in asked.text_shown
    influencer = noor.person("maria").command("/influencer show noor")
    assert "draft of “Bread post”, round 1" in influencer.text


def test_an_uploaded_file_is_kept_by_its_name_and_link(noor: Workspace) -> None:
    lee = noor.person("lee")
    submit(noor, text="", file=[lee.upload("cut <1>.mp4", b"not a film")])

    form = noor.person("maria").click("Review", waiting(noor)).view

    assert "cut <1>.mp4" in form.text
    assert "The draft has no caption" in form.text
    with noor.bot.deps.reading(noor.team) as store:
        draft = store.deliverables.draft(1)
    assert draft is not None
    assert draft.file is not None
    assert sorted(draft.file) == ["id", "name", "permalink"]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"text": " "}, "text", "Give the caption, a link to the draft, or a file."),
        ({"link": "drive/d"}, "link", "Give the whole address, such as https://drive.google.com/file/d/1a2b3c."),
        ({"link": "javascript:alert(1)"}, "link", "Give the whole address, such as"),
        ({"link": "https://[x"}, "link", "Give the whole address, such as"),
    ],
)
def test_a_draft_that_cannot_be_looked_at_is_refused_on_its_field(
    noor: Workspace, typed: dict[str, str], field: str, sentence: str
) -> None:
    errors = submit(noor, **typed).errors

    assert list(errors) == [field]
    assert errors[field].startswith(sentence)


def test_one_round_over_the_cap_needs_a_managers_reason(noor: Workspace) -> None:
    lee, omar = noor.person("lee"), noor.person("omar")
    for _ in range(2):
        submit(noor)
        omar.submit(omar.click("Review", card(noor, "omar")), decision="changes", reasons="Louder")

    told = lee.click("Submit a draft", card(noor, "lee")).text
    assert "Autumn bread allows 2 rounds of review, and this would be round 3." in told
    assert "omar" in told
    form = omar.click("Submit a draft", card(noor, "omar"))
    assert omar.submit(form, text=GOOD).errors == {"over_cap": "Say why one round more is worth it."}
    assert "One round more: Nearly there" in omar.submit(form, text=GOOD, over_cap="Nearly there").text
    assert "One round more: Nearly there" in waiting(noor).text_shown


def test_of_two_drafts_at_once_the_second_is_told_and_keeps_what_was_typed(noor: Workspace) -> None:
    lee, omar = noor.person("lee"), noor.person("omar")
    slow = lee.click("Submit a draft", card(noor, "lee"))
    omar.submit(omar.click("Submit a draft", card(noor, "omar")), text=GOOD)

    told = lee.submit(slow, text="my caption")

    assert "omar submitted a draft a moment ago: this deliverable is submitted now." in told.errors["text"]
    assert told.view.field("text").value == "my caption"
