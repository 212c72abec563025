"""What Slack tells by itself: Home was opened, a link was pasted, somebody wrote to the bot, somebody changed."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from slack_bolt import App

from bot.deps import Deps
from bot.domain.influencers.handles import find_profile_links, handle_key
from bot.domain.refused import Refused, Unheard
from bot.messages import Message
from bot.nudges import KINDS
from bot.rendering import Renderer
from bot.services.team import home, homes, members

Event = Mapping[str, Any]
Call = Callable[..., Any]


def register(app: App, deps: Deps, renderer: Renderer, *, call: Call) -> None:
    """Listen to the events that the manifest subscribes to. `call` asks Slack."""

    def on_home(event: Event, body: Event) -> None:
        if event.get("tab", "home") == "home":
            _show_home(deps, renderer, workspace=body["team_id"], slack_id=event["user"], call=call)

    def on_link(event: Event, body: Event) -> None:
        _unfurl(deps, renderer, workspace=body["team_id"], event=event, call=call)

    def on_message(event: Event, body: Event) -> None:
        _answer(deps, workspace=body["team_id"], event=event)

    def on_person(event: Event, body: Event) -> None:
        members.refresh(deps, body["team_id"], event["user"]["id"])

    app.event("app_home_opened")(on_home)
    app.event("link_shared")(on_link)
    app.event("message")(on_message)
    app.event("user_change")(on_person)


def _show_home(deps: Deps, renderer: Renderer, *, workspace: str, slack_id: str, call: Call) -> None:
    """Publish Home at once, and remember that it is kept up to date from now on."""
    try:
        member = members.acting(deps, workspace, slack_id)
    except Refused as refused:
        with suppress(Unheard):
            call("views.publish", user_id=slack_id, view=renderer.stranger(refused.sentence))
        return
    with deps.transaction(workspace) as store:
        store.outbox.keep(Message("home", key=homes.home_key(slack_id), to=slack_id), now=deps.now())
        values = home.load(store, member, kinds=KINDS, now=deps.now())
    try:
        call("views.publish", user_id=slack_id, view=renderer.home(values))
    except Unheard as busy:
        with deps.transaction(workspace) as store:
            homes.refresh_home(store, slack_id, now=deps.now() + timedelta(seconds=busy.wait))


def _unfurl(deps: Deps, renderer: Renderer, *, workspace: str, event: Event, call: Call) -> None:
    """Show whom a pasted profile link belongs to, without anything private, or offer to add them."""
    try:
        members.acting(deps, workspace, event["user"])
    except Refused:
        return
    unfurls: dict[str, Any] = {}
    for link in event["links"]:
        for ref in find_profile_links(link["url"])[:1]:
            with deps.reading(workspace) as store:
                key = handle_key(ref.platform or "", ref.handle)
                known = store.profiles.by_handle(key, platform=ref.platform)
                influencer = store.influencers.get(known[0].influencer_id) if known else None
                profiles = store.profiles.of([influencer.id])[influencer.id] if influencer else []
            values = {"influencer": influencer, "profiles": profiles, "ref": ref}
            unfurls[link["url"]] = {"blocks": renderer.message("unfurl", values)["blocks"]}
    if not unfurls:
        return
    place = {"channel": event["channel"], "ts": event["message_ts"]}
    if event.get("unfurl_id"):
        place = {"unfurl_id": event["unfurl_id"], "source": event.get("source")}
    with suppress(Unheard):  # a link that shows nothing is no loss to wait for
        call("chat.unfurl", **place, unfurls=unfurls)


def _answer(deps: Deps, *, workspace: str, event: Event) -> None:
    """Somebody wrote to the bot: say what it can do. Its own messages and changes of messages are let be."""
    if event.get("channel_type") != "im" or event.get("bot_id") or event.get("subtype") or not event.get("user"):
        return
    key = f"dm:{event['channel']}:{event['ts']}"
    try:
        members.acting(deps, workspace, event["user"])
        message = Message("welcome", key=key, to=event["channel"])
    except Refused as refused:
        message = Message("refused", key=key, to=event["channel"], values={"sentence": refused.sentence})
    with deps.transaction(workspace) as store:
        store.outbox.add(message, now=deps.now())
