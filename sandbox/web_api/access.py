"""What the app may do where: scopes, conversations it can see and post to (the methods' reference pages)."""

from __future__ import annotations

from sandbox.records import Conversation
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError

READ_SCOPE: dict[str, str] = {
    "channel": "channels:read",
    "private": "groups:read",
    "dm": "im:read",
    "app": "im:read",
}


def need(slack: Slack, scope: str) -> None:
    """Raises SlackError missing_scope with `needed` and `provided`."""
    if not slack.granted(scope):
        raise SlackError("missing_scope", needed=scope, provided=",".join(sorted(slack.manifest.bot_scopes)))


def seen_conversation(slack: Slack, which: str) -> Conversation:
    """A conversation that the app can know of: public, or one the bot is in. Raises SlackError."""
    found = slack.workspace.conversations.get(str(which))
    if found is None or (found.kind != "channel" and slack.workspace.bot_user not in found.members):
        raise SlackError("channel_not_found")
    return found


def addressed(slack: Slack, which: str) -> Conversation:
    """Where a message to `which` goes: an id, a channel's name, or a person's id (their conversation with the app)."""
    workspace = slack.workspace
    person = workspace.people.get(which)
    if person is not None:
        if person.is_bot:
            raise SlackError("channel_not_found")
        return workspace.direct(person.id, workspace.bot_user)
    named = workspace.channel_named(which.lstrip("#"))
    return seen_conversation(slack, named.id if named else which)


def postable(slack: Slack, which: str) -> Conversation:
    """Where the app may post. Raises SlackError as chat.postMessage does."""
    found = addressed(slack, str(which))
    if found.archived:
        raise SlackError("is_archived")
    if found.kind == "app" and not slack.manifest.messages_tab:
        raise SlackError("messages_tab_disabled")
    if slack.workspace.bot_user not in found.members:
        if found.kind != "channel":
            raise SlackError("channel_not_found")
        if not slack.granted("chat:write.public"):
            raise SlackError("not_in_channel")
    return found


def own_message(slack: Slack, conversation: Conversation, ts: str, *, refusal: str) -> Json:
    """A message of the app itself. Raises SlackError message_not_found or `refusal`.

    An ephemeral message can only be changed through its response URL; trying it here is noted as a breach.
    """
    ephemeral = slack.workspace.ephemerals.get(ts)
    if ephemeral is not None and ephemeral.channel == conversation.id:
        sentence = "An ephemeral message is changed only through its response_url."
        slack.breaches.error("ephemeral_updated_by_api", sentence, where=f"message {ts}")
        raise SlackError("message_not_found")
    message = slack.workspace.messages[conversation.id].get(ts)
    if message is None:
        raise SlackError("message_not_found")
    if message.get("bot_id") != slack.workspace.bot_id:
        raise SlackError(refusal)
    return message
