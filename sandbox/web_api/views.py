"""views.open, push, update, publish (errors by their reference pages)."""

from __future__ import annotations

from sandbox.delivery.triggers import Trigger
from sandbox.records import View
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError
from sandbox.views import (
    all_views,
    make_view,
    put_on_top,
    refuse_taken_external_id,
    replace_body,
    tell_view,
    view_object,
)
from sandbox.web_api.arguments import required
from sandbox.web_api.content import check_view_content


def views_open(slack: Slack, args: Json) -> Json:
    """views.open: one modal per trigger; the trigger is used up even where the view is refused."""
    view, trigger = _new_modal(slack, args, method="views.open")
    above = slack.workspace.stack(trigger.user)
    put_on_top(slack, view, above=above[-1] if above else None)
    return {"ok": True, "view": view_object(slack, view)}


def views_push(slack: Slack, args: Json) -> Json:
    """views.push: only from an act inside a modal, at most three on top of one another."""
    view, trigger = _new_modal(slack, args, method="views.push")
    stack = slack.workspace.stack(trigger.user)
    if trigger.view_id is None or not any(open_view.id == trigger.view_id for open_view in stack):
        raise SlackError("not_found")
    put_on_top(slack, view, above=stack[-1])
    return {"ok": True, "view": view_object(slack, view)}


def _new_modal(slack: Slack, args: Json, *, method: str) -> tuple[View, Trigger]:
    required(args, "view")
    if not (args.get("trigger_id") or args.get("interactivity_pointer")):
        raise SlackError("invalid_trigger_id")
    body = check_view_content(slack, args["view"], method=method)
    if body.get("type") != "modal":
        raise SlackError("invalid_arguments", messages=["[ERROR] must be a modal [json-pointer:/view/type]"])
    refuse_taken_external_id(slack, body)
    trigger = slack.triggers.use(str(args.get("trigger_id") or args.get("interactivity_pointer")))
    view = make_view(slack, body, user=trigger.user)
    view.channel = trigger.channel
    return view, trigger


def views_update(slack: Slack, args: Json) -> Json:
    """views.update, by view_id or external_id, of an open modal (or a Home view)."""
    required(args, "view")
    view = _open_view(slack, args)
    body = check_view_content(slack, args["view"], method="views.update")
    if body.get("type") != view.kind:
        raise SlackError("invalid_arguments", messages=["[ERROR] the type cannot change [json-pointer:/view/type]"])
    refuse_taken_external_id(slack, body, but=view)
    _refuse_old_hash(slack, view, args)
    replace_body(slack, view, body)
    return {"ok": True, "view": view_object(slack, view)}


def _open_view(slack: Slack, args: Json) -> View:
    view_id, external_id = args.get("view_id"), args.get("external_id")
    if not view_id and not external_id:
        raise SlackError("invalid_arguments", messages=["[ERROR] missing required field: view_id or external_id"])
    for view in all_views(slack):
        if (view_id and view.id == view_id) or (external_id and view.body.get("external_id") == external_id):
            return view
    raise SlackError("not_found")


def _refuse_old_hash(slack: Slack, view: View, args: Json) -> None:
    if args.get("hash") and args["hash"] != view.hash:
        slack.breaches.warning("hash_conflict", "The view changed in between.", where="views")
        raise SlackError("hash_conflict")


def views_publish(slack: Slack, args: Json) -> Json:
    """views.publish: a person's Home tab."""
    required(args, "user_id", "view")
    if not slack.manifest.home_tab:
        raise SlackError("not_enabled")
    person = slack.workspace.people.get(str(args["user_id"]))
    if person is None or person.is_bot:
        raise SlackError("user_not_found")
    body = check_view_content(slack, args["view"], method="views.publish")
    if body.get("type") != "home":
        raise SlackError("invalid_arguments", messages=["[ERROR] must be a home view [json-pointer:/view/type]"])
    home = slack.workspace.homes.get(person.id)
    refuse_taken_external_id(slack, body, but=home)
    if home is None:
        home = slack.workspace.homes[person.id] = make_view(slack, body, user=person.id)
        tell_view(slack, home)
    else:
        _refuse_old_hash(slack, home, args)
        replace_body(slack, home, body)
    return {"ok": True, "view": view_object(slack, home)}
