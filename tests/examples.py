"""An example of the values of every template, to be rendered, checked and looked at.

Each is made from what people said and from how many of everything there are (`tests/example_records.py`).
A new template needs its example in `example_messages.py` or `example_modals.py`: the sweep in
`tests/test_templates.py` says so.
"""

import json
import sys
from typing import Any

from bot.rendering import Renderer
from tests import (
    example_campaigns,
    example_care,
    example_collaborations,
    example_contract_texts,
    example_contracts,
    example_decide,
    example_deliverables,
    example_digests,
    example_gifts,
    example_keep,
    example_links,
    example_manners,
    example_metrics,
    example_nudges,
    example_outreach,
    example_promises,
    example_reports,
    example_rewards,
    example_signing,
    example_writing,
)
from tests.example_messages import MESSAGES
from tests.example_modals import HOMES, MODALS
from tests.example_records import NOW, Said

NOUNS = (
    example_campaigns,
    example_care,
    example_collaborations,
    example_contract_texts,
    example_contracts,
    example_decide,
    example_deliverables,
    example_digests,
    example_gifts,
    example_keep,
    example_links,
    example_manners,
    example_metrics,
    example_nudges,
    example_outreach,
    example_promises,
    example_reports,
    example_rewards,
    example_signing,
    example_writing,
)

EXAMPLES = {
    f"{folder}/{kind}": example
    for folder, examples in (
        ("messages", MESSAGES),
        ("modals", MODALS),
        ("home", HOMES),
        *(("messages", noun.MESSAGES) for noun in NOUNS),
        *(("modals", noun.MODALS) for noun in NOUNS),
    )
    for kind, example in examples.items()
}

OUTBOX = frozenset(
    {
        "audit_broken",
        "campaign_moved",
        "collaboration_given",
        "export_ready",
        "followup_done",
        "followup_due",
        "followup_reassigned",
        "followup_snoozed",
        "import_cancelled",
        "import_done",
        "import_preview",
        "import_reading",
        "import_rejected",
        "import_running",
        "job_failed",
        "link_qr",
        "messages_kept",
        "order_done",
        "order_preview",
        "refused",
        "report_file",
        "report_shared",
        "welcome",
        *example_decide.OUTBOX,
        *example_deliverables.OUTBOX,
        *example_digests.OUTBOX,
        *example_gifts.OUTBOX,
        *example_contract_texts.OUTBOX,
        *example_keep.OUTBOX,
        *example_nudges.OUTBOX,
        *example_rewards.OUTBOX,
        *example_signing.OUTBOX,
    }
)
"""Messages that wait in the outbox: their values come back from the database as JSON."""

LIVE = frozenset({"campaign_status"})
"""Messages that are kept up to date: their values are loaded when they are sent."""
MESSAGES_ONLY = frozenset({"messages/report", "messages/report_shared"}) | example_digests.WITH_CHARTS
"""Messages with charts and tables, which Slack shows in no modal; what opens them in one shows another."""

RENDERER = Renderer(now=lambda: NOW)


def render(name: str, said: Said, many: int) -> dict[str, Any]:
    """One example as Slack gets it. `name` is "messages/found", "modals/find_save", "messages/nudge:no_reply"."""
    folder, _, kind = name.partition("/")
    kind = kind.partition(":")[0]
    values = EXAMPLES[name](said, many)
    if folder == "messages" and kind in OUTBOX:
        values = json.loads(json.dumps(values))
    if folder == "modals":
        return RENDERER.modal(kind, values, about={"id": 7})
    if kind == "stranger":
        return RENDERER.stranger(values["sentence"])
    return RENDERER.home(values) if folder == "home" else RENDERER.message(kind, values)


def main() -> None:
    """Print one example as JSON, for Slack's Block Kit Builder: `python -m tests.examples messages/found 3`."""
    name, many = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1
    print(json.dumps(render(name, Said(), many), indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
