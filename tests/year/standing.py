"""What is to be seen to now, as the oracle knows it: each open matter of the product's table as a series."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from tests.year.affairs import Affairs
from tests.year.almanac import comes_round
from tests.year.table import CELEBRATED, GAPS
from tests.year.things import GIVEN_UP, Series


def series(affairs: Affairs) -> Iterator[Series]:
    """Everything that is to be seen to now."""
    for of in (_asked_for, _written, _words_owed, _content, _care, _weak, _occasions, _gifts, _agreed, _money):
        yield from of(affairs)


def _asked_for(affairs: Affairs) -> Iterator[Series]:
    for number, one in affairs.followups.items():
        if one.is_open:
            yield Series("followup", number, one.due, one.owner, one.influencer)
    for number, request in affairs.requests.items():
        if affairs.waits(request):
            for who, at in request.asked.items():
                yield Series("approval_waiting", number, at, who, affairs.influencer_of(request.about))


def _written(affairs: Affairs) -> Iterator[Series]:
    for collab, (number, letter) in {one.collab: (number, one) for number, one in affairs.letters.items()}.items():
        if not letter.is_answered and affairs.live(collab):
            yield _in(affairs, collab, "no_reply", number, letter.sent_at)


def _in(affairs: Affairs, collab: int, kind: str, number: int, anchor: datetime | date) -> Series:
    """What who looks after a collaboration sees to."""
    one = affairs.collabs[collab]
    return Series(kind, number, anchor, one.owner, one.influencer, collab)


def _words_owed(affairs: Affairs) -> Iterator[Series]:
    owed = {"answer_owed": affairs.answers, "feedback_owed": affairs.feedbacks, "product_owed": affairs.products}
    for kind, listed in owed.items():
        for number, one in listed.items():
            if one.is_open:
                yield Series(kind, number, one.due, one.owner, one.influencer, one.collab)


def _content(affairs: Affairs) -> Iterator[Series]:
    for number, one in affairs.contents.items():
        if one.state in ("planned", "changes requested", "approved") and affairs.live(one.collab):
            yield replace(_in(affairs, one.collab, "deliverable_due", number, one.due), since=one.added_at)
    for number, post in affairs.posts.items():
        collab = affairs.collabs[post.collab]
        is_wanted = collab.stage not in GIVEN_UP
        if is_wanted and not post.is_clear:
            yield _in(affairs, post.collab, "post_undisclosed", number, post.on)
        if is_wanted and not post.is_measured and collab.campaign not in affairs.closed:
            yield _in(affairs, post.collab, "post_unmeasured", number, post.on)


def _care(affairs: Affairs) -> Iterator[Series]:
    for number, concern in affairs.concerns.items():
        if concern.is_open:
            yield Series("concern_open", number, concern.at, concern.owner, concern.influencer)
    for number, one in affairs.influencers.items():
        if one.stage in GAPS and number not in affairs.never:
            yield Series("cadence", number, one.quiet_since, one.owner, number)
    for number, collab in affairs.collabs.items():
        if collab.exclusive_until is not None and collab.stage not in GIVEN_UP:
            yield _in(affairs, number, "exclusivity_ending", number, collab.exclusive_until)


def _weak(affairs: Affairs) -> Iterator[Series]:
    for number, one in affairs.weaknesses.items():
        if one.is_open and not affairs.collabs[one.collab].is_over:
            yield _in(affairs, one.collab, "underperforming", number, one.at)


def _occasions(affairs: Affairs) -> Iterator[Series]:
    """A year before the first and a year after the last are of no use to anybody: `affairs.years` says which are."""
    for number, one in affairs.influencers.items():
        days = {"occasion_birthday": one.birthday, "occasion_anniversary": affairs.first_yes(number)}
        for kind, day in days.items():
            if day is not None and one.stage in CELEBRATED:
                for year in (each for each in affairs.years if each > day.year):
                    yield Series(kind, number, comes_round(day, year), one.owner, number)
    for number, collab in affairs.collabs.items():
        if collab.stage == "completed" and collab.since and collab.influencer not in affairs.never:
            yield _in(affairs, number, "occasion_completed", number, collab.since)


def _gifts(affairs: Affairs) -> Iterator[Series]:
    for number, one in affairs.gifts.items():
        if one.stage in ("approved", "ordered") and one.approved_at:
            yield Series("gift_unshipped", number, one.approved_at, one.owner, one.influencer, one.collab)
        if one.stage == "delivered" and one.has_at:
            yield Series("gift_unposted", number, one.has_at, one.owner, one.influencer, one.collab)


def _agreed(affairs: Affairs) -> Iterator[Series]:
    """What ends: a contract; and the rights to content that was made, once for all of a collaboration of that day."""
    for number, one in affairs.contracts.items():
        if one.stage == "signed" and one.signed_at:
            who = affairs.collabs[one.collab].influencer
            yield Series("contract_ending", number, one.terms.ends_on, one.owner, who, one.collab, one.signed_at)
        content = affairs.contents.get(one.content)
        if content and content.rights_until and content.state in ("approved", "published"):
            ends = _in(affairs, one.collab, "usage_right_ending", one.collab, content.rights_until)
            yield replace(ends, since=one.signed_at)


def _money(affairs: Affairs) -> Iterator[Series]:
    for number, one in affairs.payments.items():
        if one.is_open and one.due:
            collab = affairs.contracts[one.contract].collab
            who = affairs.collabs[collab].influencer
            yield Series("payment_due", number, one.due, one.owner, who, collab)
