"""Logging what passed between us, by command, form and shortcut; the timeline; and changing the stage."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sandbox.driver import Person
from tests.workspace import Message, Seen, Workspace

PAGE = 8


def notes(workspace: Workspace, influencer_id: int = 1) -> list[str]:
    """The texts of a timeline as they are stored, newest first."""
    with workspace.bot.database.reading(workspace.team) as store:
        return [touch.text for touch in store.touches.of(influencer_id, limit=100)]


def timeline(person: Person, wanted: str) -> Message:
    """The first page of somebody's timeline."""
    return person.click("Full timeline", card(person, wanted)).messages[-1]


def card(person: Person, wanted: str) -> Message:
    """The card of an influencer."""
    return person.command(f"/influencer show {wanted}").messages[-1]


def test_a_note_behind_a_name_of_any_length_is_logged_at_once(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor van der Berg", "https://www.tiktok.com/@noor.bakes")
    workspace.add("maria", "Noor Sun", "https://www.instagram.com/sunny/")

    for typed in (
        "Noor van der Berg called twice",
        "@noor.bakes called twice",
        "tiktok.com/@noor.bakes called twice",
        '"Noor van der Berg" called twice',
        "“noor van der berg” called twice",
        "berg called twice",
        "noor.bakes\ncalled twice",
    ):
        seen = maria.command(f"/influencer log {typed}")
        assert ":white_check_mark: Logged." in seen.text, typed
        assert "@maria: called twice" in seen.text
    assert notes(workspace)[:-1] == ["called twice"] * 7
    assert notes(workspace, 2) == ["Added to the roster"]


def test_an_unclear_name_keeps_the_note_in_the_form(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    workspace.add("maria", "Noor Sun", "https://www.instagram.com/sunny/")

    form = maria.command("/influencer log noor wants <b>more</b> & soon").view
    assert form.field("note").value == "wants <b>more</b> & soon"
    assert form.field("who").options == ["Noor Haddad", "Noor Sun"]
    assert maria.submit(form, who="2", kind="call").closed
    assert notes(workspace, 2)[0] == "wants <b>more</b> & soon"

    only_a_name = maria.command("/influencer log sunny").view
    assert only_a_name.field("who").value == "2"
    assert maria.submit(only_a_name, note="hello").closed
    assert notes(workspace, 2)[0] == "hello"
    assert "I find nobody called “zoe”" in maria.command("/influencer log zoe called").text
    too_long = maria.command(f"/influencer log noor {'x' * 3001}")
    assert "Write the full handle." in too_long.text


def test_a_note_of_ten_thousand_characters_is_kept_whole_and_a_longer_one_refused(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes")
    long = "<b> & " * 1666 + "done"

    assert "Logged" in maria.command(f"/influencer log noor {long}").text
    assert "10,001 characters; 10,000 is the most" in maria.command(f"/influencer log noor {'x' * 10_001}").text
    assert notes(workspace)[0] == long
    assert long[:300] in timeline(maria, "noor").text_shown


def test_the_day_of_a_touch_may_lie_back_but_not_ahead(workspace: Workspace) -> None:
    lee = workspace.person("lee")
    workspace.add("lee", "Noor", "https://www.tiktok.com/@noor.bakes")
    today = datetime.now(ZoneInfo(lee.tz)).date()
    form = lee.click("Log a touch", card(lee, "noor")).view

    ahead = lee.submit(form, note="will call", day=str(today + timedelta(days=2)))
    assert ahead.errors == {"day": "This lies ahead. For something to come, set a follow-up instead."}
    assert lee.submit(form, note="met her", kind="meeting", day=str(today - timedelta(days=3))).closed
    again = lee.click("Log a touch", card(lee, "noor"))
    assert lee.submit(again, note="called her", kind="call", day=str(today)).closed

    shown = timeline(lee, "noor").text_shown
    assert shown.index("called her") < shown.index("Added to the roster") < shown.index("met her")
    assert f"{today - timedelta(days=3):%b %-d, %Y}, 12:00 PM" in shown


def test_the_timeline_pages_back_and_forth(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes")
    for number in range(2 * PAGE):
        maria.command(f"/influencer log noor note {number:02}")

    first = timeline(maria, "noor")
    second = maria.click("Older", first).messages[-1]
    third = maria.click("Older", second).messages[-1]

    assert "17 touches, newest first · page 1 of 3" in first.text_shown
    assert [f"note {number:02}" in second.text_shown for number in (7, 8, 0, 16)] == [True, False, True, False]
    assert "Added to the roster" in third.text_shown
    assert "page 2 of 3" in maria.click("Newer", third).messages[-1].text_shown
    assert "TikTok @noor.bakes" in maria.click("Back to the card", maria.messages()[-1]).text


def test_the_shortcut_logs_for_whoever_is_found_while_typing(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    workspace.add("maria", "Sun", "https://www.instagram.com/sunny/")

    form = maria.shortcut("Log a touch").view
    assert maria.suggest("who", "noo", in_=form) == ["Noor Haddad · TikTok @noor.bakes"]
    assert maria.suggest("who", "zoe", in_=form) == []
    seen = maria.submit(form, who="1", kind="reply", note="She agrees")

    assert "She agrees" in seen.view.text
    assert "*Reply*" in timeline(maria, "noor").text_shown


def test_messages_of_others_are_saved_and_followed_up_as_people_read_them(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    maria.close(workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes"))
    message = omar.say("@maria Noor <says> 5 & 6 & https://shop.example/a?b=1&c=2 <!channel>")
    read = "@maria Noor <says> 5 & 6 & https://shop.example/a?b=1&c=2 <!channel>"

    form = maria.message_shortcut("Save to timeline", message).view
    assert form.field("note").value == read
    assert maria.suggest("who", "noor", in_=form) == ["Noor · TikTok @noor.bakes"]
    logged = maria.submit(form, who="1")
    assert "Logged" in logged.text
    maria.close(logged)
    assert notes(workspace)[0] == read
    link = f"https://slack.com/archives/{message.channel}/p{message.ts.replace('.', '')}"
    assert link in str(timeline(maria, "noor").raw)

    ask = maria.message_shortcut("Follow up on this", message).view
    assert ask.field("what").value == read
    assert maria.suggest("who", "noor", in_=ask) == ["Noor · TikTok @noor.bakes"]
    soon = int((workspace.clock() + timedelta(hours=1)).timestamp())
    assert "Noor" in maria.submit(ask, who="1", when=soon).text
    workspace.travel(hours=2)
    (reminder,) = workspace.told("maria")
    assert read in reminder.text_shown
    assert "message" in reminder.text_shown


def change_stage(person: Person, wanted: str, stage: str, why: str = "") -> Seen:
    """Take somebody to another stage by the button on the card."""
    return person.submit(person.click("Change stage", card(person, wanted)), stage=stage, why=why)


def test_a_stage_changes_as_allowed_and_the_timeline_says_who_and_why(workspace: Workspace) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes")

    form = maria.click("Change stage", card(maria, "noor")).view
    assert form.field("stage").options == ["shortlisted", "contacted", "declined", "do not contact"]
    assert change_stage(omar, "noor", "contacted", "wrote by e-mail").closed
    assert "@omar: prospect → contacted: wrote by e-mail" in card(maria, "noor").text_shown
    late = maria.submit(form, stage="contacted")
    assert late.errors["stage"].startswith("From contacted the next stage can be negotiating, active, shortlisted")
    maria.close(late)

    silent = maria.click("Change stage", card(maria, "noor")).view
    assert list(maria.submit(silent, stage="do-not-contact").errors) == ["why"]
    assert maria.submit(silent, stage="do-not-contact", why="she asked us to").closed
    assert "contacted → do-not-contact: she asked us to" in timeline(maria, "noor").text_shown
    assert "do not contact" in card(maria, "noor").text_shown
