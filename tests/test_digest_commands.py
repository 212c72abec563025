"""/digest now, schedule and pause: who may, what they see, and what happens when two do it at once."""

from datetime import time, timedelta
from functools import partial

import pytest

from bot.domain.digests.schedule import Schedule
from bot.services.digests import digest_settings
from sandbox.driver import Seen
from storage import Store
from tests.at_once import at_once, refusals
from tests.collaborating import make_viewer
from tests.digesting import (
    LAUNCH,
    begin,
    cast,
    day_of_week,
    digests,
    launch,
    live,
    monday,
    place,
    said,
    set_schedule,
    told,
)
from tests.workspace import Workspace

NEEDS = "That needs the role"


@pytest.fixture
def sold(workspace: Workspace) -> int:
    """A campaign with a channel in which something was sold last week."""
    begin(workspace)
    number = launch(workspace)
    noor = cast(workspace, number, ["Noor"])[0]
    live(noor)
    noor.orders([4_000], at=day_of_week(workspace, 2) - timedelta(days=7))
    noor.sum_up()
    return number


def make_manager(workspace: Workspace, name: str) -> None:
    """An admin makes somebody a manager."""
    ada, person = workspace.person("ada"), workspace.person(name)
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=person.id, role="manager")


def test_a_marketer_looks_at_a_campaign_and_posts_it_once(workspace: Workspace, sold: int) -> None:
    maria = workspace.person("maria")

    look = maria.command("/digest now autumn").messages[-1]

    assert "Only you see this" in look.text_shown
    assert "€40.00 revenue" in look.text_shown
    assert digests(workspace) == []
    posted = maria.click("Post it to the channel", look)
    assert "on its way" in said(posted)
    (only,) = digests(workspace)
    assert "€40.00 revenue" in only.text_shown
    again = maria.click("Post it to the channel", maria.command("/digest now autumn").messages[-1])
    assert "stands in the channel already" in said(again)
    assert len(digests(workspace)) == 1


def test_a_digest_that_was_posted_by_hand_is_not_posted_again_on_its_day(workspace: Workspace, sold: int) -> None:
    maria = workspace.person("maria")
    look = maria.command("/digest now autumn").messages[-1]
    running = maria.click("This week so far", look).messages[-1]
    maria.click("Post it to the channel", running)

    workspace.travel(to=monday(workspace))

    so_far = [one for one in workspace.person("maria").messages(LAUNCH) if "this week so far" in one.text_shown]
    assert len(so_far) == 1
    assert len(digests(workspace)) == 1
    look = maria.command("/digest now autumn").messages[-1]
    assert "stands in the channel already" in said(maria.click("Post it to the channel", look))


def test_before_its_hour_it_shows_and_posts_by_hand_what_would_come_then_and_that_comes_once(
    workspace: Workspace,
) -> None:
    begin(workspace)
    autumn, quiet = launch(workspace), launch(workspace, "Quiet cakes", channel="#general")
    set_schedule(workspace, tz="Asia/Kolkata")
    noor, lea = cast(workspace, autumn, ["Noor"])[0], cast(workspace, quiet, ["Lea"])[0]
    live(noor)
    noor.orders([4_000])
    noor.sum_up()
    maria = workspace.person("maria")

    workspace.travel(to=monday(workspace, at=time(18, 25)) - timedelta(days=1))
    assert "€40.00 revenue" not in maria.command("/digest now autumn").messages[-1].text_shown, "it is Sunday there"
    workspace.travel(minutes=10)
    for name in ("autumn", "quiet"):
        posted = maria.click("Post it to the channel", maria.command(f"/digest now {name}").messages[-1])
        assert "on its way" in said(posted)
    (only,), (nothing,) = digests(workspace), digests(workspace, "#general")
    assert "€40.00 revenue" in only.text_shown
    assert "nothing came in" in nothing.text_shown

    lea.orders([5_000], at=workspace.clock() - timedelta(days=2))
    lea.sum_up()
    workspace.travel(to=workspace.clock() + timedelta(hours=10))

    assert len(digests(workspace)) == len(digests(workspace, "#general")) == len(told(workspace)) == 1
    assert len(maria.thread(only)) == 2
    assert len(maria.thread(nothing)) == 1, "no details of what it did not say"


def test_an_old_preview_does_not_post_another_week_than_it_shows(workspace: Workspace, sold: int) -> None:
    maria = workspace.person("maria")
    look = maria.command("/digest now autumn").messages[-1]
    workspace.travel(days=9)

    assert "Another week began since you looked" in said(maria.click("Post it to the channel", look))


def test_without_a_name_a_manager_sees_the_programme_and_a_marketer_chooses_a_campaign(
    workspace: Workspace, sold: int
) -> None:
    ada, maria = workspace.person("ada"), workspace.person("maria")
    launch(workspace, "Autumn cakes", channel="")

    whole = ada.command("/digest now").messages[-1]
    assert "2 open campaigns" in whole.text_shown
    assert "Post it to the channel" not in [button.label for button in whole.buttons], "no channel was chosen"

    choice = maria.command("/digest now").messages[-1]
    assert "Autumn cakes" in choice.text_shown
    assert "Managers see the whole programme" in choice.text_shown
    shown = (
        maria.click(
            "Digest",
            choice,
        ).messages[-1]
        if len(choice.buttons) == 1
        else maria.command("/digest now autumn bread").messages[-1]
    )
    assert "Autumn bread" in shown.text_shown
    both = maria.command("/digest now autumn").messages[-1]
    assert "“autumn” fits several campaigns" in both.text_shown
    assert "I know no campaign called “nothing”" in said(maria.command("/digest now nothing"))


def test_a_viewer_and_a_guest_are_refused(workspace: Workspace, sold: int) -> None:
    lee, gus = make_viewer(workspace, "lee"), workspace.person("gus")
    for text in ("/digest now autumn", "/digest now", "/digest schedule", "/digest pause"):
        assert NEEDS in said(lee.command(text))
        assert "full members" in said(gus.command(text))
    for text in ("/digest schedule", "/digest pause"):
        assert NEEDS in said(workspace.person("maria").command(text))


def test_a_role_that_was_taken_away_counts_at_the_press_of_an_old_button(workspace: Workspace, sold: int) -> None:
    make_manager(workspace, "omar")
    omar = workspace.person("omar")
    whole = omar.command("/digest now").messages[-1]
    make_viewer(workspace, "omar")

    assert NEEDS in said(omar.click("This week so far", whole))
    assert NEEDS in said(omar.click("Schedule", whole))


def scheduled(workspace: Workspace, who: str = "ada", /, **typed: object) -> Seen:
    """Somebody submits the form of the schedule."""
    person = workspace.person(who)
    form = person.command("/digest schedule")
    if "tz" in typed:
        assert str(typed["tz"]) in person.suggest("tz", str(typed["tz"]).rpartition("/")[2], in_=form.view)
    return person.submit(form, **typed)


def test_a_manager_sets_day_hour_zone_and_channel_after_a_look_at_it(workspace: Workspace, sold: int) -> None:
    ada = workspace.person("ada")
    form = ada.command("/digest schedule")
    assert "Every *Monday* at *9:00*" in form.view.text
    look = ada.click("Preview", form)
    assert "Only you see this" in look.view.text
    assert "1 open campaign" in look.view.text
    ada.close(look)

    assert ada.suggest("tz", "kolk", in_=form.view) == ["Asia/Kolkata"]
    channel = place(workspace, "#general")
    answer = ada.submit(form, weekday="3", hour="16", tz="Asia/Kolkata", channel=channel)

    assert "The schedule is set." in said(answer)
    assert "Every *Thursday* at *16:00*, Asia/Kolkata" in said(answer).replace("**", "*")
    thursday = monday(workspace, at=time(10, 30)) + timedelta(days=3)
    workspace.travel(to=thursday - timedelta(minutes=30))
    assert digests(workspace) == []
    workspace.travel(to=thursday)
    assert len(digests(workspace)) == 1
    assert told(workspace) == []


def test_what_is_wrong_stands_on_its_field(workspace: Workspace, sold: int) -> None:
    ada = workspace.person("ada")
    form = ada.command("/digest schedule")
    random = place(workspace, "#random")

    seen = ada.submit(form, channel=random)

    assert list(seen.errors) == ["channel"]
    assert "Rapport is not in this channel yet" in seen.errors["channel"]


def test_of_two_who_set_it_the_slower_is_told_by_whom(workspace: Workspace, sold: int) -> None:
    make_manager(workspace, "omar")
    ada = workspace.person("ada")
    slow = ada.command("/digest schedule")
    scheduled(workspace, "omar", hour="8")

    seen = ada.submit(slow, hour="17")

    assert "omar set this a moment ago" in str(seen.errors)
    assert seen.view.field("hour").value == "17"


def test_of_two_who_set_it_at_once_one_is_told(workspace: Workspace, sold: int) -> None:
    make_manager(workspace, "omar")
    by = [workspace.member("ada"), workspace.member("omar")]
    with workspace.bot.deps.reading(workspace.team) as store:
        seen = digest_settings.load(store, now=workspace.clock()).seen

    def choose(store: Store, at: int) -> None:
        chosen, now = Schedule(at, time(8 + at), "UTC"), workspace.clock() + timedelta(seconds=at)
        digest_settings.set_schedule(store, chosen, channel=None, seen=seen, by=by[at], now=now)

    (refused,) = refusals(at_once(workspace, *(partial(choose, at=at) for at in range(2))))
    assert "set this a moment ago" in refused


def test_while_it_is_paused_none_comes_and_none_comes_late(workspace: Workspace, sold: int) -> None:
    ada = workspace.person("ada")
    paused = ada.submit(ada.command("/digest pause"))
    assert "The digest is paused." in said(paused)
    assert "until somebody resumes it" in said(paused)

    workspace.travel(to=monday(workspace) + timedelta(days=1))
    assert digests(workspace) == []
    standing = ada.command("/digest pause")
    assert "Paused by" in said(standing)
    assert "The digest comes again." in said(ada.click("Resume", standing.messages[-1]))
    workspace.travel(hours=1)
    assert digests(workspace) == [], "the one that was held back does not come late"

    again = ada.submit(ada.command("/digest pause"), until=monday(workspace).date() + timedelta(days=1))
    assert "The digest is paused." in said(again)
    workspace.travel(to=monday(workspace) + timedelta(days=2))
    assert digests(workspace) == []
    workspace.travel(to=monday(workspace))
    assert len(digests(workspace)) == 1


def test_a_pause_ends_on_a_day_to_come(workspace: Workspace, sold: int) -> None:
    ada = workspace.person("ada")
    seen = ada.submit(ada.command("/digest pause"), until=workspace.clock().date())
    assert seen.errors == {"until": "That day is over, or today. Choose a later one, or leave it empty."}


def test_of_two_who_pause_or_resume_the_slower_is_told(workspace: Workspace, sold: int) -> None:
    make_manager(workspace, "omar")
    ada, omar = workspace.person("ada"), workspace.person("omar")
    slow = ada.command("/digest pause")
    omar.submit(omar.command("/digest pause"))

    assert "omar paused the digest already" in str(ada.submit(slow).errors)
    ada.close(slow)
    mine, theirs = (said_by.command("/digest pause").messages[-1] for said_by in (ada, omar))
    omar.click("Resume", theirs)
    assert "somebody resumed it already" in said(ada.click("Resume", mine))


def test_who_changed_it_stands_in_the_audit_log(workspace: Workspace, sold: int) -> None:
    ada = workspace.person("ada")
    scheduled(workspace, hour="8")
    ada.submit(ada.command("/digest pause"))
    ada.click("Resume", ada.command("/digest pause").messages[-1])
    maria = workspace.person("maria")
    maria.click("Post it to the channel", maria.command("/digest now autumn").messages[-1])

    with workspace.bot.deps.reading(workspace.team) as store:
        about = ("setting:digest:schedule", "setting:digest:pause", f"campaign:{sold}")
        verbs = [[one["verb"] for one in store.audit.of(name)] for name in about]

    assert verbs[0][-1] == "set"
    assert verbs[1] == ["pause", "resume"]
    assert "post digest" in verbs[2]
