"""What a person does with a modal: submit it, close it; and what the app's answer to a submission does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.elements import is_empty
from sandbox.interact import TROUBLE, seen_after, use
from sandbox.payloads import closing, submission
from sandbox.places import Place, find_place
from sandbox.records import Person, View
from sandbox.rules import check_submission_answer
from sandbox.seen import seen_since
from sandbox.slack import Slack
from sandbox.trouble import CannotDo, Json, SlackError
from sandbox.views import close_view, make_view, put_on_top, refuse_taken_external_id, replace_body, tell_view

REQUIRED = "Please complete this required field."


async def submit(slack: Slack, person: Person, args: Json) -> Json:
    """Fill a modal's fields and send it; faults that Slack's own client sees come back without the app knowing."""
    place = find_place(slack, person, {"view_id": args.get("view_id")})
    view = place.view
    assert view is not None
    if view.kind != "modal" or not view.body.get("submit"):
        raise CannotDo("This view has nothing to submit.")
    seq = slack.feed.seq
    faults = _fill(slack, place, args.get("values") or {})
    if faults:
        return seen_since(slack, person.id, seq) | {"field_errors": faults, "refused_by_client": True}
    urls = _response_urls(slack, person, view)
    what = f"view_submission {view.body.get('callback_id', '')}".strip()
    payload = submission(slack, person, view, response_urls=urls)
    answer = await slack.delivery.interact("view_submission", payload, where=what)
    error = _obey(slack, view, answer.body, where=what) if answer.ok else TROUBLE
    seen = seen_after(slack, person, seq, answer, what=what)
    open_ones = slack.workspace.stack(person.id)
    closed = view not in open_ones
    return seen | {"error": error, "closed": closed, "field_errors": dict(view.errors)}


def _fill(slack: Slack, place: Place, values: Json) -> dict[str, str]:
    """Take what was typed; the sentences of Slack's client by block. Raises CannotDo for a field not there."""
    faults: dict[str, str] = {}
    for block_id, fields in values.items():
        for action_id, typed in fields.items():
            block, element = place.element(block_id, action_id)
            try:
                use(slack, place, block, element, typed)
            except CannotDo as error:
                faults[block_id] = str(error)
    for block in place.blocks:
        if block["type"] == "input" and not block.get("optional") and block["block_id"] not in faults:
            state = place.state[block["block_id"]][block["element"]["action_id"]]
            if is_empty(state) and not (block["element"]["type"] == "checkboxes" and block.get("optional")):
                faults[block["block_id"]] = REQUIRED
    return faults


def _response_urls(slack: Slack, person: Person, view: View) -> list[Json]:
    """One URL for each conversation menu with response_url_enabled."""
    urls: list[Json] = []
    for block in view.body["blocks"]:
        element = block.get("element") or {}
        if not element.get("response_url_enabled"):
            continue
        state = view.state[block["block_id"]][element["action_id"]]
        chosen = state.get("selected_conversation") or state.get("selected_channel")
        if chosen:
            url = slack.response_urls.issue(person.id, chosen)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": chosen}
            urls.append(ids | {"response_url": f"{slack.base}/response/{url.key}"})
    return urls


def _obey(slack: Slack, view: View, body: Any, *, where: str) -> str | None:
    """Do what the answer to a submission says; a sentence for the person where Slack refuses it."""
    answer = body if isinstance(body, dict) else {}
    view.errors = {}
    ids = {"people": slack.people_ids(), "channels": slack.channel_ids()}
    typed = list(slack.workspace.typed)
    problems = check_submission_answer(answer, view=view.body, **ids, typed=typed)
    if slack.breaches.note(problems, where=where):
        return TROUBLE
    try:
        _respond(slack, view, answer)
    except SlackError as error:
        slack.breaches.error(error.error, "The answer to the submission was refused.", where=where)
        return TROUBLE
    return None


def _respond(slack: Slack, view: View, answer: Json) -> None:
    wanted = answer.get("response_action")
    if wanted == "errors":
        view.errors = dict(answer["errors"])
        tell_view(slack, view)
    elif wanted == "update":
        refuse_taken_external_id(slack, answer["view"], but=view)
        replace_body(slack, view, answer["view"])
    elif wanted == "push":
        refuse_taken_external_id(slack, answer["view"])
        pushed = make_view(slack, answer["view"], user=view.user)
        pushed.channel = view.channel
        put_on_top(slack, pushed, above=view)
    elif view in slack.workspace.stack(view.user):
        close_view(slack, view, whole_stack=wanted == "clear" or bool(view.body.get("clear_on_close")))


async def close(slack: Slack, person: Person, args: Json) -> Json:
    """Close a modal, or the whole stack with `all`; the app hears of it where it asked for that."""
    place = find_place(slack, person, {"view_id": args.get("view_id")})
    assert place.view is not None
    whole = bool(args.get("all")) or bool(place.view.body.get("clear_on_close"))
    seq = slack.feed.seq
    gone = close_view(slack, place.view, whole_stack=whole)
    await _tell_closed(slack, person, gone, cleared=whole)
    return seen_since(slack, person.id, seq) | {"closed": True}


async def _tell_closed(slack: Slack, person: Person, gone: Sequence[View], *, cleared: bool) -> None:
    for view in gone:
        if view.body.get("notify_on_close"):
            payload = closing(slack, person, view, cleared=cleared)
            where = f"view_closed {view.body.get('callback_id', '')}".strip()
            await slack.delivery.interact("view_closed", payload, where=where)
