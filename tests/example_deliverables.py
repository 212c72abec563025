"""What the templates of deliverables, drafts, reviews and usage rights are given."""

from collections.abc import Mapping
from typing import Any

from bot.domain.campaigns.campaigns import BriefLine, LineKind
from bot.domain.content.deliverables import Decision
from bot.services.content.content import DeliverableCard
from bot.services.content.drafts import Turn
from bot.services.content.reviews import Review
from handlers.content.deliverables import FORMATS
from handlers.content.publishing import KINDS
from handlers.content.reviews import BOXES, DECISIONS
from tests.example_campaigns import Example, Values, campaign, collaboration
from tests.example_content import POST_URL, deliverable, draft, lines, live_post, right, verdict
from tests.example_records import MARIA, NOW, OMAR, Said, influencer, member


def _card(said: Said, many: int) -> Values:
    decisions = [None, *[Decision.CHANGES] * many][:many]
    drafts = [draft(said, many, number=n + 1, decision=one) for n, one in enumerate(decisions)]
    card = DeliverableCard(
        deliverable=deliverable(said, many),
        collaboration=collaboration(said, many),
        campaign=campaign(said, many),
        influencer=influencer(said, many),
        drafts=drafts,
        post=live_post(said, many) if many > 1 else None,
        says_whose=many == 2,
        rights=[right(said, number) for number in range(many)],
        reader=member(),
    )
    return {"card": card}


def _list(said: Said, many: int) -> Values:
    return {
        "lines": lines(said, min(many, 15)),
        "total": many,
        "page": 1 if many > 15 else 0,
        "pages": max(1, -(-many // 15)),
        "collaboration_id": 5,
        "influencer": influencer(said, many),
        "campaign": campaign(said, many),
    }


def _message(said: Said, many: int, *, decision: str | None = None) -> Values:
    one = draft(said, many)
    return {
        "draft_id": 1,
        "deliverable_id": 9,
        "title": said("note")[:150],
        "influencer": said("name"),
        "campaign": said("name")[:100],
        "round": many + 1,
        "cap": 2,
        "due_on": NOW.date().isoformat(),
        "text": one.text[:1000],
        "link": one.link,
        "file": one.file,
        "submitted_by": MARIA,
        "submitted_at": NOW.isoformat(),
        "over_cap_reason": one.over_cap_reason,
        "decision": decision,
        "decided_by": OMAR if decision else None,
        "reasons": said("what") if decision and many else None,
    }


def _live_message(said: Said, many: int) -> Values:
    check = verdict(said, many)
    return {
        "post_id": 4,
        "deliverable_id": 9,
        "url": POST_URL,
        "influencer": said("name"),
        "campaign": said("name")[:100],
        "faults": check["findings"][:6],
        "first_line": check["first_line"][:300],
        "checked_at": NOW.isoformat(),
    }


def _plan(said: Said, many: int) -> Values:
    platforms = [("tiktok", "TikTok @noor.bakes"), ("instagram", "Instagram")]
    return {
        "influencer": influencer(said, many),
        "campaign": campaign(said, many),
        "deliverable": deliverable(said, many),
        "platforms": platforms,
        "formats": FORMATS,
    }


def _review(said: Said, many: int) -> Values:
    must = [said("what") for _ in range(many)]
    pairs = [(str(at), f"{at + 1}. {text}") for at, text in enumerate(must)]
    review = Review(
        draft=draft(said, many),
        deliverable=deliverable(said, many),
        campaign=campaign(said, many),
        influencer=influencer(said, many),
        must=must,
        brief=[BriefLine(list(LineKind)[1 + n % 2], said("what")) for n in range(many)],
        check=verdict(said, many),
        mark="abc",
        cap=2,
    )
    groups = [pairs[at : at + BOXES] for at in range(0, len(pairs), BOXES)]
    return {"review": review, "groups": groups, "decisions": DECISIONS}


def _turn(said: Said, many: int) -> dict[str, Any]:
    return {"turn": Turn(deliverable(said, many), campaign(said, many), many + 1, 2, many > 1)}


MESSAGES: Mapping[str, Example] = {
    "deliverable_card": _card,
    "deliverable_fault": _live_message,
    "deliverable_list": _list,
    "deliverable_mended": _live_message,
    "draft_decided": lambda said, many: _message(said, many, decision="changes"),
    "draft_verdict": lambda said, many: _message(said, many, decision="approved" if many else "changes"),
    "draft_waiting": _message,
}
MODALS: Mapping[str, Example] = {
    "deliverable_check": lambda said, many: {
        "deliverable": deliverable(said, many),
        "post": live_post(said, many),
    },
    "deliverable_edit": _plan,
    "deliverable_plan": _plan,
    "deliverable_publish": lambda said, many: {
        "deliverable": deliverable(said, many),
        "caption": said("typed"),
        "today": NOW.date(),
    },
    "draft_review": _review,
    "draft_submit": _turn,
    "right_add": lambda said, many: {
        "deliverable": deliverable(said, many),
        "kinds": KINDS,
        "right": right(said, 0) if many else None,
    },
}
OUTBOX = frozenset({"deliverable_fault", "deliverable_mended", "draft_decided", "draft_verdict", "draft_waiting"})
