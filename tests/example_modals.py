"""What modals and the Home tab are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.domain.influencers.imports import Kind, fields_of, label
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.influencers.stages import next_stages
from bot.domain.team.roles import Role
from bot.services.influencers.merges import Pair
from bot.services.payments.promise_lists import MyPromises
from handlers.influencers.touches import KINDS
from handlers.pickers import influencer_options, picked
from storage.merges import MergeOffer
from tests.example_campaigns import campaign_lines
from tests.example_decide import message as decision_message
from tests.example_metrics import judged
from tests.example_nudges import open_nudges
from tests.example_promises import promise_lines
from tests.example_records import MARIA, NOW, Said, card, followup, influencer, member, profiles

Values = dict[str, Any]
Example = Callable[[Said, int], Values]

PLATFORM_OPTIONS = [(one.key, one.name) for one in PLATFORMS.values()]


def _item(said: Said, number: int, *, days: float) -> Values:
    return {"followup": followup(said, number=number, days=days), "influencer": influencer(said, 1)}


def home(said: Said, many: int) -> Values:
    """Home: as many follow-ups as the service lets through."""
    shown = min(many, 15)
    items = [_item(said, number, days=number - 3.5) for number in range(1, shown + 1)]
    return {
        "member": member(),
        "promises": MyPromises(promise_lines(said, min(many, 5)), more=max(0, many - 5)),
        "nudges": open_nudges(said, many),
        "overdue": items[: shown // 3],
        "ahead": items[shown // 3 :],
        "more": many - shown,
        "mine": many,
        "roster": many * 40,
        "merges": many,
        "campaigns": campaign_lines(said, min(many, 5)),
        "more_campaigns": many > 5,
        "decisions": [decision_message(said, 1) for _ in range(min(many, 6))],
    }


def _who(said: Said, many: int) -> Values:
    """Nobody is meant yet, one is, or several may be."""
    several = [influencer(said, many, number=number) for number in range(1, many + 1)] if many > 1 else []
    return {"chosen": picked(influencer(said, many)) if many == 1 else None, "among": influencer_options(several)}


def _columns(said: Said, many: int) -> Values:
    """As many columns as the handler lets through."""
    choices = [
        ("unused", "– not used –"),
        *((str(one), label(one, kind=Kind.INFLUENCERS)) for one in fields_of(Kind.INFLUENCERS)),
    ]
    columns = [
        {
            "name": f"column_{n}",
            "heading": f"{n + 1}. {' '.join(said('heading').split())}"[:150],
            "use": choices[n % len(choices)][0],
        }
        for n in range(min(many, 60))
    ]
    return {
        "day": NOW.date(),
        "year": 2017 if many else None,
        "needs_year": many != 1,
        "platform": "tiktok" if many else None,
        "platforms": PLATFORM_OPTIONS,
        "columns": columns,
        "choices": choices,
    }


def _merge(said: Said, many: int) -> Values:
    if not many:
        return {"pair": None}
    kept, other = influencer(said, many), influencer(said, 0, number=8)
    pair = Pair(
        offer=MergeOffer(5, kept.id, other.id, "the same name", "open"),
        kept=kept,
        other=other,
        profiles={kept.id: profiles(many)},
        touches={kept.id: many, other.id: 0},
        waiting=many,
    )
    return {"pair": pair}


def _how(said: Said, many: int) -> Values:
    shown = card(said, many)
    figures = shown.figures[:6]
    return {"figures": figures, "judged": {one.profile.id: judged(many, profile=one.profile.id) for one in figures}}


def _stage(said: Said, many: int) -> Values:
    who = influencer(said, many)
    return {"influencer": who, "stages": [(stage, stage.replace("-", " ")) for stage in next_stages(who.stage)]}


def _followup(said: Said, many: int) -> Values:
    return {"followup": followup(said), "influencer": influencer(said, many)}


MODALS: Mapping[str, Example] = {
    "figures_add": lambda said, many: {"card": card(said, max(many, 1)), "day": NOW.date().isoformat()},
    "figures_how": _how,
    "find_save": lambda said, many: {"text": said("search") if many else ""},
    "followup_add": lambda said, many: {
        **_who(said, many),
        "name": said("name") if many == 1 else None,
        "when": "Friday 27 November, 10:00, Berlin" if many else None,
        "at": int(NOW.timestamp()) if many else None,
        "what": said("what") if many else "",
        "owner": MARIA,
        "quiet": {"why": "Thanksgiving Day", "comes": NOW} if many else None,
        "tz": "Europe/Berlin",
    },
    "followup_done": lambda said, many: {**_followup(said, many), "kinds": KINDS},
    "followup_reassign": lambda said, _: {"followup": followup(said)},
    "followup_snooze": lambda said, _: {"followup": followup(said)},
    "import_begun": lambda said, _: {"name": said("file")},
    "import_columns": _columns,
    "import_file": lambda _, many: {"owner": MARIA if many else None},
    "influencer_add": lambda said, many: {
        "owner": MARIA,
        "platform": "tiktok" if many else None,
        "profile": "noor.bakes" if many else "",
        "name": said("name") if many else "",
        "platforms": PLATFORM_OPTIONS,
    },
    "influencer_added": lambda said, many: {"card": card(said, many)},
    "influencer_edit": lambda said, many: {"card": card(said, many, role=Role.VIEWER if many == 1 else Role.MANAGER)},
    "merge_review": _merge,
    "role_change": lambda _said, _many: {"roles": [(role.value, role.value) for role in Role]},
    "stage_change": _stage,
    "touch_log": lambda said, many: {
        **_who(said, many),
        "note": said("note")[:3_000],
        "kinds": KINDS,
        "kind": "message" if many == 1 else "note",
    },
}

HOMES: Mapping[str, Example] = {
    "home": home,
    "stranger": lambda said, _: {"sentence": said("sentence")},
}
