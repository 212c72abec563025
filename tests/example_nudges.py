"""Examples of nudges: for each kind what its words are made of, and what may have become of it."""

from collections.abc import Callable, Mapping
from functools import partial

from bot.services.nudges.open_nudges import SHOWN, OpenNudges
from handlers.influencers.touches import KINDS as TOUCHES
from tests.example_decide import message as decision
from tests.example_records import MARIA, NOW, OMAR, Said
from tests.example_requests import Values
from tests.example_rewards import nudge as underperforming

Example = Callable[[Said, int], Values]


def person(said: Said, many: int) -> Values:
    """Who a nudge is about."""
    profile = {
        "platform": "tiktok",
        "handle": "noor.bakes",
        "url": "https://www.tiktok.com/@noor",
        "followers": 48_200,
    }
    last = {"text": said("note")[:300], "at": NOW.isoformat()}
    return {
        "name": said("name"),
        "stage": "active",
        "profiles": [profile] * min(many, 3),
        "last_touch": last if many else None,
    }


def _followup(said: Said, _: int) -> Values:
    return {"name": said("name"), "what": said("what"), "asked_by": MARIA, "due_at": NOW.isoformat()}


def _no_reply(said: Said, many: int) -> Values:
    about = {"campaign": said("name"), "collaboration_id": 7, "sent_at": NOW.isoformat()}
    return {"person": person(said, many), **about}


def _about(said: Said, many: int) -> Values:
    return {"person": person(said, many), "campaign": said("name"), "collaboration_id": 7}


def _contract_ending(said: Said, many: int) -> Values:
    left = {"content": many, "payments": min(many, 1), "product": many > 1}
    return {**_about(said, many), "contract_id": 12, "ends_on": "2026-11-30", "days": 7 - many, **left}


def _usage_right_ending(said: Said, many: int) -> Values:
    right = {"id": 5, "title": said("name")[:150], "kind": "whitelisting", "channel": said("contact")}
    rights = [{**right, "id": 5 + number, "territory": said("contact")} for number in range(min(max(many, 1), 20))]
    return {**_about(said, many), "until": "2026-11-24", "days": 1, "total": max(many, 1), "rights": rights}


def _exclusivity_ending(said: Said, many: int) -> Values:
    category = said("contact")[:100] if many else ""
    return {**_about(said, many), "category": category, "until": "2026-11-30", "days": 7}


_STATES = ("planned", "changes requested", "approved")


def _deliverable_due(said: Said, many: int) -> Values:
    piece = {"deliverable_id": 5, "title": said("name")[:150], "platform": "tiktok", "format": "video"}
    return {**_about(said, many), **piece, "state": _STATES[many % 3], "due_on": "2026-11-24", "days": 1 - many}


def _feedback_owed(said: Said, many: int) -> Values:
    draft = {"draft_id": 4, "deliverable_id": 5, "title": said("name")[:150], "round": 1 + many}
    return {**_about(said, many), **draft, "submitted_at": NOW.isoformat(), "due_at": NOW.isoformat()}


def _answer_owed(said: Said, many: int) -> Values:
    source = ("reply", "offer", "proposal")[many % 3]
    about = {"promise_id": 3, "source": source, "contract_id": 12 if source == "proposal" else None}
    return {**_about(said, many), **about, "since": NOW.isoformat(), "due_at": NOW.isoformat()}


def _product_owed(said: Said, many: int) -> Values:
    return {**_about(said, many), "contract_id": 12, "product": said("what"), "due_at": NOW.isoformat()}


def _payment_due(said: Said, many: int) -> Values:
    money = {"payment_id": 8, "contract_id": 12, "influencer": said("name"), "label": "Fee, part 1 of 2"}
    money |= {"amount": 60_000, "currency": "EUR", "due_on": "2026-11-26", "paid_on": None, "paid_by": None}
    stage = ("approved", "due", "planned")[many % 3]
    waits = {"stage": stage, "approved_by": MARIA, "reference": None, "why": said("note")[:500] if many > 1 else ""}
    whom = {"waits_for": [OMAR] * min(many, 5), "owner": MARIA, "is_for_manager": many > 0}
    return {**_about(said, many), **money, **waits, **whom, "days": 3 - many}


def _post(said: Said, many: int) -> Values:
    post = {
        "post_id": 6,
        "title": said("name")[:150],
        "url": "https://www.tiktok.com/@noor/video/7301",
        "platform": "tiktok",
    }
    return {**_about(said, many), **post, "published_on": "2026-11-20"}


def _post_undisclosed(said: Said, many: int) -> Values:
    found = {"deliverable_id": 5, "is_fault": many > 0, "findings": [said("note")[:300]] * min(many, 2)}
    return {**_post(said, many), **found, "checked_at": NOW.isoformat() if many else None}


def _concern_open(said: Said, many: int) -> Values:
    about = {"concern_id": 4, "opened_by": OMAR, "opened_at": NOW.isoformat()}
    return {"person": person(said, many), "text": said("what")[:1_000] if many else "", **about}


def _cadence(said: Said, many: int) -> Values:
    gap = {"days": 60 if many else 30, "is_longest": many > 0, "ideal": 30, "longest": 60}
    about = {"influencer_id": 7, "quiet_since": NOW.isoformat(), "because": f"tagged {said('saved')}"}
    return {"person": person(said, many), **gap, **about}


def _occasion(said: Said, many: int) -> Values:
    result = {"campaign": said("name"), "currency": "EUR", "posts": 3, "engagements": 41_400, "clicks": many}
    nothing = dict.fromkeys(("posts", "engagements", "clicks", "conversions", "revenue"))
    return {
        "person": person(said, many),
        "influencer_id": 7,
        "campaigns": many,
        "results": [{**result, "conversions": 310, "revenue": 880_000}, {**result, **nothing}][: min(many, 2)],
        "last_gift": {"text": said("note")[:300], "at": NOW.isoformat()} if many else None,
        "thanks": 5 if many else None,
    }


def _birthday(said: Said, many: int) -> Values:
    return {**_occasion(said, many), "on": "2026-11-30", "days": (7, 0, -2)[min(many, 2)]}


def _anniversary(said: Said, many: int) -> Values:
    years = {"on": NOW.date().isoformat(), "began_on": "2024-11-23", "years": 1 + many, "days": 0}
    return {**_occasion(said, many), **years}


def _completed(said: Said, many: int) -> Values:
    return {**_occasion(said, many), "campaign": said("name"), "completed_at": NOW.isoformat(), "thanks": 5}


def _underperforming(said: Said, many: int) -> Values:
    return {"person": person(said, many), **underperforming(said, max(1, many))}


def _gift(said: Said, many: int) -> Values:
    """What the words of a gift's nudges are made of."""
    return {"person": person(said, many), "gift_id": 7, "what": said("what")[:200]}


def _gift_unshipped(said: Said, many: int) -> Values:
    told = {"is_shipped": many != 1, "has_address": many > 1, "approved_at": NOW.isoformat()}
    return {**_gift(said, many), **told, "wanted_on": NOW.date().isoformat() if many else None}


def _gift_unposted(said: Said, many: int) -> Values:
    return {**_gift(said, many), "delivered_at": NOW.isoformat(), "is_last": many > 1}


ITS: Mapping[str, Example] = {
    "followup": _followup,
    "approval_waiting": decision,
    "no_reply": _no_reply,
    "payment_due": _payment_due,
    "feedback_owed": _feedback_owed,
    "answer_owed": _answer_owed,
    "product_owed": _product_owed,
    "deliverable_due": _deliverable_due,
    "contract_ending": _contract_ending,
    "usage_right_ending": _usage_right_ending,
    "exclusivity_ending": _exclusivity_ending,
    "post_undisclosed": _post_undisclosed,
    "post_unmeasured": _post,
    "concern_open": _concern_open,
    "cadence": _cadence,
    "occasion_birthday": _birthday,
    "occasion_anniversary": _anniversary,
    "occasion_completed": _completed,
    "underperforming": _underperforming,
    "gift_unshipped": _gift_unshipped,
    "gift_unposted": _gift_unposted,
}
"""What the words of each kind are made of, by its name."""

_ENDINGS = (
    {"ending": "settled", "by": None, "why": "", "until": None},
    {"ending": "snoozed", "by": MARIA, "why": "", "until": NOW.isoformat()},
    {"ending": "given", "by": MARIA, "why": OMAR, "until": None},
)


def nudge(said: Said, many: int, *, kind: str = "no_reply", number: int = 3) -> Values:
    """A nudge of a kind."""
    about = {"id": number, "turn": 1, "kind": kind, "step": 96, "influencer_id": 1 if many else None}
    return {**about, "ending": None, "by": None, "why": "", "until": None, "it": ITS[kind](said, many)}


def open_nudges(said: Said, many: int) -> OpenNudges:
    """What Home shows: as many as the service lets through, of every kind in turn."""
    kinds = [kind for kind in ITS if kind not in ("followup", "approval_waiting")]
    shown = range(min(many, SHOWN))
    lines = [nudge(said, many, kind=kinds[number % len(kinds)], number=number + 1) for number in shown]
    return OpenNudges(lines, has_more=many > SHOWN)


def settled(said: Said, many: int, *, kind: str = "no_reply") -> Values:
    """A nudge and what became of it: with many of everything somebody said what happened."""
    done = {"ending": "done", "by": MARIA, "why": said("note")[:500], "until": None}
    return {**nudge(said, many, kind=kind), **(done if many > 2 else _ENDINGS[many % 3])}


def _batch(said: Said, many: int) -> Values:
    kinds = list(ITS)
    items = [nudge(said, many, kind=kinds[number % len(kinds)], number=number) for number in range(max(1, many))]
    return {"items": [{**items[0], "ending": "settled"}, *items], "day": "2026-11-23", "first": 1 if many == 2 else 0}


def _form(said: Said, many: int) -> Values:
    return {"kind": "no_reply", "it": _no_reply(said, many), "has_influencer": many > 0, "kinds": TOUCHES}


MESSAGES: Mapping[str, Example] = {
    **{f"nudge:{kind}": partial(nudge, kind=kind) for kind in ITS},
    **{f"nudge_settled:{kind}": partial(settled, kind=kind) for kind in ITS},
    "nudge_batch": _batch,
}
OUTBOX = frozenset({"nudge", "nudge_settled", "nudge_batch"})
MODALS: Mapping[str, Example] = {"nudge_done": _form, "nudge_snooze": _form, "nudge_reassign": _form}
