"""chat.unfurl: what the app says of a link is drawn under the message (reference page of chat.unfurl)."""

from __future__ import annotations

from collections.abc import Iterator

from sandbox.links import links_in, of_domains
from sandbox.messages import normal_attachments, tell
from sandbox.normal import copied, unescaped
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.web_api.access import seen_conversation
from sandbox.web_api.content import check_content


def unfurl(slack: Slack, args: Json) -> Json:
    """Draw unfurls under a person's message, named by channel and ts or by unfurl_id and source."""
    channel, message = _target(slack, args)
    unfurls = args.get("unfurls")
    if not unfurls and not args.get("user_auth_required"):
        raise SlackError("missing_unfurls")
    if not isinstance(unfurls, dict):
        raise SlackError("invalid_unfurls_format")
    links = links_in(message.get("text", ""))
    for url, content in unfurls.items():
        _refuse_foreign(slack, url, links)
        check_content(slack, content, method="chat.unfurl")
    new = copied(message)
    kept = [a for a in new.get("attachments", []) if a.get("from_url") not in unfurls]
    new["attachments"] = normal_attachments([*kept, *_attachments(slack, unfurls)])
    conversation = slack.workspace.conversations[channel]
    slack.workspace.messages[channel][message["ts"]] = new
    tell(slack, conversation, "message_changed", message["ts"])
    return {"ok": True}


def _target(slack: Slack, args: Json) -> tuple[str, Json]:
    if args.get("unfurl_id"):
        if not args.get("source"):
            raise SlackError("missing_source")
        channel, _, ts = str(args["unfurl_id"]).partition("-")
    elif args.get("channel") and args.get("ts"):
        channel, ts = str(args["channel"]), str(args["ts"])
    else:
        raise SlackError("missing_channel" if not args.get("channel") else "missing_ts")
    message = slack.workspace.messages.get(channel, {}).get(ts)
    if message is None:
        if channel not in slack.workspace.conversations:
            seen_conversation(slack, channel)
        raise SlackError("cannot_unfurl_message")
    if message.get("bot_id") == slack.workspace.bot_id:
        raise SlackError("cannot_unfurl_message")
    return channel, message


def _refuse_foreign(slack: Slack, url: str, links: list[str]) -> None:
    if not of_domains(url, slack.manifest.unfurl_domains) or unescaped(url) not in links:
        raise SlackError("cannot_unfurl_url")


def _attachments(slack: Slack, unfurls: Json) -> Iterator[Json]:
    for url, content in unfurls.items():
        yield {
            **copied(content),
            "from_url": url,
            "is_app_unfurl": True,
            "app_unfurl_url": url,
            "app_id": slack.workspace.app_id,
            "bot_id": slack.workspace.bot_id,
        }
