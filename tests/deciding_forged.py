"""Payloads that no window of ours sent: replayed, edited, of people who have no right to them."""

import json
from collections.abc import Mapping
from typing import Any

from slack_bolt import BoltRequest

from sandbox.driver import View
from tests.workspace import Workspace


def press_decide(
    workspace: Workspace,
    name: str,
    view: View,
    *,
    verdict: str = "approve",
    reason: str = "",
    team: str | None = None,
    **about: Any,
) -> Mapping[str, str]:
    """Somebody's submission of a window, with parts of what it carries replaced; gives the refusal by field."""
    person = workspace.person(name)
    carried = {**json.loads(view.raw["private_metadata"]), **about}
    picked = {"type": "radio_buttons", "selected_option": {"value": verdict}}
    state = {
        "values": {"verdict": {"picked": picked}, "reason": {"typed": {"type": "plain_text_input", "value": reason}}}
    }
    body = {
        "type": "view_submission",
        "team": {"id": workspace.team},
        "user": {"id": person.id, "name": name, "team_id": team or workspace.team},
        "view": {**view.raw, "private_metadata": json.dumps(carried), "state": state},
        "token": "x",
    }
    answer = workspace.bot.bolt.dispatch(BoltRequest(mode="socket_mode", body=body))
    told = json.loads(answer.body) if answer.body else {}
    errors: Mapping[str, str] = told.get("errors", {})
    return errors
