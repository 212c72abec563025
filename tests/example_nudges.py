"""Examples of nudges: for each kind what its words are made of, and what may have become of it."""

from collections.abc import Callable, Mapping
from functools import partial

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


def _underperforming(said: Said, many: int) -> Values:
    return {"person": person(said, many), **underperforming(said, max(1, many))}


ITS: Mapping[str, Example] = {
    "followup": _followup,
    "approval_waiting": decision,
    "no_reply": _no_reply,
    "underperforming": _underperforming,
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
