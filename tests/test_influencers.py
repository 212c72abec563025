"""Putting influencers on the roster and changing them: prefilled, refused on the right field, nothing lost."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.workspace import Message, View, Workspace

CHANNEL_ID = "UCabcdefghijklmnopqrstuv"


def card_of(workspace: Workspace, who: str, wanted: str) -> Message:
    """The card, as somebody's command shows it."""
    return workspace.person(who).command(f"/influencer show {wanted}").messages[-1]


def held(view: View, *names: str) -> list[object]:
    """What these fields of a form hold."""
    return [view.field(name).value for name in names]


def size(workspace: Workspace) -> int:
    """How many influencers there are."""
    with workspace.bot.database.reading(workspace.team) as store:
        return store.searches.size()


def test_the_form_is_prefilled_from_every_form_of_handle_and_address(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    tiktok = "https://www.tiktok.com/@noor.bakes"
    expected = {
        "": (None, None, None),
        "@noor.bakes": (None, None, "noor.bakes"),
        "instagram.com/noor.bakes/": (None, "instagram", "https://www.instagram.com/noor.bakes/"),
        f"{tiktok}?lang=en": (None, "tiktok", tiktok),
        "youtube.com/@noorbakes": (None, "youtube", "https://www.youtube.com/@noorbakes"),
        f"youtube.com/channel/{CHANNEL_ID}": (None, "youtube", f"https://www.youtube.com/channel/{CHANNEL_ID}"),
        "Noor Haddad": ("Noor Haddad", None, None),
    }

    for typed, fields in expected.items():
        form = maria.command(f"/influencer add {typed}").view
        assert (typed, held(form, "name", "platform_1", "profile_1")) == (typed, list(fields))
        assert form.field("owner").value == maria.id
        maria.close(form)
    assert maria.shortcut("Add influencer").view.title == "Add influencer"


def test_everything_typed_arrives_and_stands_on_the_card(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")

    typed = {
        "name": "Noor Haddad",
        "profile_1": "@noor.bakes",
        "platform_1": "tiktok",
        "profiles": "instagram @noor.bakes\nyoutube.com/@noorbakes",
        "owner": omar.id,
        "tags": "vegan, summer launch",
        "niches": "baking",
        "values": "sustainability",
        "strengths": "storyteller",
        "country": "germany",
        "languages": "German, Arabic",
        "email": "noor@example.com",
        "phone": "+49 30 1234",
        "birthday": "1996-03-04",
        "address": "Hazel Street 1, Berlin",
        "notes": "Met at the fair",
    }
    added = maria.submit(maria.command("/influencer add"), typed).view

    assert added.title == "On the roster"
    card = card_of(workspace, "omar", "noor").text_shown
    for text in ("TikTok @noor.bakes", "Instagram @noor.bakes", "YouTube @noorbakes", "prospect", "@omar"):
        assert text in card
    for text in ("summer launch, vegan", "baking", "sustainability", "storyteller", "Germany", "Arabic, German"):
        assert text in card
    for text in ("noor@example.com", "+49 30 1234", "4 March", "Hazel Street 1, Berlin", "Met at the fair"):
        assert text in card
    form = maria.click("Edit", card_of(workspace, "maria", "noor")).view
    assert held(form, "tags", "country", "birthday", "owner") == ["summer launch, vegan", "DE", "1996-03-04", omar.id]


def test_a_handle_that_is_known_shows_the_card_instead_of_the_form(workspace: Workspace) -> None:
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")

    for typed in ("@Noor.Bakes", "tiktok.com/@noor.bakes?lang=de", "noor haddad"):
        seen = workspace.person("omar").command(f"/influencer add {typed}")
        assert not seen.has_view
        assert "On the roster already" in seen.text
        assert "Noor Haddad" in seen.text


def test_what_is_wrong_is_said_on_its_field_and_nothing_is_half_written(workspace: Workspace) -> None:
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    omar = workspace.person("omar")
    form = omar.command("/influencer add").view
    good = {"name": "Sun", "profile_1": "https://www.instagram.com/sun/", "profiles": "", "platform_1": None}
    wrong: list[tuple[dict[str, object], str, str]] = [
        ({"profile_1": "@NOOR.Bakes", "platform_1": "tiktok"}, "profile_1", "/influencer show tiktok.com/@noor.bakes"),
        ({"profiles": "tiktok.com/@Noor.Bakes"}, "profiles", "Noor Haddad"),
        ({"profiles": "instagram @SUN"}, "profiles", "This profile stands here twice. Remove one."),
        ({"profile_1": "@sun"}, "profile_1", "Choose it below"),
        ({"profiles": "myspace @sun"}, "profiles", "myspace"),
        ({"profile_1": "https://www.tiktok.com/@sun", "platform_1": "youtube"}, "profile_1", "Change one of the two."),
        ({"profile_1": "https://www.instagram.com/p/Cxyz/"}, "profile_1", "That is a post, not a profile."),
        ({"country": "Atlantis"}, "country", "such as DE"),
        ({"tags": "x" * 65}, "tags", "64"),
    ]

    for typed, field, sentence in wrong:
        blank = {"country": "", "tags": ""}
        seen = omar.submit(form, {**good, **blank, **typed})
        assert list(seen.errors) == [field]
        assert sentence in seen.errors[field]
        assert seen.view.field("name").value == "Sun"
    assert size(workspace) == 1
    opened = omar.command("/influencer show tiktok.com/@noor.bakes").text
    assert "Noor Haddad" in opened
    assert omar.submit(form, {**good, "country": "", "tags": ""}).view.title == "On the roster"


def test_an_edit_changes_what_its_form_shows_and_keeps_the_rest(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes", tags="vegan", notes="likes figs")
    maria.submit(maria.click("Add figures", card_of(workspace, "maria", "noor")), followers="12k")

    form = maria.click("Edit", card_of(workspace, "maria", "noor")).view
    lines = f"{form.field('profiles').value}\ninstagram @noor.bakes"
    seen = maria.submit(form, name="Noor Sun", profiles=lines, country="Germany", tags="")

    assert seen.closed
    for text in ("Noor Sun", "12K followers", "Instagram @noor.bakes · no figures yet", "Germany", "likes figs"):
        assert text in seen.text
    assert "vegan" not in seen.text
    assert "Noor Sun" in maria.command("/influencer find sun").text
    assert "Nobody fits" in maria.command("/influencer find haddad").text


@pytest.mark.parametrize("name", ["Noor & Sun Baking", "نور تخبز", "C/Noor #1"])
def test_an_edit_keeps_the_figures_of_a_channel_whose_name_is_no_handle(workspace: Workspace, name: str) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor", name, platform_1="youtube")
    maria.submit(maria.click("Add figures", card_of(workspace, "maria", "noor")), followers="12k")

    seen = maria.submit(maria.click("Edit", card_of(workspace, "maria", "noor")), country="DE")

    assert seen.errors == {}
    assert f"YouTube @{name}" in seen.text
    assert "12K followers" in seen.text


def test_of_two_who_edit_at_once_the_second_is_told_and_keeps_what_was_typed(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes")
    first = maria.click("Edit", card_of(workspace, "maria", "noor"))
    second = omar.click("Edit", card_of(workspace, "omar", "noor"))

    assert maria.submit(first, notes="answers at night").closed
    refused = omar.submit(second, notes="prefers e-mail", tags="vegan")

    assert "A colleague changed this influencer meanwhile." in refused.errors["name"]
    assert held(refused.view, "notes", "tags") == ["prefers e-mail", "vegan"]
    card = card_of(workspace, "omar", "noor").text_shown
    assert "answers at night" in card
    assert "vegan" not in card


def test_of_two_who_add_one_handle_at_once_only_one_does(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    forms = {person: person.command("/influencer add noor.bakes").view for person in (maria, omar)}
    typed = {"name": "Noor", "profile_1": "@noor.bakes", "platform_1": "tiktok"}

    assert maria.submit(forms[maria], typed).view.title == "On the roster"
    assert "on the roster already: Noor" in omar.submit(forms[omar], typed).errors["profile_1"]
    assert size(workspace) == 1


def test_address_and_contact_are_for_those_who_work_with_them_alone(workspace: Workspace) -> None:
    ada, lee = workspace.person("ada"), workspace.person("lee")
    private = {"address": "Hazel Street 1", "email": "noor@example.com", "phone": "+49 30 1234", "notes": "owes us 10"}
    workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes", **private)
    lee.command("/rapport status")
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=lee.id, role="viewer")

    seen_by_lee = card_of(workspace, "lee", "noor")
    pasted = workspace.person("maria").say("look: https://www.tiktok.com/@noor.bakes")

    assert all(text in card_of(workspace, "maria", "noor").text_shown for text in private.values())
    assert "Noor" in seen_by_lee.text_shown
    assert "Noor" in pasted.text_shown
    assert seen_by_lee.ephemeral
    for text in private.values():
        assert text not in seen_by_lee.text_shown
        assert text not in pasted.text_shown
    assert not any(text in message.text_shown for text in private.values() for message in lee.messages("#launch"))


def test_show_takes_a_name_a_handle_an_address_or_a_part_and_asks_when_several_fit(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    workspace.add("maria", "Noor Sun", "https://www.instagram.com/sunny/")

    for wanted in ("noor haddad", "@noor.bakes", "NOOR.BAKES", "https://tiktok.com/@noor.bakes", "hadd", "r.bak"):
        assert "TikTok @noor.bakes" in maria.command(f"/influencer show {wanted}").text
    which = maria.command("/influencer show noor")
    assert "Who is meant?" in which.text
    assert "Noor Haddad" in which.text
    (sunny,) = [button for button in which.messages[0].buttons if button.action_id.endswith(":2")]
    assert "Instagram @sunny" in maria.click(on=which, action_id=sunny.action_id).text
    assert "I find nobody called “zoe”" in maria.command("/influencer show zoe").text
    assert "Say who" in maria.command("/influencer show").text


def test_the_card_shows_growth_and_a_rate_that_says_how_it_is_made(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    maria.close(workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes"))
    today = workspace.clock().astimezone(ZoneInfo(maria.tz)).date()
    before = today - timedelta(days=30)
    first = {"day": str(before), "followers": "10,000"}
    second = {"followers": "12k", "comments": "300", "relevant_comments": "260", "shares": "100"}

    maria.submit(maria.click("Add figures", card_of(workspace, "maria", "noor")), first)
    assert "Meaningful ER: not enough data" in card_of(workspace, "maria", "noor").text_shown
    maria.submit(maria.click("Add figures", card_of(workspace, "maria", "noor")), second)

    card = card_of(workspace, "omar", "noor")
    assert f"12K followers (+2,000, +20.0% since {before.day} {before:%B %Y})" in card.text_shown
    assert "Meaningful ER: 3.00%" in card.text_shown
    how = omar.click("How?", card).view.text
    for said in (
        "Formula: (relevant comments + shares) / followers × 100",
        "Relevant comments: 260",
        "Followers: 12,000",
        f"{today.day} {today:%B %Y}",
        "@maria",
        "Source of the formula",
        "10,000",
    ):
        assert said in how
    assert maria.id not in how


def test_figures_are_of_a_day_that_has_come_where_the_person_is(workspace: Workspace) -> None:
    lee = workspace.person("lee")
    lee.close(workspace.add("lee", "Noor", "https://www.tiktok.com/@noor.bakes"))
    night = datetime.combine(workspace.clock().date() + timedelta(days=1), time(20), UTC)
    workspace.travel(to=night)
    here = night.astimezone(ZoneInfo(lee.tz)).date()

    form = lee.click("Add figures", card_of(workspace, "lee", "noor")).view
    assert form.field("day").value == str(here)
    assert list(lee.submit(form, followers="1k", day=str(here + timedelta(days=1))).errors) == ["day"]
    assert list(lee.submit(form, followers="many", day=str(here)).errors) == ["followers"]
    assert lee.submit(form, followers="1k").closed


def test_every_fault_of_a_form_stands_on_its_own_field_at_once(workspace: Workspace) -> None:
    maria = workspace.person("maria")

    seen = maria.submit(maria.command("/influencer add"), name="Noor", profile_1="noor.bakes", country="Germny")

    assert set(seen.errors) == {"profile_1", "country"}
    assert maria.submit(seen.view, platform_1="tiktok", country="Germany").errors == {}
