"""Slack's rules for everything an app sends, as pure checks: a payload in, a list of `Problem` out.

No check raises, whatever it is given. `people` and `channels` are the ids that exist. `typed` is what people
typed lately, as they typed it: their mark-up may stand raw in a plain text, an app's own may not.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

from sandbox.rules import escaping, views
from sandbox.rules.messages import message
from sandbox.rules.problem import Problem, Report, Spot
from sandbox.rules.typed import sentence_for

__all__ = [
    "Problem",
    "check_escaping",
    "check_message",
    "check_options",
    "check_submission_answer",
    "check_typed",
    "check_view",
]


def check_message(
    payload: Mapping[str, Any],
    *,
    people: Container[str],
    channels: Container[str],
    method: str = "chat.postMessage",
    typed: Iterable[str] = (),
) -> list[Problem]:
    """Check the text, blocks, attachments and metadata of a message, already decoded from JSON.

    `method` is the Web API method, or "response_url" or "ack"; for "chat.unfurl" the payload is one unfurl.
    Other arguments of the method are not looked at.
    """
    report = Report("message", people, channels, tuple(typed))
    message(payload, Spot(report), method=method)
    return report.problems


def check_view(
    view: Mapping[str, Any], *, people: Container[str], channels: Container[str], typed: Iterable[str] = ()
) -> list[Problem]:
    """Check a modal or a Home tab. Pointers start at the view."""
    report = Report("modal", people, channels, tuple(typed))
    views.view(view, Spot(report))
    return report.problems


def check_options(answer: Mapping[str, Any]) -> list[Problem]:
    """Check the answer to a block_suggestion: `options` or `option_groups`, up to 100, or none."""
    report = Report("modal")
    views.options(answer, Spot(report))
    return report.problems


def check_submission_answer(
    answer: Mapping[str, Any],
    *,
    view: Mapping[str, Any],
    people: Container[str],
    channels: Container[str],
    typed: Iterable[str] = (),
) -> list[Problem]:
    """Check the answer to a view_submission of `view`: nothing, errors, update, push or clear."""
    report = Report("modal", people, channels, tuple(typed))
    views.submission_answer(answer, Spot(report), submitted=view)
    return report.problems


def check_escaping(payload: Mapping[str, Any], typed: Iterable[str]) -> list[Problem]:
    """Check that what people typed stands escaped once in mrkdwn, and as it is elsewhere.

    `payload` is a message or a view; `typed` has each text as it was typed, before any escaping. Only texts
    of three characters or more with one of `& < >` are looked for: whole, line by line, and a command
    without its name and its first word.
    """
    report = Report()
    escaping.check(payload, Spot(report), typed=typed)
    return report.problems


def check_typed(element: Mapping[str, Any], typed: Any) -> str | None:
    """The sentence Slack's client shows where `typed` does not fit `element`, or None where it fits.

    Nothing typed always fits: whether a field is required, the input block says.
    """
    return sentence_for(element, typed)
