"""Metrics of posts: by hand, over time, and how every figure explains itself."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.outreaching import card
from tests.test_isolation import names_workspace, statements
from tests.workspace import Message, Workspace

URL = "https://www.tiktok.com/@noor.bakes/video/7301234567890123456?is_from_webapp=1"


@pytest.fixture
def autumn(workspace: Workspace) -> int:
    """Noor on the roster of a campaign: the collaboration's id."""
    workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    return workspace.collaboration("maria", workspace.campaign("maria", "Autumn bread"), "Noor Haddad")


def listed(workspace: Workspace, who: str = "maria") -> Message:
    """The posts of the collaboration."""
    return workspace.person(who).click("Posts and metrics", card(workspace, who)).messages[-1]


def add_post(workspace: Workspace, url: str = URL, **fields: object) -> Message:
    """Maria adds a post by its address; gives the list."""
    maria = workspace.person("maria")
    seen = maria.submit(maria.click("Add a post", listed(workspace)), url=url, **fields)
    assert seen.errors == {}
    return seen.messages[-1]


def day(workspace: Workspace, *, ago: int = 0) -> str:
    """A day where Maria is, so many days ago."""
    here = workspace.clock().astimezone(ZoneInfo(workspace.person("maria").tz))
    return (here.date() - timedelta(days=ago)).isoformat()


def test_a_post_is_added_by_its_address_and_gets_figures_by_hand_with_their_day_and_author(
    workspace: Workspace, autumn: int
) -> None:
    maria = workspace.person("maria")
    shown = add_post(workspace, title="Three breads")
    assert "Three breads" in shown.text_shown
    assert "No figures yet." in shown.text_shown

    yesterday = maria.submit(maria.click("Add metrics", shown), day=day(workspace, ago=1), views="10K", likes="900")
    assert yesterday.closed
    today = maria.submit(maria.click("Add metrics", yesterday), views="12,500", likes="1000", comments="80")

    assert "12.5K views · 1,000 likes · 80 comments" in today.text
    assert "+2,500, +25.0% views" in today.text
    assert "manual, " in today.text
    assert "@maria" in today.text
    assert "Three breads" in card(workspace).text_shown, "the card shows the newest posts"


def test_a_post_opens_as_a_series_with_what_each_day_added(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")
    shown = add_post(workspace, title="Three breads")
    for ago, views in ((3, "100"), (1, "300"), (0, "450")):
        shown = maria.submit(maria.click("Add metrics", shown), day=day(workspace, ago=ago), views=views).messages[-1]

    opened = maria.click("Open post", shown)

    assert "450 views (+150)" in opened.text
    assert "300 views ·" in opened.text, "nothing is guessed where the day before is missing"
    again = maria.submit(maria.click("Add metrics", opened), views="500")
    assert "500 views (+200)" in again.text


def test_nonsense_is_refused_on_its_field_and_nothing_typed_is_lost(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")
    form = maria.click("Add metrics", add_post(workspace)).view

    wrong = maria.submit(form, views="lots", likes="-5", comments="10", day=day(workspace, ago=-1))
    assert set(wrong.errors) == {"views", "likes", "day"}
    empty = maria.submit(form, views="", likes="", comments="", day=day(workspace))
    assert "at least one figure" in empty.errors["views"]
    more = maria.submit(form, comments="10", relevant_comments="12")
    assert "more than the 10 comments" in more.errors["relevant_comments"]

    assert maria.submit(form, comments="12", relevant_comments="10").closed


def test_a_figure_lower_than_before_is_asked_about_and_not_refused(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")
    shown = maria.submit(
        maria.click("Add metrics", add_post(workspace)), day=day(workspace, ago=1), views="1000", likes="50"
    )

    asked = maria.submit(maria.click("Add metrics", shown), views="100", likes="60")

    assert not asked.closed
    assert "Views: 100 is less than the 1,000 of" in asked.view.text
    assert "Likes" not in asked.view.text.split("Post")[0]
    assert asked.view.field("views").value == "100"
    assert asked.view.field("likes").value == "60"
    lower = maria.submit(asked, views="90")
    assert "90 is less" in lower.view.text, "another figure is asked about again"
    assert "90 views" in maria.submit(lower).text


def test_figures_in_the_wrong_fields_are_asked_about(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")

    asked = maria.submit(maria.click("Add metrics", add_post(workspace)), views="10", likes="500000")

    assert "Likes: 500,000 is more than the 10 views." in asked.view.text
    assert "500K likes" in maria.submit(asked).text


def test_two_people_at_once_are_told_what_the_other_entered(workspace: Workspace, autumn: int) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    shown = add_post(workspace)
    slow, today = maria.click("Add metrics", shown), day(workspace, ago=1)
    workspace.travel(minutes=1)
    omar.submit(omar.click("Add metrics", listed(workspace, "omar")), day=today, views="200", likes="7")

    asked = maria.submit(slow, day=today, views="210", comments="3")

    assert "entered 200 for this day a moment ago; you wrote 210" in asked.view.text
    done = maria.submit(asked)
    assert "210 views · 7 likes · 3 comments" in done.text, "what the other entered beside it stays"


def test_a_post_is_checked_against_the_profile(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")
    form = maria.click("Add a post", listed(workspace)).view
    wrong = {
        "hello": "I can't read that as the address of a post",
        "https://www.tiktok.com/@noor.bakes": "not the address of a post",
        "https://vm.tiktok.com/ZM1": "short link",
        "https://www.tiktok.com/@sam.cooks/video/1": "This is a post of @sam.cooks, and Noor Haddad is @noor.bakes",
        "https://www.instagram.com/p/AbC/": "Noor Haddad has no Instagram profile here",
    }

    for url, sentence in wrong.items():
        assert sentence in maria.submit(form, url=url).errors["url"]
    ahead = maria.submit(form, url=URL, published_on=day(workspace, ago=-2))
    assert "lies ahead" in ahead.errors["published_on"]


def test_a_post_counts_in_one_collaboration_only(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")
    add_post(workspace)
    again = maria.submit(maria.click("Add a post", listed(workspace)), url=URL.partition("?")[0])
    assert "in this collaboration already" in again.errors["url"]

    workspace.collaboration("maria", workspace.campaign("maria", "Winter cake"), "Noor Haddad")
    winter = maria.click("Open", maria.command("/campaign show winter"))
    other = maria.submit(maria.click("Add a post", maria.click("Posts and metrics", winter)), url=URL)
    assert "belongs to Autumn bread already" in other.errors["url"]


def test_hostile_titles_are_shown_as_typed(workspace: Workspace, autumn: int) -> None:
    for number, title in enumerate(("<!channel> *b* & <i>", "n" * 300, "نور 🇩🇪")):
        shown = add_post(workspace, url=f"https://www.tiktok.com/@noor.bakes/video/{number}", title=title)

    assert "<!channel> *b* & <i>" in shown.text_shown
    maria = workspace.person("maria")
    assert maria.submit(maria.click("Add metrics", shown), views="5").closed


def test_a_viewer_reads_posts_and_cannot_add(workspace: Workspace, autumn: int) -> None:
    add_post(workspace, title="Three breads")
    ada, lee = workspace.person("ada"), workspace.person("lee")
    lee.home()
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=lee.id, role="viewer")

    shown = listed(workspace, "lee")

    assert "Three breads" in shown.text_shown
    assert "Three breads" in lee.click("Open post", shown).text
    assert "needs the role marketer" in lee.click("Add metrics", shown).text
    assert "needs the role marketer" in lee.click("Add a post", shown).text


def test_many_posts_come_in_pages(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")
    for number in range(10):
        shown = add_post(workspace, url=f"https://www.tiktok.com/@noor.bakes/video/{number}", title=f"Bread {number}")

    assert "10 posts · page 1 of 2" in shown.text_shown
    older = maria.click("Older", shown)
    assert "Bread 0" in older.text
    assert "Bread 9" in maria.click("Newer", older).text
    assert "and 7 more with" in card(workspace).text_shown


def test_every_statement_on_posts_names_the_workspace(workspace: Workspace, autumn: int) -> None:
    maria = workspace.person("maria")
    with statements(workspace) as seen:
        shown = maria.submit(maria.click("Add metrics", add_post(workspace)), views="5", likes="2").messages[-1]
        maria.close(maria.click("How?", maria.click("Open post", shown)))
        maria.close(maria.click("How?", shown))
        maria.click("Benchmarks and rates", maria.click("How?", maria.command("/influencer show noor")))

    assert len(seen) > 50
    assert [one for one in seen if not names_workspace(one)] == []
