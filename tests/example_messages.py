"""What message templates are given, as handlers and services give it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.domain.influencers.handles import ProfileRef
from bot.domain.team.roles import Role
from bot.services.influencers.cards import Line
from bot.services.influencers.finding import SORT_LABELS, FoundLine
from bot.services.influencers.touches import Timeline
from bot.services.team.audit_check import Standing
from storage.outbox import Cause, Kept
from tests.example_collaborations import history_page
from tests.example_records import (
    MARIA,
    NOW,
    OMAR,
    Said,
    a_contract,
    card,
    followup,
    influencer,
    member,
    profiles,
    touch,
)

Values = dict[str, Any]
Example = Callable[[Said, int], Values]

COUNTS = {"new": 84, "updated": 12, "possible_duplicate": 3, "unchanged": 900, "rejected": 2}


def _item(said: Said, number: int, *, days: float) -> Values:
    return {"followup": followup(said, number=number, days=days), "influencer": influencer(said, 1)}


def _card(said: Said, many: int) -> Values:
    history = history_page(said, many, size=6) if many else None
    return {"card": replace(card(said, many), campaigns=history, contracts=[a_contract(many)] * min(many, 3))}


def _line(said: Said, many: int, number: int) -> Line:
    return Line(influencer(said, many, number=number), profiles(min(many, 6), number=number))


def found(said: Said, many: int) -> Values:
    """A page of a search."""
    lines = [
        FoundLine(one.influencer, one.profiles, "Meaningful ER", 2.351 if number % 2 else None)
        for number in range(1, min(many, 10) + 1)
        for one in [_line(said, many, number)]
    ]
    search = said("search")
    sorts = [(text, f"{search} sort:{by}") for by, text in SORT_LABELS.items()] if len(search) < 130 else []
    return {
        "lines": lines,
        "text": search if many else "",
        "said": f"{many}",
        "page": min(many, 1),
        "pages": max(1, many // 10),
        "is_capped": False,
        "has_more": many > 10,
        "hint": f"{many} others have not enough data for the meaningful ER." if many else "",
        "sorts": sorts if many else [],
        "saved": [{"name": said("saved"), "text": search} for _ in range(many)],
    }


def which(said: Said, many: int) -> Values:
    """Several people fit."""
    return {"typed": said("typed"), "influencers": [_line(said, many, number) for number in range(1, many + 2)]}


def timeline(said: Said, many: int) -> Values:
    """A page of the timeline."""
    touches = [touch(said, number=number) for number in range(1, min(many, 8) + 1)]
    return {
        "timeline": Timeline(influencer(said, many), touches, min(many, 1), max(1, many // 8), many),
        "reader": member(),
    }


def reminder(said: Said, many: int) -> Values:
    """What a reminder says, as `services.followups.reminder` puts it."""
    known = profiles(min(many, 3))
    return {
        "id": 4,
        "turn": 2,
        "influencer_id": 7,
        "name": said("name"),
        "stage": "do-not-contact",
        "what": said("what"),
        "due_at": NOW.isoformat(),
        "asked_by": OMAR if many else MARIA,
        "owner": MARIA,
        "link": "https://slack.com/archives/C0LAUNCH/p1700000000000100" if many else None,
        "profiles": [
            {"platform": one.platform, "handle": one.handle, "url": one.url, "followers": one.followers}
            for one in known
        ],
        "last_touch": {"text": said("note")[:300], "at": NOW.isoformat()} if many else None,
    }


def _done(said: Said, many: int) -> Values:
    return {**reminder(said, many), "by": MARIA, "outcome": said("note"), "next_at": NOW.isoformat() if many else None}


def _set(said: Said, many: int) -> Values:
    owner = member(slack_id=OMAR) if many else member()
    about = {"followup": followup(said), "influencer": influencer(said, many), "reader": member(), "owner": owner}
    return {**about, "quiet": {"why": "Saturday", "comes": NOW} if many else None}


def _list(said: Said, many: int) -> Values:
    items = [_item(said, number, days=number - 3.5) for number in range(1, min(many, 10) + 1)]
    page, pages = min(many, 1), max(1, many // 10)
    return {"items": items, "page": page, "pages": pages, "total": many, "reader": member(), "now": NOW}


def preview(said: Said, many: int) -> Values:
    """What an import would do. With an even number of everything there is something to ask."""
    columns = [
        {"heading": said("heading"), "field": "Followers", "platform": "tiktok" if n % 2 else None} for n in range(many)
    ]
    return {
        "job_id": 3,
        "name": said("file"),
        "kind": "influencers",
        "platform": "instagram" if many == 1 else None,
        "day": "2022-11-30",
        "columns": columns,
        "unused": many,
        "doubts": [said("sentence")] * many if many % 2 == 0 else [],
        "remarks": [said("sentence")] * many,
        "counts": COUNTS if many else dict.fromkeys(COUNTS, 0),
        "rows": many * 1_001,
        "rejected": [{"row": n + 2, "reason": said("sentence")} for n in range(min(many, 5))],
    }


def _imported(said: Said, many: int) -> Values:
    counts = COUNTS if many else dict.fromkeys(COUNTS, 0)
    return {"name": said("file"), "counts": counts, "merges": many, "kind": "influencers"}


def _unfurl(said: Said, many: int) -> Values:
    ref = ProfileRef(platform="tiktok", handle="noor.bakes", url="https://www.tiktok.com/@noor.bakes")
    return {"influencer": influencer(said, many) if many else None, "profiles": profiles(many), "ref": ref}


def _help(said: Said, many: int) -> Values:
    """As many commands as there may be one day."""
    subs = [{"usage": "find <words and filters>", "does": "for example platform:tiktok followers:10k+"}] * min(many, 9)
    words = [sub["usage"].split()[0] for sub in subs]
    groups = [{"command": f"/{name}", "subs": subs, "words": words} for name in ("influencer", "campaign", "gift")]
    values = {"command": "/influencer", "typed": said("typed") if many else "", "nearest": "add" if many else None}
    return {**values, "mine": groups[0] if many else None, "others": groups[1:]}


def _status(said: Said, many: int) -> Values:
    names = ("influencers", "posts", "unsent", "failed", "running", "merges")
    audit = Standing(
        entries=many * 1_234_567, fault=said("sentence") if many > 1 else "", checked_at=NOW if many else None
    )
    kept = [
        (Kept(OMAR if n % 2 else "C0LAUNCH", WHYS[n % 4], n + 1, n), said("name") if n % 2 else "") for n in range(many)
    ]
    shut = [Cause("*", "token_revoked", NOW), Cause("chat.postMessage", "missing_scope", NOW)][:many]
    return {**dict.fromkeys(names, many * 1_234_567), "audit": audit, "kept": kept, "shut": shut, "reader": member()}


def _kept(said: Said, many: int) -> Values:
    """What is kept for a channel or a person, for each cause and in each state."""
    is_person = many % 2 == 1
    values = {"to": OMAR if is_person else "C0LAUNCH", "why": WHYS[many % 4], "many": many + 1}
    campaign = None if is_person else {"id": 3, "name": said("name")[:100]}
    state = ("kept", "due", "posted")[many % 3]
    return {
        **values,
        "state": state,
        "by": said("name"),
        "name": said("name") if is_person else "",
        "campaign": campaign,
    }


def _roles(said: Said, many: int) -> Values:
    everybody = [member(slack_id=OMAR, role=Role.MANAGER) for _ in range(many * 3 + 1)]
    return {"members": everybody, "reader": member(role=Role.ADMIN)}


WHYS = ("is_archived", "user_disabled", "not_in_channel", "something_new")

MESSAGES: Mapping[str, Example] = {
    "audit_broken": lambda said, _: {"fault": said("sentence"), "found_at": NOW.isoformat()},
    "export_begun": lambda said, many: {"form": "xlsx", "filters": said("search") if many else ""},
    "export_ready": lambda said, many: {"count": many, "filters": said("search") if many else ""},
    "followup_done": _done,
    "followup_due": reminder,
    "followup_list": _list,
    "followup_reassigned": lambda said, many: {**reminder(said, many), "by": MARIA, "to": OMAR},
    "followup_set": _set,
    "followup_snoozed": lambda said, many: {**reminder(said, many), "by": MARIA, "until": NOW.isoformat()},
    "found": found,
    "help": _help,
    "import_cancelled": lambda said, _: {"name": said("file"), "by": MARIA},
    "import_done": _imported,
    "import_preview": preview,
    "import_reading": lambda said, _: {"name": said("file")},
    "import_rejected": lambda said, many: {"name": said("file"), "count": many},
    "import_running": lambda said, many: {"name": said("file"), "done": many * 10, "total": many * 25},
    "influencer_card": _card,
    "influencer_known": _card,
    "influencer_which": which,
    "job_failed": lambda said, many: {
        "name": said("file"),
        "sentence": said("sentence"),
        "reference": "1f0c2b9a" if many else None,
    },
    "messages_kept": _kept,
    "refused": lambda said, _: {"sentence": said("sentence")},
    "roles": _roles,
    "status": _status,
    "timeline": timeline,
    "touch_logged": _card,
    "unfurl": _unfurl,
    "welcome": lambda _said, _many: {},
}
