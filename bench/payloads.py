"""What Slack sends, signed: commands, clicks and submitted modals, as Bolt's HTTP way in takes them."""

import json
from collections.abc import Mapping, Sequence
from time import time
from typing import Any
from urllib.parse import urlencode

from slack_bolt import BoltRequest
from slack_sdk.signature import SignatureVerifier

from bench.slack_stub import MEMBER, TEAM

SECRET = "a-secret-of-the-benchmark"

Headers = dict[str, str | Sequence[str]]


class Payload:
    """A payload that can be sent any number of times, signed each time: Bolt refuses what is older than 5 minutes."""

    def __init__(self, body: Mapping[str, str]) -> None:
        self._body = urlencode(body)
        self._signer = SignatureVerifier(SECRET)

    def request(self) -> BoltRequest:
        """The payload as it comes in."""
        moment = str(int(time()))
        headers: Headers = {
            "content-type": "application/x-www-form-urlencoded",
            "x-slack-request-timestamp": moment,
            "x-slack-signature": str(self._signer.generate_signature(timestamp=moment, body=self._body)),
        }
        return BoltRequest(body=self._body, headers=headers)


def command(text: str, *, respond_at: str) -> Payload:
    """A slash command such as `/influencer find noor`."""
    name, _, rest = text.partition(" ")
    return Payload(
        {
            "command": name,
            "text": rest,
            "team_id": TEAM,
            "user_id": MEMBER,
            "channel_id": "C0BENCH",
            "trigger_id": "1.2.bench",
            "response_url": respond_at,
        }
    )


def click(action: str, value: str, *, respond_at: str) -> Payload:
    """A click on a button of a message that only its reader sees."""
    return _interaction(
        type="block_actions",
        container={"type": "message", "is_ephemeral": True},
        channel={"id": "C0BENCH"},
        response_url=respond_at,
        actions=[{"type": "button", "block_id": "b", "action_id": action, "value": value}],
    )


def submit(view: Mapping[str, Any], typed: Mapping[str, Mapping[str, Any]]) -> Payload:
    """The submission of a view that was opened, with the state of its inputs by block."""
    inputs = {block["block_id"]: block["element"] for block in view["blocks"] if block["type"] == "input"}
    values = {name: {element["action_id"]: typed.get(name, {})} for name, element in inputs.items()}
    return _interaction(type="view_submission", view={"id": "V0BENCH", **view, "state": {"values": values}})


def _interaction(**parts: Any) -> Payload:
    who = {"team": {"id": TEAM}, "user": {"id": MEMBER, "team_id": TEAM}, "trigger_id": "1.2.bench"}
    return Payload({"payload": json.dumps({**who, **parts})})
