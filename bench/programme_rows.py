"""An invented programme in the tables: what is open, and so many times as much that is closed.

Of each collaboration there are an outreach, a contract, two pieces of content with a right to use them, two payments,
two promises and a post. What is open lies around now; a year's work is closed in each of the years before.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import Table, insert, text

from bench.slack_stub import MEMBER, TEAM
from storage import Database, migrate
from storage.tables import (
    campaign,
    collaboration,
    contract,
    deliverable,
    influencer,
    member,
    outreach,
    payment,
    post,
    post_metric,
    profile,
    promise,
    usage_right,
)

AT_ONCE = 5_000
IN_ONE = 100
"""Collaborations in one campaign."""
A_YEAR = 365 * 24 * 60
"""Minutes."""
LONG_AGO = timedelta(days=4_000)

Row = Mapping[str, Any]


def programme(url: str, *, roster: int, open_ones: int, closed: int, now: datetime) -> Database:
    """A database with a roster, so many collaborations under way, and so many that are over."""
    migrate(url)
    database = Database(url)
    with database.transaction(TEAM) as store:
        store.members.install(name="Team", bot_user="U0BOT", now=now)
    rows = _Rows(roster, open_ones, open_ones + closed, now)
    for table, made in rows.tables():
        while batch := list(islice(made, AT_ONCE)):
            with database.engine.begin() as connection:
                connection.execute(insert(table), [{"workspace_id": TEAM, **row} for row in batch])
    with database.engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    return database


class _Rows:
    """The rows, the same ones each time; the first collaborations are the open ones."""

    def __init__(self, roster: int, open_ones: int, everything: int, now: datetime) -> None:
        self._roster, self._open, self._all, self._now = roster, open_ones, everything, now
        self._chance = Random(11)

    def tables(self) -> Iterator[tuple[Table, Iterator[Row]]]:
        many = range(1, self._all + 1)
        people = range(1, self._roster + 1)
        yield member, iter([self._member()])
        yield influencer, (self._person(number) for number in people)
        yield profile, (self._profile(number) for number in people)
        yield campaign, (self._campaign(number) for number in range(1, self._all // IN_ONE + 2))
        yield collaboration, (self._collaboration(number) for number in many)
        yield outreach, (self._outreach(number) for number in many)
        yield contract, (self._contract(number) for number in many)
        for part in (0, 1):
            yield deliverable, (self._deliverable(number, part) for number in many)
        yield usage_right, (self._right(number) for number in many)
        for part in (0, 1):
            yield payment, (self._payment(number, part) for number in many)
            yield promise, (self._promise(number, part) for number in many)
        yield post, (self._post(number) for number in many)
        yield post_metric, (self._metric(number) for number in many if not self._is_open(number) or number % 2)

    def _is_open(self, number: int) -> bool:
        return number <= self._open

    def _moment(self, number: int) -> datetime:
        """Around now for what is open, in the years before for what is closed: each closes as much as is open now."""
        if self._is_open(number):
            return self._now + timedelta(minutes=self._chance.randrange(-40 * 1440, 80 * 1440))
        years = (self._all - self._open) / self._open
        return self._now - timedelta(minutes=self._chance.randrange(int(years * A_YEAR)))

    def _day(self, number: int) -> date:
        return self._moment(number).date()

    def _member(self) -> Row:
        zone = {"tz": "Europe/Berlin", "is_welcome": True, "checked_at": self._now}
        return {"slack_id": MEMBER, "name": "Maria", "role": "marketer", **zone}

    def _person(self, number: int) -> Row:
        told = {"name": f"Person {number}", "name_key": f"person {number}", "stage": "active", "owner": MEMBER}
        return {"id": number, **told, "added_at": self._now - LONG_AGO, "quiet_since": self._now}

    def _profile(self, number: int) -> Row:
        name = f"person{number}"
        return {
            "id": number,
            "influencer_id": number,
            "platform": "tiktok",
            "handle": name,
            "handle_key": name,
            "url": "",
        }

    def _campaign(self, number: int) -> Row:
        is_open = self._is_open((number - 1) * IN_ONE + 1)
        texts = dict.fromkeys(("hashtags", "mentions", "places", "about"), "")
        plan = {"goal": "sales", "currency": "EUR", "window_days": 30, "round_cap": 2, "owner": MEMBER}
        dates = {"starts_on": self._now.date(), "ends_on": self._now.date(), "created_at": self._now}
        state = {"state": "open" if is_open else "closed", "created_by": MEMBER}
        return {"id": number, "name": f"C{number}", "name_key": f"c{number}", **texts, **plan, **dates, **state}

    def _collaboration(self, number: int) -> Row:
        is_open = self._is_open(number)
        who = {"campaign_id": (number - 1) // IN_ONE + 1, "influencer_id": (number - 1) % self._roster + 1}
        until = {"exclusive_category": "bread", "exclusive_until": self._day(number)}
        stage = {"stage": "producing" if is_open else "completed", "stage_since": self._now - LONG_AGO}
        return {
            "id": number,
            **who,
            **stage,
            **until,
            "owner": MEMBER,
            "why": "",
            "added_by": MEMBER,
            "added_at": self._now,
        }

    def _outreach(self, number: int) -> Row:
        sent = self._moment(number)
        told = {"subject": "", "body": "", "reason": "", "sent_at": sent, "sent_by": MEMBER}
        return {
            "id": number,
            "collaboration_id": number,
            **told,
            "replied_at": None if self._is_open(number) and number % 2 else sent,
        }

    def _contract(self, number: int) -> Row:
        stage = {"stage": "signed" if self._is_open(number) else "completed", "stage_since": self._now - LONG_AGO}
        made = {"owner": MEMBER, "current": 1, "created_by": MEMBER, "created_at": self._now - LONG_AGO}
        return {"id": number, "collaboration_id": number, **stage, **made, "ends_on": self._day(number)}

    def _deliverable(self, number: int, part: int) -> Row:
        state = "planned" if self._is_open(number) and part else "published"
        told = {"platform": "tiktok", "format": "video", "title": "A video", "due_on": self._day(number)}
        made = {"added_by": MEMBER, "added_at": self._now - LONG_AGO}
        return {"id": 2 * number + part, "collaboration_id": number, **told, "state": state, **made}

    def _right(self, number: int) -> Row:
        told = {"kind": "organic repost", "channel": "ours", "territory": "worldwide", "until": self._day(number)}
        made = {"added_by": MEMBER, "added_at": self._now - LONG_AGO}
        return {"id": number, "deliverable_id": 2 * number, **told, **made}

    def _payment(self, number: int, part: int) -> Row:
        stage = "planned" if self._is_open(number) and part else "paid"
        told = {"key": f"fee:{part}", "kind": "fees", "label": "Fee", "amount": 10_000, "currency": "EUR"}
        about = {"contract_id": number, "collaboration_id": number, "due_on": self._day(number), "owner": MEMBER}
        return {"id": 2 * number + part, **about, **told, "stage": stage, "why": ""}

    def _promise(self, number: int, part: int) -> Row:
        due = self._moment(number)
        is_open = self._is_open(number) and part
        kind = ("feedback", "answer", "ship")[number % 3]
        source = ("draft", "reply", "product")[number % 3]
        told = {"kind": kind, "about": f"{source}:{2 * number + part}", "text": "", "owner": MEMBER, "why": ""}
        whom = {"influencer_id": (number - 1) % self._roster + 1, "collaboration_id": number}
        return {
            "id": 2 * number + part,
            **told,
            **whom,
            "campaign_id": (number - 1) // IN_ONE + 1,
            "due_at": due,
            "opened_at": due,
            "kept_at": None if is_open else due,
        }

    def _post(self, number: int) -> Row:
        about = {
            "profile_id": (number - 1) % self._roster + 1,
            "collaboration_id": number,
            "deliverable_id": 2 * number,
        }
        told = {"platform": "tiktok", "post_key": f"p{number}", "title": "A video", "url": ""}
        is_fine = not self._is_open(number) or number % 3 > 0
        check = {"disclosure": {"ok": is_fine, "findings": []}, "published_on": self._day(number)}
        return {"id": number, "deliverable_id": 2 * number, **about, **told, **check}

    def _metric(self, number: int) -> Row:
        return {
            "post_id": number,
            "day": self._now.date(),
            "views": 1_000,
            "source": "manual",
            "entered_at": self._now,
        }
