"""The web part: links lead on whatever happens, and each click is counted once."""

import threading
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from sqlalchemy import delete, select, update

from bot.clicks import Journal
from sandbox.driver import Sandbox
from storage.tables import campaign, click, collaboration
from tests.outage import BROWSER, Visitors, journals, stopped, token_of, tokens_in
from tests.process import Process, until
from tests.workspace import Workspace

PAGE = "https://shop.example/bread?size=1&rapport=old#top"
ALIAS = "autumn-bread-noor-haddad"


@pytest.fixture
def extra(port: int, tmp_path: Path) -> dict[str, str]:
    """The environment of a bot in Socket Mode that serves links."""
    return {"PORT": str(port), "RAPPORT_DATA": str(tmp_path), "RAPPORT_URL": "https://links.example/"}


@pytest.fixture
def served(slack: Sandbox, database: str, extra: dict[str, str]) -> Iterator[Workspace]:
    """A workspace whose bot serves the link of Noor in a campaign."""
    whole = Workspace(slack, database, extra=extra)
    make_link(whole)
    yield whole
    whole.close()
    assert slack.problems == []


def make_link(workspace: Workspace, *, page: str = PAGE) -> int:
    """Noor's link; gives the collaboration's id."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    number = workspace.campaign("maria", "Autumn bread", landing_page=page)
    collaboration_id = workspace.collaboration("maria", number, "Noor Haddad")
    shown = maria.command("/campaign show autumn").messages[-1]
    maria.click("Link and code", maria.click("Open", shown))
    workspace.settle()
    return collaboration_id


def address(port: int, alias: str = ALIAS) -> str:
    """The link's address on this machine."""
    return f"http://127.0.0.1:{port}/l/{alias}"


def clicks(workspace: Workspace) -> list[tuple[str, bool]]:
    """The clicks that the database has: token, and whether it was a robot's."""
    workspace.settle()
    with workspace.bot.database.engine.connect() as connection:
        rows = connection.execute(select(click.c.token, click.c.is_robot).order_by(click.c.id))
        return [(row.token, row.is_robot) for row in rows]


def test_a_link_leads_to_the_landing_page_with_utm_parameters_and_a_token(served: Workspace, port: int) -> None:
    answer = httpx.get(address(port), headers=BROWSER)

    target = httpx.URL(answer.headers["location"])
    assert answer.status_code == 302
    assert (target.scheme, target.host, target.path, target.fragment) == ("https", "shop.example", "/bread", "top")
    told = dict(target.params)
    token = told.pop("rapport")
    assert told == {
        "size": "1",
        "utm_source": "tiktok",
        "utm_medium": "influencer",
        "utm_campaign": "autumn-bread",
        "utm_content": ALIAS,
    }
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in answer.headers
    assert clicks(served) == [(token, False)]
    assert httpx.get(address(port, ALIAS.upper() + "/"), headers=BROWSER).status_code == 302


def test_robots_are_led_on_and_left_out_of_the_count(served: Workspace, port: int) -> None:
    for headers in (
        {"User-Agent": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)"},
        {**BROWSER, "Sec-Purpose": "prefetch;prerender"},
        {"User-Agent": ""},
    ):
        assert httpx.get(address(port), headers=headers).status_code == 302
    assert httpx.head(address(port), headers=BROWSER).status_code == 302
    httpx.get(address(port), headers=BROWSER)

    assert [is_robot for _, is_robot in clicks(served)] == [True] * 4 + [False]
    shown = served.person("maria").command("/campaign show autumn").messages[-1]
    card = served.person("maria").click("Link and code", served.person("maria").click("Open", shown)).view
    assert "1 click · 4 by robots, not counted" in card.text


def test_an_unknown_link_and_another_method_are_answered_in_a_sentence(served: Workspace, port: int) -> None:
    for alias in ("nobody", "", "../../etc/passwd", "%00", "a" * 3_000, f"{ALIAS}/more"):
        lost = httpx.get(address(port, alias), headers=BROWSER)
        assert lost.status_code == 404
    assert "leads nowhere" in httpx.get(address(port, "nobody"), headers=BROWSER).text
    assert httpx.post(address(port)).status_code == 405
    assert clicks(served) == []


def test_a_link_never_leaves_the_campaigns_own_page(served: Workspace, port: int) -> None:
    def lead(landing_page: str | None) -> httpx.Response:
        with served.bot.database.engine.begin() as connection:
            connection.execute(update(campaign).values(landing_page=landing_page))
        served.travel(minutes=1)
        return httpx.get(address(port), headers=BROWSER)

    moved = lead("https://shop.example/rye")
    assert moved.headers["location"].startswith("https://shop.example/rye?utm_source=tiktok")
    assert lead(None).status_code == 404
    assert lead("javascript:alert(1)").status_code == 404


def test_nothing_of_a_visitor_is_kept(served: Workspace, port: int) -> None:
    headers = {**BROWSER, "X-Forwarded-For": "203.0.113.9", "Cookie": "who=me", "Referer": "https://secret.example/"}
    httpx.get(address(port), headers=headers)
    base = served.bot.database.beside(served.bot.settings.data)
    own = [path for path in journals(base.parent) if path.name.startswith(f"{base.name}.")]
    written = b"".join(path.read_bytes() for path in own)
    clicks(served)
    with served.bot.database.engine.connect() as connection:
        (row,) = connection.execute(select(click)).mappings()

    for private in ("203.0.113.9", "127.0.0.1", "Firefox", "who=me", "secret.example"):
        assert private.encode() not in written
        assert private not in str(dict(row))
    assert written.split()[0].decode() == row["token"]


def test_links_go_on_while_the_database_is_stopped_and_no_click_is_lost(
    served: Workspace, port: int, database: str
) -> None:
    with Visitors(address(port)) as visitors:
        visitors.wait(30)
        served.settle()
        with stopped(database):
            served.bot.clicks.tick()
            visitors.wait(60)
            served.bot.clicks.tick()
        visitors.wait(30)
        served.settle()
    served.settle()

    assert visitors.refused == []
    assert len(visitors.tokens) >= 120
    assert sorted(tokens_in(database)) == sorted(visitors.tokens)


def test_a_kill_loses_no_click_that_was_answered_and_doubles_none(
    slack: Sandbox, database: str, extra: dict[str, str], port: int
) -> None:
    first = Workspace(slack, database, extra={"RAPPORT_DATA": extra["RAPPORT_DATA"]})
    make_link(first)
    first.close()
    answered: list[str] = []
    for _ in range(2):
        process = Process(slack, database, extra=extra)
        wait_for(port)
        with Visitors(address(port)) as visitors:
            visitors.wait(40)
            process.kill()
        answered += visitors.tokens
    process = Process(slack, database, extra=extra)
    until(database, lambda connection: is_counted(connection.scalars(select(click.c.token)), answered), what="clicks")
    process.kill()

    found = tokens_in(database)
    assert len(found) == len(set(found))
    assert set(answered) <= set(found)
    assert len(answered) >= 80


def is_counted(found: Iterable[str], answered: list[str]) -> bool:
    """Whether every click that was answered is in the database."""
    return set(answered) <= set(found)


def wait_for(port: int) -> None:
    """Until something answers there."""
    between = threading.Event()
    for _ in range(600):
        try:
            if httpx.get(address(port), headers={"User-Agent": "bot"}).status_code == httpx.codes.FOUND:
                return
        except httpx.HTTPError:
            pass
        between.wait(0.05)
    raise AssertionError("nothing listens")


def test_a_click_on_a_collaboration_that_was_removed_meanwhile_stops_nothing(served: Workspace, port: int) -> None:
    httpx.get(address(port), headers=BROWSER)
    with served.bot.database.engine.begin() as connection:
        connection.execute(delete(collaboration))

    assert clicks(served) == []
    assert httpx.get(address(port), headers=BROWSER).status_code == 404


def test_in_socket_mode_nothing_listens_unless_a_port_is_set(workspace: Workspace) -> None:
    assert workspace.bot.web is None


def test_a_journal_is_taken_over_only_from_a_process_that_ended(tmp_path: Path) -> None:
    base = tmp_path / "rapport"
    living, dead, next_one = Journal(base), Journal(base), Journal(base)
    living.append(b"a\n")
    dead.append(b"b\n")
    dead.close()

    (orphan,) = next_one.waiting()

    assert list(next_one.batches(orphan)) == [[b"b\n"]]
    next_one.done(orphan)
    assert next_one.waiting() == []
    assert [path.read_bytes() for path in journals(tmp_path)] == [b"a\n"]
    for one in (living, next_one):
        one.close()


def test_a_line_that_was_cut_off_is_left_out(served: Workspace, port: int, database: str, tmp_path: Path) -> None:
    token = token_of(httpx.get(address(port), headers=BROWSER).headers["location"])
    base = served.bot.database.beside(tmp_path)
    torn = base.with_name(f"{base.name}.1-dead.clicks")
    torn.write_bytes(b"AAAA nonsense\n\xff\xfe\nBBBBBBBBBBBBBBBB " + served.team.encode() + b" 1 1764")

    assert clicks(served) == [(token, False)]
    served.settle()
    assert not torn.exists()


def test_clicks_of_a_crowd_are_written_in_one_go(served: Workspace) -> None:
    now = served.clock()
    for number in range(2_500):
        assert served.bot.clicks.follow(ALIAS, is_robot=number % 10 == 0)

    found = clicks(served)

    assert len({token for token, _ in found}) == 2_500
    assert sum(is_robot for _, is_robot in found) == 250
    with served.bot.database.engine.connect() as connection:
        moments = connection.scalars(select(click.c.at)).all()
    assert now <= min(moments) <= max(moments) < now + timedelta(minutes=1)
