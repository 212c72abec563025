"""How?: rates with their inputs, benchmarks, percentiles, worth and flags; and the settings behind them."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.workspace import Message, Seen, Workspace

VIDEO = "https://www.tiktok.com/@noor.bakes/video/{}"


@pytest.fixture
def video(workspace: Workspace) -> Message:
    """The list with one video of Noor, who has 20,000 followers: the figures are of today."""
    maria = workspace.person("maria")
    added = workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    maria.submit(maria.click("Add figures", added), followers="20000", likes="900", comments="100", shares="10")
    workspace.collaboration("maria", workspace.campaign("maria", "Autumn bread"), "Noor Haddad")
    return add_video(workspace, 1, views="50000", likes="1400", comments="100", relevant_comments="60", shares="40")


def add_video(workspace: Workspace, number: int, **figures: str) -> Message:
    """Another video with figures of today; gives the list."""
    maria = workspace.person("maria")
    card = maria.click("Open", maria.command("/campaign show autumn"))
    listed = maria.submit(maria.click("Add a post", maria.click("Posts and metrics", card)), url=VIDEO.format(number))
    added = maria.submit(maria.click("Open post", listed) and maria.click("Add metrics", listed), **figures)
    assert added.errors == {}
    return added.messages[-1]


def today(workspace: Workspace, *, ahead: int = 0) -> str:
    """The day that it is where omar is, or later."""
    here = workspace.clock().astimezone(ZoneInfo(workspace.person("omar").tz))
    return (here.date() + timedelta(days=ahead)).isoformat()


def manager(workspace: Workspace) -> None:
    """Omar is a manager."""
    ada, omar = workspace.person("ada"), workspace.person("omar")
    omar.home()
    ada.submit(ada.click("Change a role", ada.command("/rapport roles")), who=omar.id, role="manager")


def how(workspace: Workspace, listed: Message) -> str:
    """*How?* of the first post."""
    maria = workspace.person("maria")
    return maria.click("How?", maria.click("Open post", listed)).view.text


def test_every_rate_of_a_post_names_its_formula_its_numbers_and_who_entered_them(
    workspace: Workspace, video: Message
) -> None:
    told = how(workspace, video)

    assert "Meaningful ER: 0.50%" in told
    assert "Formula: (relevant comments + shares) / followers × 100" in told
    assert "Relevant comments: 60 (manual, " in told
    assert "Followers: 20,000 (manual, " in told
    assert "@maria" in told
    assert "Public ER: 7.50%" in told
    assert "ER by views: 3.08%" in told
    assert "Not counted, because missing: saves." in told


def test_the_public_rate_alone_is_judged_by_a_dated_benchmark(workspace: Workspace, video: Message) -> None:
    told = how(workspace, video)

    assert "Public ER 7.50% is *good* for micro profiles on TikTok: good from 7%, average from 4%" in told
    assert "(Untapper 2026 [F5], 1 January 2026)" in told


def test_five_peers_are_needed_for_a_percentile(workspace: Workspace, video: Message) -> None:
    assert "Not enough data: 0 other micro profiles on TikTok with this rate, at least 5 needed." in how(
        workspace, video
    )
    rows = "".join(f"peer{n},{15000 + n},{n * 10},{n * 10}\n" for n in range(1, 6))
    workspace.import_all("maria", "tiktok peers.csv", f"Handle,Followers,Comments,Shares\n{rows}".encode())

    maria = workspace.person("maria")
    plain = add_video(workspace, 2, comments="50", shares="13")

    assert "Percentile of Meaningful ER (all comments): 40" in maria.click("How?", maria.click("Open post", plain)).text


def test_worth_is_told_by_variant_with_its_rates_and_is_not_revenue(workspace: Workspace, video: Message) -> None:
    told = how(workspace, video)
    assert "EMV, variant A (CPM): not enough data" in told
    assert "This is an estimate of worth, not revenue." in told

    more = add_video(workspace, 3, impressions="10000")

    assert "EMV, variant A (CPM): $65.00" in how(workspace, more)


def test_a_collaboration_is_told_as_means_over_posts_and_by_sums(workspace: Workspace, video: Message) -> None:
    listed = add_video(workspace, 2, views="10000", likes="100", comments="0", relevant_comments="0", shares="0")

    told = workspace.person("maria").click("How?", listed).view.text

    assert "Public ER, mean of posts: 4.00%" in told
    assert "Known of 2 of 2 posts." in told
    assert "impressions" not in told.split("Earned media value")[0]
    assert "ER by views, sums of 2 of 2 posts: 2.73%" in told


def test_a_viewers_and_a_marketers_look_and_only_a_manager_changes(workspace: Workspace, video: Message) -> None:
    manager(workspace)
    maria, omar = workspace.person("maria"), workspace.person("omar")

    shown = benchmarks(workspace, "maria", video).view
    assert "Micro: good from 7%" in shown.text
    assert "A manager can change them." in shown.text
    assert [button.label for button in shown.buttons] == []
    maria.close(shown, all_=True)
    assert "A manager can change them." in maria.click("Benchmarks and rates", maria.click("How?", video)).text

    asked = benchmarks(workspace, "omar", video).view
    form = omar.choose("benchmark.edit", "tiktok:micro", in_=asked).view
    assert form.field("good").value == "7"
    wrong = omar.submit(form, good="lots", average="140", source="Ours")
    assert set(wrong.errors) == {"good", "average"}
    assert "Write a smaller percentage" in omar.submit(form, good="4", average="6", source="Ours").errors["average"]
    done = omar.submit(form, good="9,5", average="6 %", source="Our roster <!channel>")
    assert "Micro: good from 9.5%, average from 6% · _Our roster <!channel>" in done.view.text
    assert "is *average* for micro profiles on TikTok: good from 9.5%" in how(workspace, video)


def benchmarks(workspace: Workspace, who: str, listed: Message) -> Seen:
    """*Benchmarks and rates*, through *How?* on the influencer's card."""
    person = workspace.person(who)
    card = person.command("/influencer show noor").messages[-1]
    return person.click("Benchmarks and rates", person.click("How?", card))


def test_a_new_benchmark_leaves_figures_of_earlier_days_as_they_were(workspace: Workspace, video: Message) -> None:
    manager(workspace)
    omar = workspace.person("omar")
    form = omar.choose("benchmark.edit", "tiktok:micro", in_=benchmarks(workspace, "omar", video).view).view

    saved = omar.submit(form, good="20", average="10", source="Ours", since=today(workspace, ahead=3))
    assert "Saved. It holds from" in saved.view.text
    assert "is *good* for micro profiles" in how(workspace, video)

    workspace.travel(days=4)
    assert "is *good* for micro profiles" in how(workspace, video), "these figures are older"
    maria = workspace.person("maria")
    newer = maria.submit(maria.click("Add metrics", video), likes="1500", comments="120")
    assert "is *below* for micro profiles" in how(workspace, newer.messages[-1])


def test_the_slower_of_two_managers_is_told_and_asked(workspace: Workspace, video: Message) -> None:
    manager(workspace)
    omar, ada = workspace.person("omar"), workspace.person("ada")
    forms = {
        one: one.choose("benchmark.edit", "tiktok:nano", in_=benchmarks(workspace, one.name, video).view).view
        for one in (omar, ada)
    }
    same = {"average": "1", "since": today(workspace, ahead=-1)}
    assert "Nano: good from 3%" in ada.submit(forms[ada], good="3", source="Ada's", **same).view.text

    asked = omar.submit(forms[omar], good="4", source="Omar's", **same)

    assert "set this a moment ago, for the same day" in asked.view.text
    assert asked.view.field("good").value == "4"
    assert "Nano: good from 4%" in omar.submit(asked).view.text


def test_rates_of_worth_are_set_by_a_manager_in_any_currency(workspace: Workspace, video: Message) -> None:
    manager(workspace)
    omar = workspace.person("omar")
    listed = benchmarks(workspace, "omar", video).view
    form = omar.click("Change", listed, action_id="emv.edit:b").view
    wrong = omar.submit(form, currency="EUR", cpm="1,500", cpc="x", source="Ours")
    assert set(wrong.errors) == {"cpm", "cpc"}
    assert "three letters" in omar.submit(form, currency="QQQ", cpm="1", cpc="1").errors["currency"]
    done = omar.submit(form, currency="eur", cpm="10", cpc="0.05")
    assert "CPM €10.00" in done.view.text
    per_metric = omar.click("Change", done, action_id="emv.edit:d").view
    done = omar.submit(per_metric, currency="EUR", shares="0,5", saves="0.005", source="Ours")
    assert "saves €0.005" in done.view.text

    told = how(workspace, video)

    assert "EMV, variant B (CPM + CPC): €575.00" in told
    assert "EMV, variant D (value per metric): €20.00" in told
    assert "Not counted, because missing: saves." in told


def test_signs_on_an_influencer_are_flags_and_what_was_not_checked_says_why(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    added = workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    maria.submit(maria.click("Add figures", added), followers="20000", likes="90", comments="10", relevant_comments="2")

    told = maria.click("How?", maria.command("/influencer show noor")).view.text

    assert "a flag, never a verdict" in told
    assert "Very low engagement: Public ER is 0.50%" in told
    assert "Generic comments: 8 of 10 comments (80%) are not relevant" in told
    assert "Likes too even: Not checked: it takes the likes of 5 posts, there are 0." in told
    assert "Public ER 0.50% is *below* for micro profiles on TikTok" in told
    assert "%%" not in told
