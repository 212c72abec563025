"""What a conversation does not take is kept, told to whoever can mend it, and posted in its order once it is mended."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.domain.team.roles import Role
from sandbox.driver import Sandbox
from tests.planning import channel_id
from tests.telling import change, heard, posts, row, tell
from tests.workspace import Message, Workspace


@pytest.fixture
def refused(slack: Sandbox, database: str) -> Iterator[Workspace]:
    """A workspace whose Slack refuses things: its breaches are what these tests are about."""
    workspace = Workspace(slack, database)
    workspace.member("ada")
    workspace.member("maria")
    yield workspace
    workspace.close()


def set_archived(workspace: Workspace, *, archived: bool) -> str:
    """Archive #launch, or bring it back; gives its id."""

    def set_it(slack: Any) -> str:
        slack.workspace.conversation("#launch").archived = archived
        return str(slack.workspace.conversation("#launch").id)

    return workspace.slack.ask(set_it)


def in_launch(workspace: Workspace) -> list[str]:
    """What the bot said in #launch."""
    told = [one.text for one in workspace.person("maria").messages("#launch")]
    return [text.removeprefix("Reading ") for text in told if text.startswith("Reading ")]


def kept_for(workspace: Workspace, who: str) -> list[Message]:
    """What somebody was told of kept messages."""
    return [one for one in workspace.told(who) if "takes no messages" in one.text]


def test_what_an_archived_channel_does_not_take_is_kept_and_an_admin_told_once(refused: Workspace) -> None:
    launch = set_archived(refused, archived=True)
    tell(refused, "a", "b", to=launch)
    refused.settle()
    tell(refused, "c", to=launch)
    refused.settle()

    (told,) = kept_for(refused, "ada")
    assert "3 messages are kept for #launch" in told.text_shown
    assert "The channel is archived: unarchive it." in told.text_shown
    assert kept_for(refused, "maria") == []
    refused.travel(days=2)
    assert len(kept_for(refused, "ada")) == 1
    assert posts(refused) - 1 == 2, "one try for each time when there was something new"


def test_post_them_now_posts_all_that_was_kept_in_its_order(refused: Workspace) -> None:
    launch = set_archived(refused, archived=True)
    tell(refused, "a", "b", "c", to=launch)
    refused.settle()
    set_archived(refused, archived=False)
    ada = refused.person("ada")

    ada.click("Post them now", kept_for(refused, "ada")[0])
    refused.settle()

    assert in_launch(refused) == ["a", "b", "c"]
    (told,) = kept_for(refused, "ada")
    assert "Posted what was kept for #launch" in told.text_shown
    assert [row(refused, key)["failure"] for key in "abc"] == [None] * 3
    with refused.bot.database.reading(refused.team) as store:
        assert [one["verb"] for one in store.audit.of(f"conversation:{launch}")] == ["post"]


def test_one_who_has_them_posted_before_it_is_mended_is_told_again(refused: Workspace) -> None:
    launch = set_archived(refused, archived=True)
    tell(refused, "a", "b", to=launch)
    refused.settle()
    ada = refused.person("ada")

    ada.click("Post them now", kept_for(refused, "ada")[0])
    refused.settle()

    (told,) = kept_for(refused, "ada")
    assert "2 messages are kept for #launch" in told.text_shown
    set_archived(refused, archived=False)
    ada.click("Post them now", told)
    refused.settle()
    assert in_launch(refused) == ["a", "b"]


def test_something_new_brings_what_was_kept_along_first_once_it_is_mended(refused: Workspace) -> None:
    launch = set_archived(refused, archived=True)
    tell(refused, "a", "b", to=launch)
    refused.settle()
    set_archived(refused, archived=False)

    tell(refused, "c", to=launch)
    refused.settle()

    assert in_launch(refused) == ["a", "b", "c"]
    assert "Posted what was kept" in kept_for(refused, "ada")[0].text_shown


def test_a_second_press_is_told_that_nothing_is_kept_any_more(refused: Workspace) -> None:
    launch = set_archived(refused, archived=True)
    tell(refused, "a", to=launch)
    refused.settle()
    ada = refused.person("ada")
    status = ada.command("/rapport status")
    set_archived(refused, archived=False)
    ada.click("Post them now", status)
    refused.settle()

    assert "Nothing is kept for this conversation any more" in ada.click("Post them now", status).text
    assert in_launch(refused) == ["a"]


def test_the_owner_of_a_campaign_is_told_what_to_do_about_its_channel(refused: Workspace) -> None:
    refused.campaign("maria", "Rye *b* & <i>", channel=channel_id(refused, "#random"))
    refused.settle()

    (told,) = kept_for(refused, "maria")
    assert "write /invite @Rapport there, or choose another channel for Rye *b* & <i> with Edit" in told.text_shown
    assert kept_for(refused, "ada") == []
    opened = refused.person("maria").click("Open", told)
    assert "Rye" in opened.text


def test_what_a_deactivated_person_does_not_take_is_told_to_the_admins(refused: Workspace) -> None:
    refused.member("omar")
    refused.slack.change_person("omar", deleted=True)
    tell(refused, "a", "b", to="omar")
    refused.settle()

    (told,) = kept_for(refused, "ada")
    assert "2 messages are kept for" in told.text_shown
    assert "deactivated or gone" in told.text_shown
    refused.slack.change_person("omar", deleted=False)
    tell(refused, "c", to="omar")
    refused.settle()
    assert heard(refused, "omar") == ["a", "b", "c"]


def test_admins_who_take_nothing_themselves_are_told_in_vain_and_not_for_ever(refused: Workspace) -> None:
    omar = refused.member("omar")
    with refused.bot.database.transaction(refused.team) as store:
        store.members.set_role(omar.slack_id, Role.ADMIN)
    launch = set_archived(refused, archived=True)
    set_messages_tab(refused, is_on=False)
    tell(refused, "a", to=launch)

    refused.settle()

    status = refused.person("maria").command("/rapport status").text
    assert "1 kept for #launch: the channel is archived" in status
    assert status.count("Rapport's messages tab is switched off") == 2
    set_messages_tab(refused, is_on=True)
    tell(refused, "b", to="omar")
    refused.settle()
    assert "#launch" in kept_for(refused, "omar")[0].text_shown


def set_messages_tab(workspace: Workspace, *, is_on: bool) -> None:
    """Let people have direct messages with the bot, or not."""
    workspace.slack.ask(lambda slack: object.__setattr__(slack.manifest, "messages_tab", is_on))


def test_a_change_of_what_stands_in_a_channel_that_is_archived_is_kept_too(refused: Workspace) -> None:
    launch = set_archived(refused, archived=False)
    tell(refused, "a", to=launch)
    refused.settle()
    set_archived(refused, archived=True)
    change(refused, "a", name="A")
    refused.settle()
    tell(refused, "b", to=launch)
    refused.settle()
    set_archived(refused, archived=False)

    refused.person("ada").click("Post them now", kept_for(refused, "ada")[0])
    refused.settle()

    assert in_launch(refused) == ["A", "b"]


def test_a_missing_scope_rests_that_method_and_goes_on_by_itself_once_it_is_there(refused: Workspace) -> None:
    scopes = refused.slack.ask(lambda slack: slack.manifest.bot_scopes)
    grant(refused, scopes - {"chat:write"})
    tell(refused, "a", "b")
    refused.settle()
    tell(refused, "c")
    refused.travel(minutes=2)

    assert posts(refused) == 1
    status = refused.person("ada").command("/rapport status").text
    assert "*Slack refuses chat.postMessage* (missing_scope)" in status
    grant(refused, scopes)
    refused.travel(minutes=4)
    refused.travel(minutes=4)

    assert heard(refused) == ["a", "b", "c"]
    assert "Slack refuses" not in refused.person("ada").command("/rapport status").text


def grant(workspace: Workspace, scopes: frozenset[str]) -> None:
    """Give the app these scopes."""
    workspace.slack.ask(lambda slack: object.__setattr__(slack.manifest, "bot_scopes", frozenset(scopes)))


def test_a_revoked_token_rests_everything_and_goes_on_by_itself_with_a_valid_one(refused: Workspace) -> None:
    token = refused.slack.ask(lambda slack: slack.workspace.tokens.bot)
    set_token(refused, "xoxb-another")
    tell(refused, "a", "b")
    tell(refused, "c", to="ada")
    refused.settle()
    refused.travel(minutes=2)

    refusals = [call for call in refused.slack.calls if (call.answer or {}).get("error") == "invalid_auth"]
    assert len(refusals) == 1
    with refused.bot.database.reading(refused.team) as store:
        assert [(one.name, one.cause) for one in store.outbox.causes()] == [("*", "invalid_auth")]
    set_token(refused, token)
    refused.travel(minutes=4)
    refused.travel(minutes=4)

    assert (heard(refused), heard(refused, "ada")) == (["a", "b"], ["c"])


def test_the_state_names_the_cause_to_somebody_whom_slack_was_last_asked_about_long_ago(refused: Workspace) -> None:
    set_token(refused, "xoxb-another")
    tell(refused, "a")
    refused.travel(hours=13)

    shown = refused.person("ada").command("/rapport status").text
    assert "Slack refuses everything" in shown
    assert "Copy the bot's token again" in shown
    assert "Slack does not answer right now" in refused.person("omar").command("/rapport status").text


def set_token(workspace: Workspace, token: str) -> None:
    """Let Slack know the app by another token."""
    workspace.slack.ask(lambda slack: setattr(slack.workspace.tokens, "bot", token))


def test_a_viewer_may_not_have_them_posted(refused: Workspace) -> None:
    launch = set_archived(refused, archived=True)
    tell(refused, "a", to=launch)
    refused.settle()
    lee = refused.person("lee")
    refused.member("lee")
    status = lee.command("/rapport status")
    with refused.bot.database.transaction(refused.team) as store:
        store.members.set_role(lee.id, Role.VIEWER)

    assert "viewer" in lee.click("Post them now", status).text
    assert "Post them now" not in lee.command("/rapport status").text
