"""What Slack tells by itself: links pasted in channels, messages to the bot, people who change."""

from sandbox.driver import Message
from tests.workspace import Workspace

TIKTOK = "https://www.tiktok.com/@noor.bakes"


def shared(workspace: Workspace, who: str, text: str, *, channel: str = "#launch") -> Message:
    """A message as it stands once the bot has heard of it."""
    person = workspace.person(who)
    said = person.say(text, channel=channel)
    return person.message(said.channel, said.ts)


def test_a_pasted_link_unfurls_to_whom_it_belongs_and_offers_to_open(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    maria.close(workspace.add("maria", "Noor", TIKTOK, email="noor@example.com", address="Hazel Street 1"))

    pasted = shared(workspace, "omar", f"have you seen {TIKTOK}?lang=en and tiktok.com/@noor.bakes")

    assert "*Noor* · prospect · TikTok @noor.bakes" in pasted.text_shown
    assert "On the roster, with @maria" in pasted.text_shown
    assert "noor@example.com" not in str(pasted.raw)
    assert "Hazel Street" not in str(pasted.raw)
    opened = omar.click("Open", pasted)
    assert opened.messages[-1].ephemeral
    assert "noor@example.com" in opened.text


def test_an_unknown_profile_offers_to_be_added_and_a_post_says_nothing(workspace: Workspace) -> None:
    omar = workspace.person("omar")

    pasted = shared(workspace, "maria", f"look: {TIKTOK}", channel="#random")
    post = shared(workspace, "maria", "look: https://www.instagram.com/p/Cxyz/")

    assert "TikTok @noor.bakes is not on the roster yet." in pasted.text_shown
    form = omar.click("Add to roster", pasted).view
    assert form.field("profile_1").value == TIKTOK
    assert form.field("platform_1").value == "tiktok"
    assert omar.submit(form, name="Noor").view.title == "On the roster"
    assert post.raw["attachments"] == []


def test_links_of_guests_are_left_alone(workspace: Workspace) -> None:
    workspace.person("maria").close(workspace.add("maria", "Noor", TIKTOK))

    assert shared(workspace, "gus", f"look: {TIKTOK}").raw["attachments"] == []


def test_whoever_writes_to_the_bot_is_told_once_what_it_can_do(workspace: Workspace) -> None:
    maria = workspace.person("maria")

    maria.say("hello?", channel=maria.dm_with("rapport"))
    workspace.settle()
    said = workspace.told("maria")

    assert len(said) == 2
    assert "Type `/rapport` for everything I can do" in said[-1].text_shown
    assert maria.click("Add influencer", said[-1]).view.title == "Add influencer"


def test_a_change_of_zone_moves_mornings_and_words(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor", TIKTOK))
    assert "Berlin" in maria.command("/followup @noor.bakes in 3 days call").view.text

    workspace.slack.change_person("maria", tz="America/New_York")
    maria = workspace.person("maria")

    assert "New York" in maria.command("/followup @noor.bakes in 3 days call").view.text
    assert "your time zone: America/New_York" in maria.command("/rapport status").text


def test_news_of_people_never_met_is_no_reason_to_keep_them(workspace: Workspace) -> None:
    workspace.slack.change_person("lee", title="Still new")

    with workspace.bot.database.reading(workspace.team) as store:
        assert store.members.get(workspace.person("lee").id) is None
