"""What the digest says is true: its figures against a count that is made apart, whoever is in it and however many."""

from datetime import date, datetime, timedelta
from random import Random
from statistics import median
from typing import Any

from sqlalchemy import select, update

from bot.domain.content.deliverables import DeliverableStage
from storage.tables import click, collaboration, conversion, deliverable, influencer, post, post_metric
from tests.digesting import LAUNCH, PEOPLE, begin, cast, day_of_week, details, digests, launch, live, monday, told
from tests.promising import owe
from tests.results import put, table
from tests.workspace import Workspace

HOSTILE = "<!channel> *b* & <i> `c`, שלום " + "x" * 230
NAMES = ("views", "likes", "comments", "shares", "saves")


def rows(workspace: Workspace, wanted: Any) -> list[Any]:
    """All rows of a table."""
    with workspace.bot.database.engine.connect() as connection:
        return list(connection.execute(select(wanted)))


def count_apart(workspace: Workspace, first: date, last: date) -> dict[int, dict[str, int]]:
    """What came in on some days, by collaboration, counted row by row."""
    found: dict[int, dict[str, int]] = {}

    def add(number: int, name: str, value: int) -> None:
        mine = found.setdefault(number, dict.fromkeys(("clicks", "orders", "revenue", "engagements", "posts"), 0))
        mine[name] += value

    def is_in(moment: datetime) -> bool:
        return first <= moment.date() <= last

    for one in rows(workspace, click):
        if is_in(one.at) and not one.is_robot:
            add(one.collaboration_id, "clicks", 1)
    for one in rows(workspace, conversion):
        if one.collaboration_id and is_in(one.at):
            is_back = one.amount > 0 and one.refunded >= one.amount
            add(one.collaboration_id, "orders", 0 if is_back else 1)
            add(one.collaboration_id, "revenue", one.amount - min(one.refunded, one.amount))
    metrics = rows(workspace, post_metric)
    for one in rows(workspace, post):
        mine = sorted((each for each in metrics if each.post_id == one.id), key=lambda each: each.day)
        if one.published_on and first <= one.published_on <= last:
            add(one.collaboration_id, "posts", 1)
        if not any(first <= each.day <= last for each in mine):
            continue
        for name in ("likes", "comments", "shares", "saves"):
            known = [(each.day, getattr(each, name)) for each in mine if getattr(each, name) is not None]
            now = [value for day, value in known if day <= last]
            before = [value for day, value in known if day < first]
            if now:
                add(one.collaboration_id, "engagements", now[-1] - (before[-1] if before else 0))
    return found


def happen(workspace: Workspace, chance: Random, people: list[Any]) -> None:
    """Three weeks of clicks, orders, refunds and posts at any hour, before the Monday to come."""
    start = monday(workspace) - timedelta(weeks=3)

    def moment() -> datetime:
        return start + timedelta(minutes=chance.randrange(3 * 7 * 24 * 60 - 9 * 60))

    for one in people:
        for _ in range(chance.randrange(30)):
            one.clicks(chance.randrange(4), robots=chance.randrange(2), at=moment())
        for _ in range(chance.randrange(6, 15)):
            amount = chance.randrange(500, 20_000)
            one.orders([amount], refunded=chance.choice([0, 0, 100, amount]), at=moment())
        for _ in range(chance.randrange(1, 4)):
            number = live(one, days_ago=chance.randrange(30))
            days = sorted(chance.sample(range(28), 5))
            put(
                workspace,
                post_metric,
                [
                    {
                        "post_id": number,
                        "day": (start + timedelta(days=day - 7)).date(),
                        **{name: chance.choice([None, (at + 1) * 100 + chance.randrange(50)]) for name in NAMES},
                        "source": "manual",
                        "entered_at": workspace.clock(),
                    }
                    for at, day in enumerate(days)
                ],
            )
        one.sum_up()


def no_rows_of_today(workspace: Workspace) -> None:
    """Take away what `post` writes for its day: the readings are those of the test alone."""
    with workspace.bot.database.engine.begin() as connection:
        connection.execute(post_metric.delete())


def money(minor: int) -> str:
    """Euros as people read them."""
    return f"€{minor / 100:,.2f}"


def changed(now: int, before: int) -> str:
    """How a change reads."""
    if not before:
        return ", none before" if now else ""
    percent = round((now - before) * 100 / before)
    return f" {'▲' if now > before else '▼'} {abs(percent)}%" if percent else ", as the week before"


def test_the_figures_are_those_of_a_count_made_apart(workspace: Workspace) -> None:
    begin(workspace)
    people = cast(workspace, launch(workspace))
    chance = Random(7)
    for one in people:
        live(one, days_ago=25)
    no_rows_of_today(workspace)
    happen(workspace, chance, people)

    workspace.travel(to=monday(workspace))

    last = workspace.clock().date() - timedelta(days=1)
    weeks = [count_apart(workspace, last - timedelta(days=6 + back), last - timedelta(days=back)) for back in (0, 7)]
    now, before = ({name: sum(one[name] for one in week.values()) for name in weeks[0][people[0].id]} for week in weeks)
    (only,) = digests(workspace)
    for name, said in (("orders", "orders"), ("clicks", "clicks"), ("engagements", "engagements"), ("posts", "posts")):
        noun = said[:-1] if now[name] == 1 else said
        assert f"{now[name]:,} {noun}{changed(now[name], before[name])}" in only.text_shown
    assert f"{money(now['revenue'])} revenue" in only.text_shown
    shown = {row["Influencer"]: row for row in table(details(workspace, only))}
    assert set(shown) == set(PEOPLE)
    for one, name in zip(people, PEOPLE, strict=True):
        mine = weeks[0].get(one.id, dict.fromkeys(now, 0))
        assert shown[name]["Revenue"] == money(mine["revenue"])
        assert shown[name]["Clicks"] == f"{mine['clicks']:,}"
        assert shown[name]["Orders"] == str(mine["orders"])
        if shown[name]["Engagements"] != "not enough data":
            assert shown[name]["Engagements"] == f"{mine['engagements']:,}"
        else:
            assert mine["engagements"] == 0
    revenues = {name: weeks[0].get(one.id, {"revenue": 0})["revenue"] for one, name in zip(people, PEOPLE, strict=True)}
    middle = median(revenues.values())
    best = max(revenues, key=lambda name: revenues[name])
    assert (
        f"▲ {best}: {money(revenues[best])} revenue · {revenues[best] / middle:.1f} × the median"
        in only.text_shown.replace("*", "")
    )


def test_with_too_few_people_to_compare_nobody_stands_out(workspace: Workspace) -> None:
    begin(workspace)
    for one in cast(workspace, launch(workspace), ["Noor", "Sam", "Ilse"]):
        live(one)
        one.orders([5_000])
        one.sum_up()

    workspace.travel(to=monday(workspace))

    (only,) = digests(workspace)
    assert (
        "Not enough data: 3 people with something live whose revenue is known, 4 needed to compare." in only.text_shown
    )


def test_who_has_nothing_live_is_not_called_weak_and_who_brought_nothing_is(workspace: Workspace) -> None:
    begin(workspace)
    people = cast(workspace, launch(workspace))
    for one in people[:4]:
        live(one)
        one.orders([5_000])
        one.sum_up()
    live(people[4])
    for one in people[4:]:
        one.sum_up()

    workspace.travel(to=monday(workspace))

    (only,) = digests(workspace)
    assert f"▼ {PEOPLE[4]}" in only.text_shown.replace("*", "")
    assert PEOPLE[5] not in only.text_shown


def test_what_is_due_and_owed_and_who_is_quiet_stand_in_it(workspace: Workspace) -> None:
    begin(workspace)
    noor, sam = cast(workspace, launch(workspace), ["Noor", "Sam"])
    soon = monday(workspace).date()
    meta = {"platform": "tiktok", "format": "video", "added_by": "U1", "added_at": workspace.clock()}
    for title, due_on, state in (
        ("Bread reel", soon + timedelta(days=6), DeliverableStage.PLANNED),
        ("Crust reel", soon - timedelta(days=1), DeliverableStage.SUBMITTED),
        ("Too far", soon + timedelta(days=7), DeliverableStage.PLANNED),
        ("Live already", soon, DeliverableStage.PUBLISHED),
    ):
        piece = {"collaboration_id": noor.id, "title": title, "due_on": due_on, "state": state}
        put(workspace, deliverable, [{**piece, **meta}])
    owe(workspace, days=1)
    with workspace.bot.database.engine.begin() as connection:
        going = update(collaboration).where(collaboration.c.id == sam.id).values(stage="producing")
        connection.execute(going)
        long_ago = workspace.clock() - timedelta(days=30)
        connection.execute(update(influencer).where(influencer.c.name == "Sam").values(quiet_since=long_ago))

    workspace.travel(to=monday(workspace))

    (only,) = digests(workspace)
    shown = only.text_shown
    assert "1 piece due by next Sunday · 1 late · 1 promise of ours open, 1 overdue · 1 broken in the week" in shown
    assert "1 person has gone quiet" in shown
    assert "Noor: Bread reel (planned)" in shown
    assert "Noor: Crust reel (submitted)" in shown
    assert "Pay: Noor, since" in shown
    assert "Sam, last touch 34 days ago" in shown
    for absent in ("Too far", "Live already"):
        assert absent not in shown + str(details(workspace, only).blocks)
    (whole,) = told(workspace)
    assert "Sam, last touch 34 days ago" in whole.text_shown


def test_names_that_people_typed_break_nothing(workspace: Workspace) -> None:
    begin(workspace)
    autumn = launch(workspace, HOSTILE[:100])
    people = cast(workspace, autumn, [f"{n} {HOSTILE}" for n in range(5)])
    for at, one in enumerate(people):
        live(one, likes=at * 10 + 1, comments=at)
        one.orders([at * 1_000 + 500])
        one.sum_up()

    workspace.travel(to=monday(workspace))

    found = [one for one in workspace.person("maria").messages(LAUNCH) if ", week " in one.text]
    (only,) = found
    assert "<!channel> *b* & <i>" in only.text_shown
    assert "<!channel> *b* & <i>" in str(details(workspace, only).blocks)
    assert len(told(workspace)) == 1


def test_forty_campaigns_fit_into_one_message_and_its_thread(workspace: Workspace) -> None:
    begin(workspace)
    for number in range(40):
        launch(workspace, f"Campaign {number}", channel="#general" if number == 7 else "")
    first = cast(workspace, 8, ["Noor"])[0]
    live(first)
    first.orders([4_000])
    first.sum_up()

    workspace.travel(to=monday(workspace))

    (whole,) = told(workspace)
    assert "40 open campaigns · 40 that cannot be told" in whole.text_shown
    thread = details(workspace, whole, "ada")
    assert len(table(thread)) == 30
    assert "and 10 more campaigns" in thread.text_shown
    assert len(digests(workspace, "#general")) == 1


def test_a_week_that_runs_is_held_against_the_same_days_of_the_week_before(workspace: Workspace) -> None:
    begin(workspace)
    noor = cast(workspace, launch(workspace), ["Noor"])[0]
    live(noor)
    noor.clicks(6, at=day_of_week(workspace, 1))
    noor.clicks(4, at=day_of_week(workspace, 1) - timedelta(days=7))
    noor.clicks(90, at=day_of_week(workspace, 5) - timedelta(days=7))
    noor.sum_up()

    maria = workspace.person("maria")
    look = maria.command("/digest now Autumn").messages[-1]
    assert "94 clicks, none before" in look.text_shown
    running = maria.click("This week so far", look).messages[-1]
    assert "6 clicks ▲ 50%" in running.text_shown
    assert "this week so far" in running.text_shown
