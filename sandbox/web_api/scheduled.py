"""chat.scheduleMessage, chat.deleteScheduledMessage, chat.scheduledMessages.list (by the workspace's clock)."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.ids import new_id
from sandbox.normal import copied
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.web_api.access import postable, seen_conversation
from sandbox.web_api.arguments import page, required
from sandbox.web_api.chat import CONTENT, content_of, post_message

FURTHEST_SECONDS = 120 * 24 * 3600
WINDOW_SECONDS = 300
MOST_IN_WINDOW = 30
TOO_LATE_SECONDS = 60


def schedule_message(slack: Slack, args: Json) -> Json:
    """chat.scheduleMessage; with `metadata` Slack takes it and never posts it."""
    required(args, "channel", "post_at")
    conversation = postable(slack, args["channel"])
    content_of(slack, args, method="chat.scheduleMessage")
    post_at = _when(slack, args["post_at"])
    _refuse_crowd(slack, conversation.id, post_at)
    scheduled_id = new_id("Q")
    kept = {key: copied(args[key]) for key in (*CONTENT, "thread_ts", "reply_broadcast") if args.get(key)}
    kept |= {"channel": conversation.id, "post_at": post_at, "date_created": int(slack.clock.time())}
    slack.workspace.scheduled[scheduled_id] = kept
    if kept.get("metadata"):
        sentence = "A scheduled message with metadata is accepted and never posted."
        slack.breaches.error("scheduled_with_metadata", sentence, where="chat.scheduleMessage")
    plan(slack, scheduled_id)
    message = {"text": args.get("text") or "", "type": "delayed_message", "bot_id": slack.workspace.bot_id}
    where = {"channel": conversation.id, "scheduled_message_id": scheduled_id, "post_at": post_at}
    return {"ok": True, **where, "message": message}


def _when(slack: Slack, value: object) -> int:
    try:
        post_at = int(str(value))
    except ValueError:
        raise SlackError("invalid_time") from None
    if post_at <= slack.clock.time():
        raise SlackError("time_in_past")
    if post_at > slack.clock.time() + FURTHEST_SECONDS:
        raise SlackError("time_too_far")
    return post_at


def _refuse_crowd(slack: Slack, channel: str, post_at: int) -> None:
    window = post_at // WINDOW_SECONDS
    same = [s for s in slack.workspace.scheduled.values() if s["channel"] == channel]
    if sum(s["post_at"] // WINDOW_SECONDS == window for s in same) >= MOST_IN_WINDOW:
        raise SlackError("restricted_too_many")


def plan(slack: Slack, scheduled_id: str) -> None:
    """Post this scheduled message when its time comes."""
    slack.timers.at(slack.workspace.scheduled[scheduled_id]["post_at"], _poster(slack, scheduled_id))


def _poster(slack: Slack, scheduled_id: str) -> Callable[[], None]:
    def post() -> None:
        args = slack.workspace.scheduled.pop(scheduled_id, None)
        if args is None or args.get("metadata"):
            return
        try:
            post_message(slack, args)
        except SlackError as error:
            slack.breaches.warning("scheduled_message_failed", error.error, where="chat.scheduleMessage")

    return post


def delete_scheduled(slack: Slack, args: Json) -> Json:
    """chat.deleteScheduledMessage; refused within 60 seconds of its time."""
    required(args, "channel", "scheduled_message_id")
    conversation = seen_conversation(slack, args["channel"])
    found = slack.workspace.scheduled.get(str(args["scheduled_message_id"]))
    if found is None or found["channel"] != conversation.id:
        raise SlackError("invalid_scheduled_message_id")
    if found["post_at"] - slack.clock.time() < TOO_LATE_SECONDS:
        raise SlackError("invalid_scheduled_message_id")
    del slack.workspace.scheduled[str(args["scheduled_message_id"])]
    return {"ok": True}


def list_scheduled(slack: Slack, args: Json) -> Json:
    """chat.scheduledMessages.list."""
    found = [
        {"id": number, "channel_id": s["channel"], "post_at": s["post_at"], "date_created": s["date_created"]}
        | {"text": s.get("text", "")}
        for number, s in slack.workspace.scheduled.items()
        if args.get("channel") in (None, "", s["channel"])
    ]
    chosen, cursor = page(found, args, default=100, most=1000)
    return {"ok": True, "scheduled_messages": chosen, "response_metadata": {"next_cursor": cursor}}
