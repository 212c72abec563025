"""Where Slack does not take its own charts and tables, the digest says the same in text, with its picture beneath."""

from tests.digesting import begin, cast, digests, launch, live, monday, told
from tests.results import Happening
from tests.workspace import Message, Workspace

CHARTS = frozenset({"data_visualization", "data_table"})


def sold(workspace: Workspace) -> Happening:
    """Somebody in a campaign in which something was sold this week, in a workspace that has no charts and no tables."""
    begin(workspace)
    noor, _ = cast(workspace, launch(workspace, target_revenue=400_000), ["Noor <b>", "Sam"])
    live(noor)
    noor.clicks(8)
    noor.orders([4_000, 8_000])
    noor.sum_up()
    workspace.slack.ask(lambda slack: slack.lacks.update(CHARTS))
    return noor


def thread(workspace: Workspace, digest: Message) -> list[Message]:
    """What stands beneath a digest."""
    return [one for one in workspace.person("maria").thread(digest) if one.ts != digest.ts]


def test_a_digest_that_slack_refuses_is_said_in_text_at_once_with_its_picture_beneath(workspace: Workspace) -> None:
    sold(workspace)

    workspace.travel(to=monday(workspace))
    workspace.travel(seconds=30)

    (only,) = digests(workspace)
    assert "█" in only.text_shown
    assert "€120.00" in only.text_shown
    assert not {block["type"] for block in only.blocks} & CHARTS
    beneath = thread(workspace, only)
    assert [len(one.files) for one in beneath] == [0, 1] or [len(one.files) for one in beneath] == [1, 0]
    (picture,) = [one for one in beneath if one.files]
    assert picture.files[0]["name"].endswith(".png")
    content = workspace.slack.ask(lambda slack: slack.workspace.contents[picture.files[0]["id"]])
    assert content.startswith(b"\x89PNG")
    (details,) = [one for one in beneath if not one.files]
    assert "Noor <b>: €120.00 revenue · 8 clicks" in details.text_shown


def test_in_text_only_what_is_known_is_told_and_once_where_nothing_is(workspace: Workspace) -> None:
    begin(workspace)
    autumn, cakes = launch(workspace), launch(workspace, "Quiet cakes", channel="")
    noor = cast(workspace, autumn, ["Noor"])[0]
    live(noor, views=900, likes=30, comments=3)
    noor.clicks(1)
    workspace.person("maria").close(workspace.add("maria", "Peer", "https://www.tiktok.com/@peer.bakes"))
    for campaign in (autumn, cakes):
        peer = Happening(workspace, workspace.collaboration("maria", campaign, "Peer"))
        live(peer)
        peer.sum_up()
    noor.sum_up()
    workspace.slack.ask(lambda slack: slack.lacks.update(CHARTS))

    workspace.travel(to=monday(workspace))
    workspace.travel(seconds=30)

    of_campaign = "\n".join(one.text_shown for one in thread(workspace, digests(workspace)[0]))
    assert "Noor: €0.00 revenue · 1 click · 33 engagements\nPeer: not enough data\n" in of_campaign
    of_programme = "\n".join(one.text_shown for one in workspace.person("ada").thread(told(workspace)[0]))
    assert "Autumn bread: 1 click\nQuiet cakes: not enough data\n" in of_programme


def test_from_then_on_digests_are_said_so_without_being_refused_first(workspace: Workspace) -> None:
    noor = sold(workspace)
    workspace.travel(to=monday(workspace))
    workspace.travel(seconds=30)
    noor.orders([2_000])
    noor.sum_up()
    before = len(workspace.slack.warnings)
    assert before

    workspace.travel(to=monday(workspace))
    workspace.travel(seconds=30)

    assert len(workspace.slack.warnings) == before
    assert "█" in digests(workspace)[-1].text_shown


def test_after_some_weeks_slack_is_asked_for_its_charts_again(workspace: Workspace) -> None:
    noor = sold(workspace)
    workspace.travel(to=monday(workspace))
    workspace.travel(seconds=30)
    workspace.slack.ask(lambda slack: slack.lacks.clear())

    for _ in range(5):
        noor.orders([2_000])
        noor.sum_up()
        workspace.travel(to=monday(workspace))
        workspace.travel(seconds=30)

    assert ["█" in one.text_shown for one in digests(workspace)] == [True, True, True, True, False, False]


def test_the_picture_comes_once_when_the_answer_of_slack_is_lost(workspace: Workspace) -> None:
    sold(workspace)
    workspace.slack.faults.add("files.completeUploadExternal", error="lost")

    workspace.travel(to=monday(workspace))
    for _ in range(3):
        workspace.travel(minutes=10)

    (only,) = digests(workspace)
    assert len([one for one in thread(workspace, only) if one.files]) == 1


def test_a_message_that_slack_refuses_for_another_reason_is_not_tried_for_ever(workspace: Workspace) -> None:
    sold(workspace)
    workspace.slack.ask(lambda slack: slack.lacks.update({"section"}))

    workspace.travel(to=monday(workspace))
    for _ in range(3):
        workspace.travel(minutes=10)

    assert digests(workspace) == []
    tried = [one for one in workspace.slack.calls if one.method == "chat.postMessage"]
    workspace.travel(minutes=10)
    assert len([one for one in workspace.slack.calls if one.method == "chat.postMessage"]) == len(tried)
