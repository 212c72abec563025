"""users.info, list, conversations, lookupByEmail; team.info; bots.info; auth.test; api.test."""

from __future__ import annotations

from sandbox.messages import bot_profile
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.user_objects import user_object
from sandbox.web_api.access import READ_SCOPE
from sandbox.web_api.arguments import flag, page, required
from sandbox.web_api.conversations import conversation_object, types_wanted


def _user(slack: Slack, user_id: str) -> Json:
    person = slack.workspace.people[user_id]
    return user_object(slack.workspace, person, email=slack.granted("users:read.email"))


def users_info(slack: Slack, args: Json) -> Json:
    """users.info."""
    required(args, "user")
    if args["user"] not in slack.workspace.people:
        raise SlackError("user_not_found")
    return {"ok": True, "user": _user(slack, args["user"])}


def users_list(slack: Slack, args: Json) -> Json:
    """users.list, paged."""
    everybody = [_user(slack, user_id) for user_id in slack.workspace.people]
    members, cursor = page(everybody, args, default=len(everybody) or 1, most=1000)
    seconds = int(slack.clock.time())
    return {"ok": True, "members": members, "cache_ts": seconds, "response_metadata": {"next_cursor": cursor}}


def users_lookup_by_email(slack: Slack, args: Json) -> Json:
    """users.lookupByEmail."""
    required(args, "email")
    wanted = str(args["email"]).casefold()
    for person in slack.workspace.people.values():
        if person.email.casefold() == wanted and not person.deleted:
            return {"ok": True, "user": _user(slack, person.id)}
    raise SlackError("users_not_found")


def users_conversations(slack: Slack, args: Json) -> Json:
    """users.conversations: those of one person that the app can see; at most 999 a page."""
    workspace = slack.workspace
    user = str(args.get("user") or workspace.bot_user)
    if user not in workspace.people:
        raise SlackError("user_not_found")
    kinds = types_wanted(slack, args, scopes=READ_SCOPE)
    found = [
        conversation_object(slack, c)
        for c in workspace.conversations_of(user)
        if c.kind in kinds and (c.kind == "channel" or workspace.bot_user in c.members)
        if not (c.archived and flag(args, "exclude_archived"))
    ]
    channels, cursor = page(found, args, default=100, most=999)
    return {"ok": True, "channels": channels, "response_metadata": {"next_cursor": cursor}}


def auth_test(slack: Slack, _args: Json) -> Json:
    """auth.test with the bot's token."""
    workspace = slack.workspace
    return {
        "ok": True,
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": workspace.people[workspace.bot_user].name,
        "team_id": workspace.team_id,
        "user_id": workspace.bot_user,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def api_test(_slack: Slack, args: Json) -> Json:
    """api.test: gives back what it got, or the error that was asked for."""
    shown = {key: value for key, value in args.items() if key != "token"}
    if args.get("error"):
        raise SlackError(str(args["error"]), args=shown)
    return {"ok": True, "args": shown}


def team_info(slack: Slack, args: Json) -> Json:
    """team.info of this team."""
    workspace = slack.workspace
    if args.get("team") not in (None, "", workspace.team_id):
        raise SlackError("team_not_found")
    team = {
        "id": workspace.team_id,
        "name": workspace.name,
        "url": f"https://{workspace.domain}.slack.com/",
        "domain": workspace.domain,
        "email_domain": "",
        "icon": {"image_default": True},
        "avatar_base_url": "",
        "is_verified": False,
    }
    return {"ok": True, "team": team}


def bots_info(slack: Slack, args: Json) -> Json:
    """bots.info of the app's own bot."""
    if args.get("bot") not in (None, "", slack.workspace.bot_id):
        raise SlackError("bot_not_found")
    return {"ok": True, "bot": bot_profile(slack)}
