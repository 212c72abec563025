"""What a person does with the app in messages and on Home: commands, clicks, option loading, shortcuts, Home."""

from __future__ import annotations

import asyncio
from typing import Any

from sandbox.delivery.answers import Answer
from sandbox.elements import NO_STATE, given, typed_state
from sandbox.events import wants
from sandbox.files import file_object
from sandbox.manifest import Command
from sandbox.payloads import (
    action,
    command_payload,
    global_shortcut,
    message_actions,
    message_shortcut,
    suggestion,
    view_actions,
)
from sandbox.places import Place, find_place, member_of
from sandbox.records import Person
from sandbox.responses import respond
from sandbox.rules import check_options
from sandbox.seen import home_json, seen_since
from sandbox.slack import Slack
from sandbox.trouble import CannotDo, Json, SlackError
from sandbox.views import view_object

TROUBLE = "We had some trouble connecting. Try again?"
SILENCE_SECONDS = 3.0
VISIBLE = frozenset({"message", "message_changed", "message_deleted", "ephemeral", "ephemeral_changed", "view", "home"})


def seen_after(slack: Slack, person: Person, seq: int, answer: Answer, *, what: str) -> Json:
    """What the act brought this person, with the sentence Slack shows where the app failed."""
    seen = seen_since(slack, person.id, seq)
    if not answer.ok:
        seen["error"] = TROUBLE
    elif not _saw_something(slack, person, seq):
        slack.start(_watch_silence(slack, person, seq, what))
    return seen


async def _watch_silence(slack: Slack, person: Person, seq: int, what: str) -> None:
    """Note an act after which nothing came for the person, not even a little later."""
    await asyncio.sleep(SILENCE_SECONDS)
    if not _saw_something(slack, person, seq):
        kind = what.split(" ")[0]
        sentence = f"{person.name} saw nothing of it within {SILENCE_SECONDS:.0f} seconds."
        slack.breaches.warning(f"silent_{kind}", sentence, where=what)


def _saw_something(slack: Slack, person: Person, seq: int) -> bool:
    return any(change.type in VISIBLE for change in slack.feed.since(seq, person.id))


async def command(slack: Slack, person: Person, args: Json) -> Json:
    """Type a slash command; waits for the app's acknowledgement."""
    name, _, text = str(args.get("text") or "").strip().partition(" ")
    conversation = member_of(slack, person, str(args.get("channel")))
    known = _command(slack, name)
    seq = slack.feed.seq
    if args.get("thread_ts"):
        return seen_since(slack, person.id, seq) | {"error": f"{name} is not supported in threads. Sorry!"}
    slack.workspace.typed.append(text)
    url = slack.response_urls.issue(person.id, conversation.id)
    address = f"{slack.base}/response/{url.key}"
    payload = command_payload(slack, person, conversation, known, text=text.strip(), response_url=address)
    where = f"command {name}"
    answer = await slack.delivery.interact("command", payload, where=where)
    if answer.ok and answer.body:
        try:
            respond(slack, url, answer.body, method="ack")
        except SlackError as error:
            slack.breaches.error(error.error, f"Refused: {error.extra}", where=where)
    seen = seen_after(slack, person, seq, answer, what=where)
    if not answer.ok:
        reason = "operation_timeout" if answer.failure == "http_timeout" else "dispatch_failed"
        seen["error"] = f'{name} failed with the error "{reason}"'
    return seen


def _command(slack: Slack, name: str) -> Command:
    for known in slack.manifest.commands:
        if known.command == name:
            return known
    raise CannotDo(f"{name} is not a valid command.")


async def click(slack: Slack, person: Person, args: Json) -> Json:
    """Use an element: press a button, choose in a menu. `values`: what else is typed in the view by now."""
    place = find_place(slack, person, args.get("where"))
    block, element = place.element(str(args.get("block_id")), str(args.get("action_id")))
    seq = slack.feed.seq
    take_values(slack, place, args.get("values") or {})
    state = use(slack, place, block, element, args.get("value"))
    if block["type"] == "input" and not block.get("dispatch_action"):
        return seen_since(slack, person.id, seq)
    payload = _actions_payload(slack, person, place, block, action(slack, block, element, state))
    what = f"click {element['action_id']}"
    answer = await slack.delivery.interact("action", payload, where=what)
    return seen_after(slack, person, seq, answer, what=what)


def use(slack: Slack, place: Place, block: Json, element: Json, value: Any) -> Json | None:
    """Keep what is given to an element; its new state, or None for buttons. Raises CannotDo."""
    kind = element["type"]
    if kind in NO_STATE and kind != "overflow":
        return None
    offered = slack.workspace.offered.get(f"{place.key}:{block['block_id']}:{element['action_id']}", [])
    state = typed_state(element, value, offered=offered, files=lambda number: _file(slack, number))
    if kind != "overflow":
        place.state.setdefault(block["block_id"], {})[element["action_id"]] = state
    if isinstance(given(value), str) and kind.endswith("_input"):
        slack.workspace.typed.append(given(value))
    return state


def _file(slack: Slack, file_id: str) -> Json:
    file = slack.workspace.files.get(file_id)
    if file is None:
        raise CannotDo(f"There is no file {file_id}: upload it first.")
    return file_object(slack, file)


def take_values(slack: Slack, place: Place, values: Json) -> None:
    """Keep what else is typed by now, as far as it is valid; Slack sends it along with every act in a view."""
    for block_id, fields in values.items():
        for action_id, typed in fields.items():
            try:
                use(slack, place, *place.element(block_id, action_id), typed)
            except CannotDo:
                continue


def _actions_payload(slack: Slack, person: Person, place: Place, block: Json, done: Json) -> Json:
    if place.view is not None:
        return view_actions(slack, person, place.view, [done])
    assert place.conversation is not None
    url = slack.response_urls.issue(
        person.id,
        place.conversation.id,
        thread_ts=place.message.get("thread_ts"),
        original=None if place.ephemeral else place.message["ts"],
        ephemeral=place.ephemeral.id if place.ephemeral else None,
    )
    address = f"{slack.base}/response/{url.key}"
    payload = message_actions(
        slack, person, place.conversation, place.message, [done], state=place.state, response_url=address
    )
    attachment = place.attachment(block["block_id"])
    if attachment is not None:
        payload["container"] |= {"type": "message_attachment", "attachment_id": attachment["id"]}
        payload["container"]["is_app_unfurl"] = bool(attachment.get("is_app_unfurl"))
        if attachment.get("is_app_unfurl"):
            payload["container"]["app_unfurl_url"] = attachment["app_unfurl_url"]
            payload["app_unfurl"] = attachment
    return payload


async def suggest(slack: Slack, person: Person, args: Json) -> Json:
    """Type in a menu whose options the app gives; what it offers can then be chosen."""
    place = find_place(slack, person, args.get("where"))
    block, element = place.element(str(args.get("block_id")), str(args.get("action_id")))
    query, least = str(args.get("query") or ""), int(element.get("min_query_length", 3))
    if len(query) < least:
        raise CannotDo(f"Type at least {least} characters.")
    container: Json = {"view": view_object(slack, place.view)} if place.view else _message_container(place)
    kind = "view" if place.view else "message"
    container["container"] = {"type": kind} | ({"view_id": place.view.id} if place.view else {})
    payload = suggestion(slack, person, block["block_id"], element["action_id"], query=query, container=container)
    where = f"options {element['action_id']}"
    answer = await slack.delivery.interact("options", payload, where=where)
    body = answer.body if isinstance(answer.body, dict) else {}
    if not answer.ok or slack.breaches.note(check_options(body), where=where):
        raise CannotDo("No results: the options could not be loaded.")
    _offer(slack, f"{place.key}:{block['block_id']}:{element['action_id']}", body)
    return {key: body[key] for key in ("options", "option_groups") if key in body}


def _message_container(place: Place) -> Json:
    assert place.conversation is not None
    return {
        "channel": {"id": place.conversation.id, "name": place.conversation.name},
        "message": place.message,
    }


def _offer(slack: Slack, key: str, body: Json) -> None:
    groups = body.get("option_groups") or []
    new = [*(body.get("options") or []), *(o for group in groups for o in group.get("options") or [])]
    values = {option["value"] for option in new}
    kept = [option for option in slack.workspace.offered.get(key, []) if option["value"] not in values]
    slack.workspace.offered[key] = [*new, *kept]


async def shortcut(slack: Slack, person: Person, args: Json) -> Json:
    """Use a global shortcut, or a message's with `channel` and `ts`."""
    callback_id = str(args.get("callback_id"))
    found = next((s for s in slack.manifest.shortcuts if s.callback_id == callback_id), None)
    if found is None:
        raise CannotDo(f"There is no shortcut {callback_id}.")
    seq = slack.feed.seq
    if found.type == "global":
        payload = global_shortcut(slack, person, callback_id)
    else:
        conversation = member_of(slack, person, str(args.get("channel")))
        message = slack.workspace.messages[conversation.id].get(str(args.get("ts")))
        if message is None:
            raise CannotDo("That message is gone.")
        url = slack.response_urls.issue(person.id, conversation.id, original=None)
        address = f"{slack.base}/response/{url.key}"
        payload = message_shortcut(slack, person, conversation, message, callback_id=callback_id, response_url=address)
    what = f"shortcut {callback_id}"
    answer = await slack.delivery.interact("shortcut", payload, where=what)
    return seen_after(slack, person, seq, answer, what=what)


async def home(slack: Slack, person: Person, args: Json) -> Json:
    """Open the app's Home (or its Messages tab); what Home then shows."""
    workspace = slack.workspace
    if not slack.manifest.home_tab:
        raise CannotDo("This app has no Home.")
    conversation = workspace.direct(person.id, workspace.bot_user)
    tab = "messages" if args.get("tab") == "messages" else "home"
    if wants(slack.manifest, "app_home_opened"):
        event: Json = {"type": "app_home_opened", "user": person.id, "channel": conversation.id, "tab": tab}
        view = workspace.homes.get(person.id)
        if view is not None and tab == "home":
            event["view"] = view_object(slack, view)
        answer = await slack.event(event | {"event_ts": slack.clock.ts()})
        if answer.ok and tab == "home" and person.id not in workspace.homes:
            slack.breaches.warning("home_empty", f"Home shows {person.name} nothing.", where="app_home_opened")
    return {"view": home_json(slack, person.id)}
