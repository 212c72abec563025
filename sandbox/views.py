"""Modals and Home views: opening, updating (what was typed stays), stacking, and the JSON the app gets of them."""

from __future__ import annotations

from sandbox.elements import NO_STATE, initial_state, options_of, state_key
from sandbox.ids import new_hash, new_id
from sandbox.normal import INTERACTIVE, copied, elements_of, normal_blocks
from sandbox.records import View
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError

MOST_VIEWS = 3

State = dict[str, dict[str, Json]]


def make_view(slack: Slack, body: Json, *, user: str) -> View:
    """A view of this person, not shown yet."""
    stored = {**copied(body), "blocks": normal_blocks(body.get("blocks"))}
    view_id = new_id("V")
    view = View(view_id, user, stored["type"], stored, new_hash(slack.clock.time()), root=view_id)
    view.state = initial_values(stored["blocks"])
    return view


def initial_values(blocks: list[Json]) -> State:
    """The state of blocks that nobody touched."""
    state: State = {}
    for block in blocks:
        for element in elements_of(block):
            if element.get("type") in INTERACTIVE - NO_STATE:
                state.setdefault(block["block_id"], {})[element["action_id"]] = initial_state(element)
    return state


def refuse_taken_external_id(slack: Slack, body: Json, *, but: View | None = None) -> None:
    """An external id is unique in the team. Raises SlackError."""
    wanted = body.get("external_id")
    if wanted and any(v is not but and v.body.get("external_id") == wanted for v in all_views(slack)):
        raise SlackError("duplicate_external_id")


def all_views(slack: Slack) -> list[View]:
    """Every open modal and every Home view."""
    stacked = [view for stack in slack.workspace.stacks.values() for view in stack]
    return [*stacked, *slack.workspace.homes.values()]


def put_on_top(slack: Slack, view: View, *, above: View | None) -> None:
    """Show a modal on top of the person's stack; `above` the view it was pushed from. Raises SlackError."""
    stack = slack.workspace.stack(view.user)
    if len(stack) >= MOST_VIEWS:
        raise SlackError("push_limit_reached")
    if above is not None:
        view.previous, view.root = above.id, above.root
    stack.append(view)
    tell_stack(slack, view.user)


def replace_body(slack: Slack, view: View, body: Json) -> None:
    """Give a view new content; a field that keeps its ids and type keeps what the person typed."""
    stored = {**copied(body), "blocks": normal_blocks(body.get("blocks"))}
    state = initial_values(stored["blocks"])
    for block_id, action_id, element in fields_of(stored["blocks"]):
        old = view.state.get(block_id, {}).get(action_id)
        if old is not None and old["type"] == element["type"] and _still_there(old, element):
            _warn_of_initial(slack, view, element, old)
            state[block_id][action_id] = old
    view.body, view.state, view.errors = stored, state, {}
    view.hash = new_hash(slack.clock.time())
    tell_view(slack, view)


def fields_of(blocks: list[Json]) -> list[tuple[str, str, Json]]:
    """Block id, action id and element of everything in the blocks that holds a value."""
    return [
        (block["block_id"], element["action_id"], element)
        for block in blocks
        for element in elements_of(block)
        if element.get("type") in INTERACTIVE - NO_STATE
    ]


def _still_there(old: Json, element: Json) -> bool:
    """Whether the options that were chosen are still offered."""
    chosen = old.get("selected_option") or old.get("selected_options") or []
    offered = [option.get("value") for option in options_of(element)]
    if not offered:
        return True
    return all(option["value"] in offered for option in (chosen if isinstance(chosen, list) else [chosen]))


def _warn_of_initial(slack: Slack, view: View, element: Json, old: Json) -> None:
    initial, key = initial_state(element), state_key(element["type"])
    if initial[key] not in (None, [], "") and initial[key] != old.get(key):
        sentence = f"{element['action_id']} keeps what the person typed; its new initial value is not shown."
        slack.breaches.warning("initial_value_ignored", sentence, where=f"view {view.body.get('callback_id', '')}")


def tell_view(slack: Slack, view: View) -> None:
    """Show the person that this view changed."""
    if view.kind == "home":
        slack.feed.add("home", [view.user])
    else:
        tell_stack(slack, view.user)


def tell_stack(slack: Slack, user: str) -> None:
    """Show the person the stack of modals as it is now."""
    slack.feed.add("view", [user])


def close_view(slack: Slack, view: View, *, whole_stack: bool) -> list[View]:
    """Take a modal off (or the whole stack); gives back those that are gone, top first."""
    stack = slack.workspace.stack(view.user)
    gone = list(reversed(stack)) if whole_stack else [v for v in reversed(stack) if v is view]
    slack.workspace.stacks[view.user] = [v for v in stack if v not in gone]
    tell_stack(slack, view.user)
    return gone


def view_object(slack: Slack, view: View) -> Json:
    """The view as the app gets it, with the values in it (reference: the view object)."""
    workspace, body = slack.workspace, view.body
    return {
        "id": view.id,
        "team_id": workspace.team_id,
        "type": view.kind,
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "state": {"values": copied(view.state)},
        "hash": view.hash,
        "title": body.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
        "clear_on_close": bool(body.get("clear_on_close", False)),
        "notify_on_close": bool(body.get("notify_on_close", False)),
        "close": body.get("close"),
        "submit": body.get("submit"),
        "previous_view_id": view.previous,
        "root_view_id": view.root,
        "app_id": workspace.app_id,
        "external_id": body.get("external_id", ""),
        "app_installed_team_id": workspace.team_id,
        "bot_id": workspace.bot_id,
    }
