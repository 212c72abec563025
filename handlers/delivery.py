"""How an answer reaches the person: one call at most, then the ack, which comes last."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, BoltResponse
from slack_sdk.webhook import WebhookClient

from bot.domain.refused import Refused, Unheard
from bot.rendering import Renderer
from handlers.answers import Answer, Change, Done, Finish, Open, Options, Replace, Say
from handlers.requests import about_of, nudge_of

TIMEOUT = 2
"""Seconds for the one call: the trigger lives three."""

NOTICE = "notice"
"""What a modal that is only read is called."""


class Reply:
    """Answers one payload.

    `call` asks Slack, and raises Unheard while it wants to be left alone; `tell` lets a message to the person wait.
    """

    def __init__(
        self,
        ack: Ack,
        body: Mapping[str, Any],
        renderer: Renderer,
        *,
        call: Callable[..., Any],
        tell: Callable[[str], None],
    ) -> None:
        self._ack = ack
        self._body = body
        self._renderer = renderer
        self._call = call
        self._tell = tell
        self._kind = body.get("type", "command")
        self._view = body.get("view") or {}

    def give(self, answer: Answer) -> BoltResponse:
        """Let the answer out."""
        match answer:
            case Say(kind, values):
                return self._say(kind, values)
            case Replace(kind, values):
                return self._replace(kind, values)
            case Open(kind, values, about):
                return self._open(self._renderer.modal(kind, values, about={**self._origin(), **about}))
            case Change(kind, values, about):
                return self._change(self._renderer.modal(kind, values, about={**self._origin(), **about}))
            case Finish(kind, values):
                return self._finish(kind, values)
            case Options(pairs):
                return self._ack(options=self._renderer.options(pairs))
            case Done():
                return self._ack()

    def _origin(self) -> dict[str, Any]:
        """Where a modal was opened from, as it is to remember: a response URL and whether it replaces, or a nudge."""
        if self._view.get("type") == "modal":
            about = about_of(self._view)
            return {key: about[key] for key in ("reply_to", "replaces", "nudge") if key in about}
        container = self._body.get("container", {})
        if self._body.get("response_url") and (self._kind == "command" or container.get("is_ephemeral")):
            return {"reply_to": self._body["response_url"], "replaces": self._kind != "command"}
        nudge = nudge_of(self._body)
        return {"nudge": nudge} if nudge is not None else {}

    def _finish(self, kind: str, values: Mapping[str, Any]) -> BoltResponse:
        origin = self._origin()
        if "reply_to" not in origin:
            return self._back(kind, values)
        message = self._renderer.message(kind, values)
        replaces = bool(origin["replaces"])
        WebhookClient(origin["reply_to"], timeout=TIMEOUT).send(
            response_type="ephemeral", replace_original=replaces, **message
        )
        return self._ack(response_action="clear")

    def _back(self, kind: str, values: Mapping[str, Any]) -> BoltResponse:
        """Close the modal and show this in the one beneath it; where there is none, in its own place."""
        beneath = self._view.get("previous_view_id")
        if not beneath:
            return self._notice(kind, values)
        try:
            self._call("views.update", view_id=beneath, view=self._read_only(kind, values))
        except Unheard:
            return self._notice(kind, values)
        return self._ack()

    def refuse(self, refused: Refused) -> BoltResponse:
        """Say why not: on the field where it is wrong, or privately."""
        if self._kind == "view_submission":
            return self._on_fields(refused)
        if self._kind == "view_closed":
            return self._ack()
        if self._kind == "block_suggestion":
            return self._ack(options=[])
        try:
            return self._say("refused", {"sentence": refused.sentence})
        except Unheard:
            self._tell(refused.sentence)
            return self._ack()

    def fail(self, reference: str) -> BoltResponse:
        """Own up to a fault of ours, with the reference under which the log has the story."""
        return self.refuse(
            Refused(
                "Something went wrong on our side, and nothing was changed. Try again; if it happens again, "
                f"tell your admin the reference {reference}."
            )
        )

    def _say(self, kind: str, values: Mapping[str, Any]) -> BoltResponse:
        if self._kind == "view_submission" or self._view or not self._answers_in_channel:
            return self._notice(kind, values)
        message = self._renderer.message(kind, values)
        if self._kind == "command":
            return self._ack(response_type="ephemeral", **message)
        self._respond(response_type="ephemeral", replace_original=False, **message)
        return self._ack()

    @property
    def _answers_in_channel(self) -> bool:
        return self._kind == "command" or bool(self._body.get("response_url"))

    def _replace(self, kind: str, values: Mapping[str, Any]) -> BoltResponse:
        if not self._body.get("response_url"):
            return self._notice(kind, values)
        message = self._renderer.message(kind, values)
        self._respond(replace_original=True, **message)
        return self._ack()

    def _notice(self, kind: str, values: Mapping[str, Any]) -> BoltResponse:
        """A message where no channel is at hand: as a modal that is only read, one at a time (Slack stacks three)."""
        view = self._read_only(kind, values)
        if self._kind == "view_submission" or (self._view.get("callback_id") == NOTICE and kind != "refused"):
            return self._change(view)
        return self._open(view)

    def _read_only(self, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
        message = self._renderer.message(kind, values)
        view = {"type": "modal", "callback_id": NOTICE, "private_metadata": "{}", "blocks": message["blocks"]}
        view["title"] = {"type": "plain_text", "text": "Rapport"}
        view["close"] = {"type": "plain_text", "text": "Close"}
        return view

    def _open(self, view: dict[str, Any]) -> BoltResponse:
        if self._is_topmost:
            return self._change(view)
        if self._kind == "view_submission":
            return self._ack(response_action="push", view=view)
        if self._view.get("type") == "modal":
            self._call("views.push", trigger_id=self._body["trigger_id"], view=view)
        else:
            self._call("views.open", trigger_id=self._body["trigger_id"], view=view)
        return self._ack()

    @property
    def _is_topmost(self) -> bool:
        """Whether nothing can be opened on top of this modal: Slack stacks three (docs.slack.dev, Modals)."""
        beneath = self._view.get("previous_view_id")
        return bool(beneath) and beneath != self._view.get("root_view_id")

    def _change(self, view: dict[str, Any]) -> BoltResponse:
        if self._kind == "view_submission":
            return self._ack(response_action="update", view=view)
        self._call("views.update", view_id=self._view["id"], view=view)
        return self._ack()

    def _on_fields(self, refused: Refused) -> BoltResponse:
        """Each fault beside its field; one that belongs to none beside the first."""
        inputs = [block["block_id"] for block in self._view["blocks"] if block["type"] == "input"]
        if not inputs:
            return self._notice("refused", {"sentence": refused.sentence})
        errors: dict[str, str] = {}
        for fault in (refused, *refused.others):
            field = fault.field if fault.field and fault.field in inputs else inputs[0]
            errors.setdefault(field, _plain(fault.sentence))
        return self._ack(response_action="errors", errors=errors)

    def _respond(self, **message: Any) -> None:
        WebhookClient(self._body["response_url"], timeout=TIMEOUT).send(**message)


def _plain(sentence: str) -> str:
    """A sentence without mark-up: an error beside a field is plain text."""
    return sentence.replace("`", "").replace("*", "")
