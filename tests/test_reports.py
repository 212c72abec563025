"""What a campaign brought in and what it cost: as its owner, a viewer and a channel read it."""

from datetime import timedelta

from sqlalchemy import select

from handlers.answers import Say
from handlers.requests import Click
from handlers.results.reports import open_report
from storage.tables import conversion, refund, result
from tests.results import Happening, campaign_of, figures, make_viewer, noor, put, put_orders, report, table
from tests.workspace import Workspace

__all__ = ["noor"]

NOOR = "https://www.tiktok.com/@noor.bakes"


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
    assert said["Total cost"] == "$5,500.00"
    assert (said["Engagements"], said["Conversions"]) == ("15,000", "120")
    assert said["ROI"] == "227.27%"
    assert said["ROAS on total cost"] == "3.27"
    assert said["CPA"] == "$45.83"
    assert said["CPE, all engagements"] == "$0.367"
    assert said["CPM"] == "$11.00"
    assert said["ER by impressions"] == "3.00%"


def test_missing_figures_are_never_shown_as_nothing(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 90, "comments": None})
    noor.sum_up()

    said = figures(report(workspace))

    for name in (
        "Reach",
        "Engagements",
        "Clicks",
        "Conversions",
        "Revenue",
        "ROI",
        "Total cost",
        "EMV, variant A (CPM)",
    ):
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
    assert (said["Conversions"], said["Revenue"]) == ("4", "€120.00")
    assert "In other currencies, not counted above: revenue $99.00" in shown.text_shown


def test_a_cancelled_order_of_nothing_is_no_order(workspace: Workspace, noor: Happening) -> None:
    noor.link()
    noor.orders([0], at=workspace.clock())
    with workspace.bot.database.engine.begin() as connection:
        key = connection.execute(select(conversion.c.order_key)).scalar_one()
    row = {"refund_key": "r1", "order_key": key, "at": workspace.clock(), "amount": None, "source": "shop"}
    put(workspace, refund, [{**row, "entered_at": workspace.clock()}])
    noor.sum_up()

    assert figures(report(workspace))["Conversions"] == "0"


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

    assert "Conversions: 2 of 4 (50%) · :white_check_mark: on pace" in said
    assert "Posts: 1 of 10 (10%) · :warning: behind the pace" in said
    assert "3 clicks (5) · 2 conversions (0) · €20.00 (€0.00)" in said
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


def test_the_order_by_roi_counts_costs_in_the_campaigns_own_currency(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    for name in ("Ann Abel", "Ben Bell", "Cleo Cole"):
        workspace.add("maria", name, f"https://www.tiktok.com/@{name.split()[0].lower()}")
    other = workspace.campaign("maria", "Spring", currency="USD")
    autumn = workspace.campaign("maria", "Autumn bread", currency="EUR")
    workspace.collaboration("maria", other, "Cleo Cole")
    ann, ben = (workspace.collaboration("maria", autumn, name) for name in ("Ann Abel", "Ben Bell"))
    with workspace.bot.deps.transaction(workspace.team) as store:
        for number, spent, elsewhere in ((ann, 40_000, 1), (ben, 10_000, 90_000)):
            store.results._insert(result, collaboration_id=number, posts=1, revenue=50_000)
            for amount, currency in ((spent, "EUR"), (elsewhere, "USD")):
                line = {"kind": "fees", "state": "spent", "amount": amount, "currency": currency, "note": ""}
                store.collaborations.add_cost(number, line, by="U1", now=workspace.clock())

    report_shown = maria.command("/campaign report autumn").messages[-1]

    sorted_by_roi = maria.choose("Sort", "Sort by ROI", in_=report_shown).text

    assert sorted_by_roi.index("Ben Bell") < sorted_by_roi.index("Ann Abel")


def test_an_influencers_card_says_what_each_campaign_came_to(workspace: Workspace, noor: Happening) -> None:
    noor.post({"likes": 300, "comments": 10})
    noor.link()
    noor.clicks(3)
    noor.cost(77_700)
    noor.sum_up()

    card = workspace.person("maria").command("/influencer show noor").text

    assert "*Autumn bread* · shortlisted" in card
    assert "1 post · 310 engagements · 3 clicks" in card
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
        where="home",
    )

    answer = open_report(click, workspace.bot.deps)

    assert isinstance(answer, Say)
    assert answer.kind == "report_lines"
