"""Pieces of content as templates are given them: deliverables, drafts, live posts, usage rights."""

from datetime import timedelta

from bot.domain.content.deliverables import Decision, Deliverable, DeliverableStage, Draft, Format
from bot.domain.content.disclosure import Connection, Content, check
from bot.domain.content.live_posts import LivePost
from bot.domain.content.usage_rights import RightKind, UsageRight
from bot.services.content.content import Line
from bot.services.content.disclosures import Kept
from tests.example_records import MARIA, NOW, OMAR, Said

POST_URL = "https://www.tiktok.com/@noor.bakes/video/7301234567890123456"
STATES = tuple(one for one in DeliverableStage if one is not DeliverableStage.CHANGES_REQUESTED)


def deliverable(said: Said, many: int, *, number: int = 9) -> Deliverable:
    """A piece of content owed: planned, late or live by how many there are."""
    state = STATES[min(many, len(STATES) - 1)] if number == 9 else STATES[number % len(STATES)]
    due_on = NOW.date() + timedelta(days=3 - number % 7)
    return Deliverable(number, 5, "tiktok", Format.REEL, said("note")[:150], due_on, state, min(many, 3), 2)


def verdict(said: Said, many: int) -> Kept:
    """A check of what people wrote."""
    content = Content(
        caption=said("typed"),
        platform="tiktok",
        format=Format.REEL,
        connections=frozenset({Connection.PAYMENT}) if many else frozenset(),
        brands=(said("saved"),),
        on_screen=said("what")[:1000] if many > 1 else None,
        spoken=said("what")[:1000] if many > 1 else None,
        places=("US", "DE", "FR", "BR")[:many],
    )
    return check(content).to_json()


def draft(said: Said, many: int, *, number: int = 1, decision: Decision | None = None) -> Draft:
    """A round."""
    file = {"id": "F1", "name": said("file"), "permalink": "https://files.slack.com/F1?a=1&b=2"}
    return Draft(
        id=number,
        deliverable_id=9,
        round=number,
        text=said("typed") if many else "",
        link="https://drive.example/d/1?a=1&b=2|3>4" if many else None,
        file=file if many else None,
        submitted_by=MARIA,
        submitted_at=NOW,
        over_cap_reason=said("what")[:1000] if many > 1 else None,
        decision=decision,
        decided_by=OMAR if decision else None,
        decided_at=NOW if decision else None,
        reasons=said("what") if decision else None,
        checklist=None,
        disclosure=None,
    )


def live_post(said: Said, many: int, *, number: int = 4) -> LivePost:
    """A live post with its check."""
    return LivePost(
        id=number,
        profile_id=1,
        platform="tiktok",
        post_key="7301234567890123456",
        url=POST_URL if many < 2 else f"{POST_URL}?a=1&b=2|3>4",
        collaboration_id=5,
        deliverable_id=9,
        published_on=NOW.date(),
        caption=said("typed"),
        disclosure=verdict(said, many) if many else None,
        checked_at=NOW if many else None,
    )


def right(said: Said, number: int) -> UsageRight:
    """A usage right: ended, ending or without end."""
    until = NOW.date() + timedelta(days=6 * number - 6) if number % 3 else None
    kind = list(RightKind)[number % 4]
    return UsageRight(number, 9, kind, said("file"), said("file"), until, said("file") if number % 2 else None)


def lines(said: Said, many: int) -> list[Line]:
    """The deliverables of a collaboration, some of them live."""
    return [
        Line(deliverable(said, many, number=n), live_post(said, n % 3, number=n) if n % 2 else None)
        for n in range(10, 10 + many)
    ]
