"""What a campaign brought in and what it cost: as its owner, a viewer and a channel read it."""

import csv
import io
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

from bot.services import results
from handlers.answers import Say
from handlers.reports import open_report
from handlers.requests import Click
from storage.tables import conversion, post, refund
from storage.tables import member as members_table
from tests.results import Happening, put, put_orders
from tests.test_isolation import names_workspace, statements
from tests.workspace import Message, View, Workspace

DAILY = Path(__file__).parent / "data" / "youtube-daily-2017.csv"
NOOR = "https://www.tiktok.com/@noor.bakes"


@pytest.fixture
def noor(workspace: Workspace) -> Happening:
    """Noor in the campaign Autumn bread, with nothing happened yet."""
    workspace.add("maria", "Noor Haddad", NOOR)
    autumn = workspace.campaign("maria", "Autumn bread")
    return Happening(workspace, workspace.collaboration("maria", autumn, "Noor Haddad"))


def figures(message: Message) -> dict[str, str]:
    """The figures of a report by their names."""
    fields = [field["text"] for block in message.blocks for field in block.get("fields", ())]
    return {name.strip("*"): said for name, _, said in (text.partition("\n") for text in fields)}


def report(workspace: Workspace, *, who: str = "maria", name: str = "Autumn bread") -> Message:
    """The report as somebody gets it."""
    return workspace.person(who).command(f"/campaign report {name}").messages[-1]


def table(message: Message) -> list[dict[str, str]]:
    """The rows of the report's table by heading."""
    blocks = [block for block in message.blocks if block["type"] == "data_table"]
    first, *rest = [[cell["text"] for cell in row] for row in blocks[0]["rows"]] if blocks else [[]]
    return [dict(zip(first, row, strict=True)) for row in rest]


def test_the_published_example_comes_out_of_a_real_campaign(workspace: Workspace) -> None:
    """formulas.md, section 4: revenue 18,000; cost 5,500; impressions 500,000; engagements 15,000; 120 orders."""
    workspace.add("maria", "Noor Haddad", NOOR)
    workspace.add("maria", "Sam Ode", "https://www.instagram.com/sam.cooks/")
    launch = workspace.campaign("maria", "Launch", currency="USD")
    noor, sam = (
        Happening(workspace, workspace.collaboration("maria", launch, name)) for name in ("Noor Haddad", "Sam Ode")
    )
    noor.post({"impressions": 200_000, "likes": 6_000, "comments": 800, "shares": 150, "saves": 50})
    noor.post({"impressions": 100_000, "likes": 2_500, "comments": 400, "shares": 80, "saves": 20})
    sam.post({"impressions": 200_000, "likes": 4_000, "comments": 700, "shares": 250, "saves": 50}, on="instagram")
    noor.orders([15_000] * 80, currency="USD")
    noor.orders([10_000] * 3, currency="USD", refunded=10_000)
    sam.orders([16_000] * 40, currency="USD", refunded=1_000)
    noor.cost(300_000, currency="USD")
    sam.cost(200_000, currency="USD", state="spent")
    sam.cost(50_000, currency="USD", kind="shipping")
    sam.cost(999_900, currency="USD", state="planned")
    for one in (noor, sam):
        one.sum_up()

    said = figures(report(workspace, name="Launch"))

    assert said["Revenue"] == "$18,000.00"
    assert said["Total cost"] == "5,500.00 USD"
    assert (said["Engagements"], said["Orders"]) == ("15,000", "120")
    assert said["ROI"] == "227.27%"
    assert said["ROAS on total cost"] == "3.27"
    assert said["CPA"] == "45.83 USD"
    assert said["CPE, all engagements"] == "0.367 USD"
    assert said["CPM"] == "11.00 USD"
    assert said["ER by impressions"] == "3.00%"


CHANNELS = ("Vox", "ESPN", "NFL", "Refinery29")


def latest_by_hand() -> dict[str, dict[str, int]]:
    """Posts, likes and comments of each channel, from the file alone: 0 is missing, the first row of a day counts."""
    days: dict[tuple[str, str, str], dict[tuple[int, int], int]] = defaultdict(dict)
    posts: dict[str, set[str]] = defaultdict(set)
    with DAILY.open(encoding="utf-8-sig", newline="") as lines:
        seen = set()
        for row in csv.DictReader(lines):
            day, month = (int(part) for part in row["date"].split("."))
            posts[row["channel_title"]].add(row["video_id"])
            if (row["video_id"], row["date"]) in seen:
                continue
            seen.add((row["video_id"], row["date"]))
            for name in ("likes", "comment_total", "views"):
                if int(row[name]):
                    days[row["channel_title"], row["video_id"], name][month, day] = int(row[name])
    found = {channel: {"posts": len(posts[channel]), "likes": 0, "comment_total": 0, "views": 0} for channel in posts}
    for (channel, _, name), values in days.items():
        found[channel][name] += values[max(values)]
    return found


def test_the_sums_of_the_daily_file_equal_a_computation_made_apart(workspace: Workspace) -> None:
    workspace.import_all("maria", "youtube-daily-2017.csv", DAILY.read_bytes())
    daily = workspace.campaign("maria", "Daily")
    for channel in CHANNELS:
        one = workspace.collaboration("maria", daily, channel)
        give_posts(workspace, one, channel)
    with workspace.bot.deps.transaction(workspace.team) as store:
        results.sum_up(store, [one.id for one in store.collaborations.of_campaign(daily)])
    expected = latest_by_hand()

    found = report(workspace, name="Daily")

    engaged = {name: expected[name]["likes"] + expected[name]["comment_total"] for name in CHANNELS}
    assert figures(found)["Posts"] == f"{sum(expected[name]['posts'] for name in CHANNELS):,}"
    assert figures(found)["Engagements"] == f"{sum(engaged.values()):,}"
    assert figures(found)["Reach"] == "not enough data"
    assert {row["Influencer"]: row["Engagements"] for row in table(found)} == {
        name: f"{engaged[name]:,}" for name in CHANNELS
    }


def give_posts(workspace: Workspace, collaboration_id: int, channel: str) -> None:
    """Let all posts of a channel belong to a collaboration."""
    with workspace.bot.deps.reading(workspace.team) as store:
        one = store.searches.by_name(channel.casefold(), limit=1)[0]
        ids = [profile.id for profile in store.profiles.of([one.id])[one.id]]
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(update(post).where(post.c.profile_id.in_(ids)).values(collaboration_id=collaboration_id))


def test_missing_figures_are_never_shown_as_nothing(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 90, "comments": None})
    noor.sum_up()

    said = figures(report(workspace))

    for name in ("Reach", "Engagements", "Clicks", "Orders", "Revenue", "ROI", "Total cost", "EMV, variant A (CPM)"):
        assert said[name] == "not enough data", name


def test_the_latest_known_value_of_each_metric_counts_and_robots_and_whole_refunds_do_not(
    workspace: Workspace, noor: Happening
) -> None:
    noor.post(
        {"likes": 10, "comments": 1, "reach": 700}, {"likes": 60, "comments": 5}, {"likes": 100, "comments": None}
    )
    noor.clicks(7, robots=3)
    noor.orders([5_000, 5_000])
    noor.orders([4_000], refunded=4_000)
    noor.orders([3_000], refunded=1_000)
    noor.orders([9_900], currency="USD")
    noor.sum_up()
    noor.sum_up()

    shown = report(workspace)

    said = figures(shown)
    assert (said["Engagements"], said["Reach"], said["Clicks"]) == ("105", "700", "7")
    assert (said["Orders"], said["Revenue"]) == ("4", "€120.00")
    assert "In other currencies, not counted above: revenue 99.00 USD" in shown.text_shown


def test_a_cancelled_order_of_nothing_is_no_order(workspace: Workspace, noor: Happening) -> None:
    noor.link()
    noor.orders([0], at=workspace.clock())
    with workspace.bot.database.engine.begin() as connection:
        key = connection.execute(select(conversion.c.order_key)).scalar_one()
    row = {"refund_key": "r1", "order_key": key, "at": workspace.clock(), "amount": None, "source": "shop"}
    put(workspace, refund, [{**row, "entered_at": workspace.clock()}])
    noor.sum_up()

    assert figures(report(workspace))["Orders"] == "0"


def test_the_report_holds_results_against_the_goal_and_the_week_before(workspace: Workspace) -> None:
    workspace.add("maria", "Noor Haddad", NOOR)
    today = workspace.clock().date()
    plan = {"starts_on": today - timedelta(days=19), "target_conversions": 4, "target_posts": 10}
    autumn = workspace.campaign("maria", "Autumn bread", **plan, ends_on=today + timedelta(days=20))
    noor = Happening(workspace, workspace.collaboration("maria", autumn, "Noor Haddad"))
    noor.post({"likes": 1, "comments": 1})
    noor.clicks(3)
    noor.clicks(5, at=workspace.clock() - timedelta(days=8))
    noor.orders([1_000, 1_000])
    noor.sum_up()

    said = report(workspace).text_shown

    assert "Conversions: 2 of 4 (50%) · :large_green_circle: on pace" in said
    assert "Posts: 1 of 10 (10%) · :large_orange_circle: behind the pace" in said
    assert "3 clicks (5) · 2 orders (0) · €20.00 (€0.00)" in said
    assert "Revenue by week, EUR" in said


def test_orders_that_belong_to_nobody_are_shown_with_their_reasons(workspace: Workspace, noor: Happening) -> None:
    put_orders(workspace, [5_000, 5_000], why="click outside the window")
    put_orders(workspace, [2_000], refunded=500)
    put_orders(workspace, [7_700], at=workspace.clock() - timedelta(days=90))

    said = report(workspace).text_shown

    assert "2 orders, €100.00: click outside the window" in said
    assert "1 order, €15.00: no trace" in said
    assert "77" not in said
    assert "within 30 days" in said


def test_a_viewer_sees_no_cost_anywhere(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 90, "comments": 10, "impressions": 1_000})
    noor.orders([5_000])
    noor.cost(123_400)
    noor.sum_up()
    make_viewer(workspace, "lee")

    shown = report(workspace, who="lee")
    how = workspace.person("lee").click("How?", shown)

    for said in (shown.text_shown, how.text):
        assert "1,234" not in said
        assert "Total cost" not in said
        assert not {"ROI:", "ROAS", "CPA", "CPE"} & set(said.replace("*", "").split())
    assert "Sort by ROI" not in [option for field in shown.fields for option in field.options]
    refused = workspace.person("lee").click("Share in channel", shown)
    assert "needs the role marketer" in refused.text


def make_viewer(workspace: Workspace, name: str) -> None:
    """Let somebody only read."""
    workspace.member(name)
    mine = members_table.c.slack_id == workspace.person(name).id
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(update(members_table).where(mine).values(role="viewer"))


def test_what_is_shared_tells_no_single_fee(workspace: Workspace) -> None:
    channel = workspace.slack.ask(lambda slack: slack.workspace.conversation("#launch").id)
    autumn = workspace.campaign("maria", "Autumn bread", channel=channel)
    everybody = []
    for fee, name in ((111_100, "Noor"), (234_500, "Sam"), (345_600, "Zoe")):
        workspace.add("maria", name, f"https://www.tiktok.com/@{name}")
        one = Happening(workspace, workspace.collaboration("maria", autumn, name))
        one.post({"likes": 90, "comments": 10})
        one.orders([500_000])
        everybody.append((one, fee))
    everybody[0][0].cost(everybody[0][1])
    for one, _ in everybody:
        one.sum_up()
    maria = workspace.person("maria")

    first = maria.click("Share in channel", report(workspace))
    workspace.settle()
    for one, fee in everybody[1:]:
        one.cost(fee)
    workspace.travel(hours=1)
    maria.click("Share in channel", report(workspace))
    workspace.settle()

    posted = [one.text_shown for one in maria.messages("#launch") if not one.ephemeral]
    alone, whole = [said for said in posted if "Report: Autumn bread" in said]
    assert "without single fees" in first.text
    assert "1,111" not in alone
    assert "ROI" not in alone
    assert "6,912.00 EUR" in whole
    assert all(fee not in whole for fee in ("1,111", "2,345", "3,456"))
    assert "Noor" in whole


def test_a_report_without_a_channel_cannot_be_shared(workspace: Workspace, noor: Happening) -> None:
    refused = workspace.person("maria").click("Share in channel", report(workspace))

    assert "has no channel yet" in refused.text


def test_how_says_formula_inputs_and_sources(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 90, "comments": 10, "impressions": 1_000})
    noor.post({"likes": 5, "comments": 5})
    noor.clicks(2, robots=9)
    noor.cost(10_000)
    noor.sum_up()

    how = workspace.person("maria").click("How?", report(workspace))

    assert "total cost / impressions × 1000" in how.text
    assert "known of 1 of 2 posts" in how.text
    assert "9 by robots are left out" in how.text
    assert "manual" in how.text
    assert "Not enough data: no followers known." in how.text


def test_the_table_is_sorted_and_paged(workspace: Workspace) -> None:
    autumn = workspace.campaign("maria", "Autumn bread")
    lines = "".join(f"creator.{n},Creator {n:02},TikTok,{n * 1_000 + 1_000}\n" for n in range(17))
    workspace.import_all("maria", "many.csv", f"Handle,Name,Platform,Followers\n{lines}".encode())
    for n in range(17):
        one = Happening(workspace, workspace.collaboration("maria", autumn, f"Creator {n:02}"))
        one.post({"likes": 100 - n, "comments": 0})
        one.orders([1_000 + n])
        one.sum_up()
    maria = workspace.person("maria")

    first = report(workspace)
    second = maria.click("More", first).messages[-1]
    by_engagement = maria.click("Sort by engagement", second).messages[-1]

    assert [row["Influencer"] for row in table(first)][:2] == ["Creator 16", "Creator 15"]
    assert len(table(first)) == 15
    assert [row["Influencer"] for row in table(second)] == ["Creator 01", "Creator 00"]
    assert table(by_engagement)[0]["Influencer"] == "Creator 00"
    assert table(by_engagement)[0]["Against the tier"] == "good for nano"


def test_a_seller_is_told_by_evidence_beside_the_label(workspace: Workspace) -> None:
    autumn = workspace.campaign("maria", "Autumn bread")
    lines = "".join(f"creator.{n},Creator {n},TikTok,12000\n" for n in range(7))
    workspace.import_all("maria", "many.csv", f"Handle,Name,Platform,Followers\n{lines}".encode())
    for n in range(7):
        one = Happening(workspace, workspace.collaboration("maria", autumn, f"Creator {n}"))
        for _ in range(3):
            one.post({"likes": 700 - n * 100, "comments": 50 - n})
        one.clicks(20)
        one.orders([1_000] * (n + 1))
        one.sum_up()

    said = {row["Influencer"]: row["By evidence"] for row in table(report(workspace))}

    assert said["Creator 6"] == "seller"
    assert said["Creator 0"] == "storyteller"
    assert said["Creator 3"] == "neither"


def test_the_report_opens_from_the_campaigns_card_and_where_slack_shows_no_tables(
    workspace: Workspace, noor: Happening
) -> None:
    noor.post({"likes": 90, "comments": 10})
    noor.orders([5_000])
    noor.sum_up()
    maria = workspace.person("maria")
    card = maria.command("/campaign show autumn")

    assert "Report: Autumn bread" in maria.click("Report", card).text

    with_window = maria.click("How?", maria.click("Report", card))
    assert with_window.has_view


def test_a_name_that_fits_several_campaigns_is_asked_about(workspace: Workspace) -> None:
    for name in ("Spring bread", "Spring cake"):
        workspace.campaign("maria", name)
    maria = workspace.person("maria")

    asked = maria.command("/campaign report spring")

    assert "Report: Spring" in maria.click("Report", asked).text
    assert "takes a name" in maria.command("/campaign report").text
    assert "I know no campaign" in maria.command("/campaign report winter").text


def exported(workspace: Workspace, form: str, *, who: str = "maria") -> list[dict[str, object]]:
    """The rows of the exported report by heading."""
    person = workspace.person(who)
    person.click(f"Export {form}", report(workspace, who=who))
    (file,) = workspace.told(who)[-1].files
    content = workspace.slack.slack.workspace.contents[file["id"]]
    if form == "CSV":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    first, *rest = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rest]


@pytest.mark.parametrize("form", ["CSV", "XLSX"])
def test_the_report_comes_as_a_file_in_which_nothing_is_a_formula(workspace: Workspace, form: str) -> None:
    workspace.add("maria", '=HYPERLINK("https://evil.example")', NOOR)
    autumn = workspace.campaign("maria", "Autumn bread")
    one = Happening(workspace, workspace.collaboration("maria", autumn, '=HYPERLINK("https://evil.example")'))
    one.post({"likes": 90, "comments": 10, "impressions": 10_000})
    one.orders([500_000])
    one.cost(100_000)
    one.sum_up()
    make_viewer(workspace, "lee")

    row, whole = exported(workspace, form)
    of_viewer, _ = exported(workspace, form, who="lee")

    assert str(row["Influencer"]).lstrip("'").startswith("=HYPERLINK")
    assert form == "XLSX" or str(row["Influencer"]).startswith("'")
    assert Decimal(str(row["Revenue"])) == 5_000
    assert Decimal(str(row["ROI %"])) == 400
    assert row["Reach"] in ("", None)
    assert whole["Influencer"] == "All"
    assert "Total cost" not in of_viewer
    assert "ROI %" not in of_viewer


def thank(workspace: Workspace, who: str, campaign: str = "autumn") -> View:
    """The thank-you note as somebody gets it."""
    person = workspace.person(who)
    return person.click("Thank-you note", person.click("Open", person.command(f"/campaign show {campaign}"))).view


def test_a_thank_you_note_holds_only_their_own_figures_and_is_written_into_the_timeline(
    workspace: Workspace, noor: Happening
) -> None:
    workspace.add("maria", "Sam <!channel> & *Ode*", "https://www.tiktok.com/@sam")
    with workspace.bot.deps.reading(workspace.team) as store:
        campaign_id = store.campaigns.named("Autumn bread")[0].id
    sam = Happening(workspace, workspace.collaboration("maria", campaign_id, "Sam <!channel> & *Ode*"))
    for one, likes in ((noor, 300), (sam, 40_000)):
        one.post({"likes": likes, "comments": 10, "reach": likes * 2})
        one.clicks(3)
        one.orders([8_800])
        one.cost(77_700)
        one.sum_up()
    maria = workspace.person("maria")

    view = thank(workspace, "maria")
    note = view.field("note").value
    done = maria.submit(view, note=f"{note}\nSee you soon!")

    assert "1 post, a reach of 600, 310 likes, comments, shares and saves, 3 clicks, 1 order" in note
    for private in ("777", "88", "40,0", "Sam"):
        assert private not in note
    assert "is in the timeline" in done.text
    assert "See you soon!" in maria.click("Full timeline", maria.command("/influencer show noor")).text


def test_two_who_thank_at_once_are_told_of_each_other(workspace: Workspace, noor: Happening) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    hers, his = thank(workspace, "maria"), thank(workspace, "omar")

    assert "is in the timeline" in maria.submit(hers).text
    refused = omar.submit(his, note="Thanks from me")

    assert "maria sent a thank-you note meanwhile" in refused.errors["note"]
    assert omar.view() is not None
    assert "thanked Noor Haddad already" in thank(workspace, "omar").text


def test_nobody_is_thanked_who_asked_not_to_be_contacted(workspace: Workspace, noor: Happening) -> None:
    maria = workspace.person("maria")
    card = maria.command("/influencer show noor")
    maria.submit(maria.click("Change stage", card), stage="do-not-contact", why="she asked us to")

    opened = maria.click("Thank-you note", maria.click("Open", maria.command("/campaign show autumn")))

    assert "asked not to be contacted" in opened.text


def test_an_influencers_card_says_what_each_campaign_came_to(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 300, "comments": 10})
    noor.link()
    noor.clicks(3)
    noor.cost(77_700)
    noor.sum_up()

    card = workspace.person("maria").command("/influencer show noor").text

    assert "*Autumn bread* · shortlisted · 1 post · 310 engagements · 3 clicks" in card
    assert "777" not in card


def test_a_report_that_is_opened_in_a_window_is_lines_where_slack_shows_no_tables(
    workspace: Workspace, noor: Happening
) -> None:
    campaign_id = str(campaign_of(workspace))
    click = Click(
        member=workspace.member("maria"),
        workspace=workspace.team,
        action="campaign.report",
        value=campaign_id,
        where="view",
    )

    answer = open_report(click, workspace.bot.deps)

    assert isinstance(answer, Say)
    assert answer.kind == "report_lines"


def campaign_of(workspace: Workspace) -> int:
    """The id of Autumn bread."""
    with workspace.bot.deps.reading(workspace.team) as store:
        return store.campaigns.named("Autumn bread")[0].id


def test_every_statement_of_sums_and_reports_names_its_workspace(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 1, "comments": 1})
    noor.orders([1_000])
    noor.orders([1_000], currency="USD")

    with statements(workspace) as seen:
        noor.sum_up()
        shown = report(workspace)
        workspace.person("maria").click("How?", shown)
        workspace.person("maria").click("Sort by ROI", shown)
        thank(workspace, "maria")

    assert len(seen) > 40
    assert [one for one in seen if not names_workspace(one)] == []


def test_two_who_sum_up_the_same_work_at_once_both_get_it_right(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 300, "comments": 10})
    noor.clicks(5)

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(noor.sum_up) for _ in range(12)]:
            done.result()

    assert figures(report(workspace))["Clicks"] == "5"


def test_nobodys_sums_are_brought_up_to_date_from_another_workspace(workspace: Workspace, noor: Happening) -> None:
    noor.clicks(5)
    with workspace.bot.database.transaction("T_OTHER") as store:
        store.members.install(name="Other", bot_user="U0", now=workspace.clock())
        results.sum_up(store, [noor.id])

    with workspace.bot.database.reading("T_OTHER") as store:
        assert store.results.line(noor.id) is None
    assert "5" not in figures(report(workspace))["Clicks"]
