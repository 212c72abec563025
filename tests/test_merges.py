"""Two influencers who may be one person: offered, looked at, and joined by a person or kept apart."""

from datetime import timedelta

from sqlalchemy import Table, func, select

from bot.domain.influencers.touches import TouchKind
from storage.tables import followup, influencer, label, merge_offer, profile, search_word, snapshot, touch
from tests.workspace import Message, Seen, View, Workspace

TIKTOK = b"""Handle,Name,Platform,Followers,Niche
noor.bakes,Noor Haddad,TikTok,12000,baking
sam,Sam Ode,TikTok,50,food
"""
INSTAGRAM = b"""Handle,Name,Platform,Followers,Niche,Email
noor.bakes,Noor H.,Instagram,30000,travel,noor@example.com
sam.ode,Sam Ode,Instagram,70,food,
"""


def offered(workspace: Workspace) -> Message:
    """The end of an import that found two pairs."""
    workspace.import_all("maria", "tiktok 2026-09.csv", TIKTOK)
    return workspace.import_all("maria", "instagram 2026-10.csv", INSTAGRAM)


def review(workspace: Workspace, who: str = "maria") -> View:
    """The first pair, as somebody looks at it."""
    done = offered(workspace)
    return workspace.person(who).click("Review", done).view


def number_of(workspace: Workspace, table: Table) -> int:
    """How many rows a table has."""
    with workspace.bot.database.engine.connect() as connection:
        return int(connection.scalar(select(func.count()).select_from(table)) or 0)


def joined(workspace: Workspace) -> Seen:
    """The first pair joined by maria."""
    return workspace.person("maria").click("Same person: join", review(workspace))


def test_the_same_person_on_another_platform_is_offered_with_the_reason(workspace: Workspace) -> None:
    view = review(workspace)

    assert "2 pairs to look at" in view.text
    assert "the same handle" in view.text
    assert "Noor Haddad" in view.text
    assert "Noor H." in view.text
    assert number_of(workspace, influencer) == 4, "nobody is joined silently"


def test_later_goes_on_to_the_next_pair_and_keeps_the_offer(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    second = maria.click("Later", review(workspace)).view
    assert "the same name" in second.text

    last = maria.click("Later", second).view

    assert "Nothing more to compare" in last.text
    assert number_of(workspace, influencer) == 4
    card = maria.command("/influencer show @sam").messages[0]
    maria.close(last)
    assert "2 pairs to look at" in maria.click("Compare", card).view.text


def test_two_people_stay_two_and_are_not_offered_again(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    second = maria.click("Two people", review(workspace)).view
    assert "1 pair to look at" in second.text
    maria.close(maria.click("Two people", second).view)

    again = workspace.import_all("maria", "instagram 2026-10.csv", INSTAGRAM)
    newer = workspace.import_all("maria", "instagram 2026-11.csv", INSTAGRAM.replace(b"30000", b"31000"))

    assert "may be one person" not in again.text_shown + newer.text_shown
    assert number_of(workspace, influencer) == 4


def test_joining_keeps_everything_under_the_first_one(workspace: Workspace) -> None:
    workspace.import_all("maria", "tiktok 2026-09.csv", TIKTOK)
    done = workspace.import_all("maria", "instagram 2026-10.csv", INSTAGRAM)
    maria = workspace.person("maria")
    with workspace.bot.database.engine.connect() as connection:
        query = select(profile.c.platform, profile.c.influencer_id).where(profile.c.handle == "noor.bakes")
        ids = {row.platform: row.influencer_id for row in connection.execute(query)}
    add_work(workspace, ids["instagram"])

    seen = maria.click("Same person: join", maria.click("Review", done))

    assert "1 pair to look at" in seen.view.text
    maria.close(seen.view)
    card = maria.command("/influencer show @noor.bakes").text
    for part in ("TikTok @noor.bakes", "Instagram @noor.bakes", "baking", "travel", "We met", "send the brief"):
        assert part in card
    assert "Joined with Noor H." in card
    assert "noor@example.com" in card
    assert "Noor Haddad" in maria.command("/influencer find followers:30000-30000").text, "sorted by the largest"
    assert number_of(workspace, snapshot) == 4
    _nothing_left_of(workspace, ids["instagram"])


def add_work(workspace: Workspace, influencer_id: int) -> None:
    """A touch and a follow-up of the one who will be joined into another."""
    with workspace.bot.database.transaction(workspace.team) as store:
        now, maria = workspace.clock(), store.members.get(workspace.person("maria").id)
        assert maria is not None
        store.touches.add(influencer_id, TouchKind.NOTE, "We met", by=maria.slack_id, at=now)
        due = now + timedelta(hours=2)
        store.followups.add(influencer_id, owner=maria.slack_id, due_at=due, what="send the brief", by="U0", now=now)


def _nothing_left_of(workspace: Workspace, gone: int) -> None:
    with workspace.bot.database.engine.connect() as connection:
        for table in (profile, touch, followup, label, search_word):
            rows = select(func.count()).select_from(table).where(table.c.influencer_id == gone)
            assert connection.scalar(rows) == 0, table.name


def test_a_follow_up_of_the_one_who_is_gone_still_reminds_its_owner(workspace: Workspace) -> None:
    done = offered(workspace)
    maria = workspace.person("maria")
    maria.submit(maria.command("/followup Noor H. in 2 hours ask about rates"))
    maria.close(maria.click("Same person: join", maria.click("Review", done)))

    workspace.travel(hours=2, minutes=1)

    reminder = workspace.told("maria")[-1]
    assert "ask about rates" in reminder.text_shown
    assert "Noor Haddad" in reminder.text_shown
    maria.submit(maria.click("Done", reminder), note="She sent them")
    assert "She sent them" in maria.command("/influencer show @noor.bakes").text


def test_old_buttons_of_the_one_who_is_gone_say_so(workspace: Workspace) -> None:
    done = offered(workspace)
    maria = workspace.person("maria")
    card = maria.command("/influencer show Noor H.").messages[0]
    maria.close(maria.click("Same person: join", maria.click("Review", done)))

    for label_ in ("Log a touch", "Follow up", "Edit", "Change stage", "Full timeline"):
        seen = maria.click(label_, card)
        assert "This influencer is no longer here: merged into another, or erased." in seen.text, label_
        if seen.has_view:
            maria.close(seen)


def test_a_pair_is_decided_once_and_the_late_one_is_told(workspace: Workspace) -> None:
    done = offered(workspace)
    with workspace.bot.database.transaction(workspace.team) as store:
        offer = store.merges.next()
    assert offer is not None
    maria = workspace.person("maria")
    one = maria.click("Review", done).view
    card = workspace.person("omar").command("/influencer show Noor H.").messages[0]
    other = workspace.person("omar").click("Compare", card).view

    maria.click("Two people", one)
    late = workspace.person("omar").click("Same person: join", other)

    assert "A colleague decided this a moment ago." in late.text
    assert number_of(workspace, influencer) == 4


def test_three_of_one_person_are_joined_one_after_the_other(workspace: Workspace) -> None:
    for platform, name in (("TikTok", "Noor"), ("Instagram", "Noor H."), ("Twitch", "Noor Haddad")):
        rows = f"Handle,Name,Platform,Followers\nnoor_bakes,{name},{platform},10\n"
        done = workspace.import_all("maria", f"{platform}.csv", rows.encode())
    maria = workspace.person("maria")
    view = maria.click("Review", done).view
    for _ in range(2):
        view = maria.click("Same person: join", view).view

    assert "Nothing more to compare" in view.text
    assert number_of(workspace, influencer) == 1
    assert number_of(workspace, profile) == 3
    assert number_of(workspace, merge_offer) == 0
    maria.close(view)
    assert "Twitch @noor_bakes" in maria.command("/influencer show @noor_bakes").text


def test_a_joined_person_is_one_in_the_next_import(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    maria.close(joined(workspace).view)

    again = workspace.import_all("maria", "instagram 2026-11.csv", INSTAGRAM.replace(b"30000", b"31000"))

    assert "Updated\n2" in again.text_shown.replace("*", "")
    assert number_of(workspace, influencer) == 3
