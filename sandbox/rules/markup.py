"""The mark-up inside a text: mentions, links and dates that a person would see broken.

Sources: docs.slack.dev "Formatting message text". Slack accepts all of this, so nothing is refused.
"""

from __future__ import annotations

import re

from sandbox.rules.problem import Report, Spot

_ANGLE = re.compile(r"<([^<>\n]*)>")
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")
_BROADCASTS = frozenset({"!here", "!channel", "!everyone"})
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_MARKDOWN = re.compile(r"\*\*[^\s*][^*\n]*\*\*|\[[^\]\n]+\]\(https?://|^#{1,6} \S", re.MULTILINE)
_RAW = re.compile(r"<(?:[@#!]|https?://)[^<>\n]*>")


def check_mrkdwn(text: str, at: Spot) -> None:
    """Look at a text that Slack reads as mrkdwn."""
    if "<" in text:
        for found in _ANGLE.finditer(text):
            _check_angle(found[1], at)
    if ("**" in text or "](" in text or "# " in text) and _MARKDOWN.search(_CODE.sub("", text)):
        at.warn("markdown_in_mrkdwn", "This is standard Markdown: mrkdwn has *bold* and <url|label>.")


def check_plain(text: str, at: Spot) -> None:
    """Look at a text that Slack shows as it is: mark-up of the app's own would be seen raw.

    What a person typed is not the app's: mark-up that stands in `report.typed` is left alone.
    """
    if "<" not in text:
        return
    for found in _RAW.finditer(text):
        if any(found[0] in typed for typed in at.report.typed):
            continue
        if _is_the_apps_own(found[0][1:-1], at.report):
            at.broken("raw_markup_shown", f"A plain text shows {found[0]} as it is: use mrkdwn, or a name.")


def _check_angle(inside: str, at: Spot) -> None:
    """Look at what stands between `<` and `>`."""
    target, _, label = inside.partition("|")
    if target.startswith("@"):
        if target[1:] not in at.report.people:
            at.broken("mention_unknown_user", f"Nobody has the id {target[1:]}: the mention shows raw.")
    elif target.startswith("#"):
        if target[1:] not in at.report.channels:
            at.broken("mention_unknown_channel", f"No channel has the id {target[1:]}: the link shows raw.")
    elif target in _BROADCASTS:
        at.warn("broadcast_mention", f"<{target}> tells everybody there: is that meant?")
    elif target.startswith("!date^"):
        if not label:
            at.broken("date_without_fallback", "A date needs a fallback: <!date^1700000000^{date}|14 Nov>.")
    elif not target.startswith("!subteam^") and not _LINK.match(target):
        at.warn("angle_brackets_unknown", f"<{inside}> is no mark-up: escape it as &lt; and &gt;.")


def _is_the_apps_own(inside: str, report: Report) -> bool:
    """Whether mark-up is of a kind that only an app writes: a mention of what exists, a date, a link."""
    target = inside.partition("|")[0]
    if target.startswith("@"):
        return target[1:] in report.people
    if target.startswith("#"):
        return target[1:] in report.channels
    return target.startswith(("!date^", "!subteam^", "http"))
