"""Check what a message or a view says, as Slack does before it takes it."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.rules import Problem, check_escaping, check_message, check_view
from sandbox.slack import Slack
from sandbox.trouble import Json, SlackError

# fmt: off
OWN_NAMES = frozenset({
    "no_text", "msg_too_long", "msg_blocks_too_long", "too_many_attachments", "markdown_text_conflict",
    "invalid_blocks_format", "invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large",
    "too_many_contact_cards",
})
# fmt: on
"""Codes of the rules that are Slack's error names themselves."""


def check_content(slack: Slack, content: Json, *, method: str) -> None:
    """Hold a message to the rules, note every breach. Raises SlackError where Slack refuses it."""
    for key, error in (("blocks", "invalid_blocks_format"), ("attachments", "invalid_attachments")):
        if content.get(key) is not None and not isinstance(content[key], list):
            raise SlackError(error)
    lacking = sorted(slack.lacks & {str(block.get("type")) for block in content.get("blocks") or ()})
    if lacking:
        raise SlackError("invalid_blocks", messages=[f"[ERROR] unsupported type: {name}" for name in lacking])
    typed = list(slack.workspace.typed)
    ids = {"people": slack.people_ids(), "channels": slack.channel_ids()}
    problems = check_message(content, **ids, method=method, typed=typed)
    problems += check_escaping(content, typed)
    refused = slack.breaches.note(problems, where=method)
    if refused:
        raise _refusal(refused)


def _refusal(refused: Sequence[Problem]) -> SlackError:
    own = next((problem.code for problem in refused if problem.code in OWN_NAMES), None)
    if own:
        return SlackError(own)
    messages = [_line(problem) for problem in refused]
    if any(problem.pointer.startswith("/metadata") for problem in refused):
        return SlackError("invalid_metadata_format", messages=messages)
    errors = [f"{problem.message} [json-pointer:{problem.pointer}]" for problem in refused]
    return SlackError("invalid_blocks", messages=messages, errors=errors)


def check_view_content(slack: Slack, view: object, *, method: str) -> Json:
    """Hold a view to the rules. Raises SlackError invalid_arguments with Slack's messages; gives the view back."""
    if not isinstance(view, dict):
        raise SlackError("invalid_arguments", messages=["[ERROR] must be a valid view [json-pointer:/view]"])
    typed = list(slack.workspace.typed)
    problems = check_view(view, people=slack.people_ids(), channels=slack.channel_ids(), typed=typed)
    problems += check_escaping(view, typed)
    refused = slack.breaches.note(problems, where=f"{method} {view.get('callback_id', '')}".strip())
    if refused:
        if any(problem.code == "view_too_large" for problem in refused):
            raise SlackError("view_too_large")
        raise SlackError("invalid_arguments", messages=[_line(problem, "/view") for problem in refused])
    return view


def _line(problem: Problem, at: str = "") -> str:
    return f"[ERROR] {problem.message} [json-pointer:{at}{problem.pointer}]"
