"""chat.postMessage, postEphemeral, update, delete, getPermalink (errors by their reference pages)."""

from __future__ import annotations

from sandbox.messages import announce, bot_message, change, delete, post, post_ephemeral
from sandbox.normal import copied, normal_blocks, stored_text
from sandbox.records import Conversation
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.web_api.access import own_message, postable, seen_conversation
from sandbox.web_api.arguments import flag, required
from sandbox.web_api.content import check_content

MOST_TEXT = 40_000
CONTENT = ("text", "blocks", "attachments", "metadata", "markdown_text")


def content_of(slack: Slack, args: Json, *, method: str) -> Json:
    """The content of a message in these arguments, checked. Raises SlackError."""
    content = {key: args[key] for key in CONTENT if args.get(key) not in (None, "")}
    if content.get("markdown_text") and (content.get("text") or content.get("blocks")):
        raise SlackError("markdown_text_conflict")
    if not any(content.get(key) for key in ("text", "blocks", "attachments", "markdown_text")):
        raise SlackError("no_text")
    check_content(slack, content, method=method)
    if content.get("markdown_text"):
        content["blocks"] = [{"type": "markdown", "text": content.pop("markdown_text")}]
    return content


def threaded(slack: Slack, conversation: Conversation, args: Json) -> str | None:
    """The `ts` of the thread's first message. Raises SlackError thread_not_found."""
    wanted = args.get("thread_ts")
    if not wanted:
        return None
    parent = slack.workspace.messages[conversation.id].get(str(wanted))
    if parent is None:
        raise SlackError("thread_not_found")
    return str(parent.get("thread_ts") or parent["ts"])


def post_message(slack: Slack, args: Json) -> Json:
    """chat.postMessage."""
    required(args, "channel")
    conversation = postable(slack, args["channel"])
    content = content_of(slack, args, method="chat.postMessage")
    thread_ts = threaded(slack, conversation, args)
    message = bot_message(slack, content)
    if thread_ts and flag(args, "reply_broadcast"):
        message["subtype"] = "thread_broadcast"
    message = post(slack, conversation, message, thread_ts=thread_ts)
    for event in announce(slack, conversation, message):
        slack.event(event)
    answer: Json = {"ok": True, "channel": conversation.id, "ts": message["ts"], "message": copied(message)}
    if len(str(content.get("text") or "")) > MOST_TEXT:
        warning = "message_truncated"
        answer |= {"warning": warning, "response_metadata": {"warnings": [warning]}}
    return answer


def post_ephemeral_message(slack: Slack, args: Json) -> Json:
    """chat.postEphemeral: the reader must be in the conversation."""
    required(args, "channel", "user")
    conversation = postable(slack, args["channel"])
    if args["user"] not in slack.workspace.people or args["user"] not in conversation.members:
        raise SlackError("user_not_in_channel")
    content = content_of(slack, args, method="chat.postEphemeral")
    thread_ts = threaded(slack, conversation, args)
    message = bot_message(slack, content)
    shown = post_ephemeral(slack, conversation, message, user=args["user"], thread_ts=thread_ts)
    return {"ok": True, "message_ts": shown.id}


def update(slack: Slack, args: Json) -> Json:
    """chat.update: only own messages; without `blocks` the old blocks stay."""
    required(args, "channel", "ts")
    conversation = seen_conversation(slack, args["channel"])
    if conversation.archived:
        raise SlackError("is_inactive")
    old = own_message(slack, conversation, str(args["ts"]), refusal="cant_update_message")
    content = {key: args[key] for key in CONTENT if args.get(key) not in (None, "")}
    if not content and not any(key in args for key in ("blocks", "attachments")):
        raise SlackError("no_text")
    check_content(slack, content, method="chat.update")
    new = _updated(slack, copied(old), args, content)
    change(slack, conversation, new, edited_by=slack.workspace.bot_user)
    return {"ok": True, "channel": conversation.id, "ts": new["ts"], "text": new["text"], "message": copied(new)}


def _updated(slack: Slack, new: Json, args: Json, content: Json) -> Json:
    if "text" in content:
        new["text"] = stored_text(str(content["text"]))
    _update_blocks(slack, new, args, content)
    if "attachments" in args:
        new.pop("attachments", None)
        new |= {k: v for k, v in bot_message(slack, content).items() if k == "attachments"}
    if content.get("metadata"):
        new["metadata"] = copied(content["metadata"])
    return new


def _update_blocks(slack: Slack, new: Json, args: Json, content: Json) -> None:
    if content.get("markdown_text"):
        new["blocks"] = normal_blocks([{"type": "markdown", "text": content["markdown_text"]}])
    elif "blocks" in args and args["blocks"] is not None:
        new["blocks"] = normal_blocks(content.get("blocks"))
    elif new.get("blocks") and "text" in content:
        sentence = "Without `blocks` the old blocks stay and hide the new text."
        slack.breaches.warning("update_keeps_old_blocks", sentence, where="chat.update")


def delete_message(slack: Slack, args: Json) -> Json:
    """chat.delete: only own messages."""
    required(args, "channel", "ts")
    conversation = seen_conversation(slack, args["channel"])
    message = own_message(slack, conversation, str(args["ts"]), refusal="cant_delete_message")
    delete(slack, conversation, message["ts"])
    return {"ok": True, "channel": conversation.id, "ts": message["ts"]}


def get_permalink(slack: Slack, args: Json) -> Json:
    """chat.getPermalink."""
    required(args, "channel", "message_ts")
    conversation = seen_conversation(slack, args["channel"])
    message = slack.workspace.messages[conversation.id].get(str(args["message_ts"]))
    if message is None:
        raise SlackError("message_not_found")
    link = permalink(slack, conversation.id, message)
    return {"ok": True, "channel": conversation.id, "permalink": link}


def permalink(slack: Slack, channel: str, message: Json) -> str:
    """A message's address, as Slack writes it."""
    link = f"https://{slack.workspace.domain}.slack.com/archives/{channel}/p{message['ts'].replace('.', '')}"
    thread_ts = message.get("thread_ts")
    in_thread = thread_ts and thread_ts != message["ts"]
    return f"{link}?thread_ts={thread_ts}&cid={channel}" if in_thread else link
