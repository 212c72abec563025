"""The chart of a digest as a picture in its thread, where Slack does not take its own charts and tables."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot import documents, words
from bot.deps import Deps
from bot.messages import Message
from bot.services.digests import digest_settings
from storage import Store
from storage.claims import Job, Parcel

CHARTED = frozenset({"digest_campaign", "digest_campaign_details", "digest_programme", "digest_programme_details"})
"""Messages with Slack's own charts and tables in them."""


def say_plainer(store: Store, parcel: Parcel, *, now: datetime) -> bool:
    """Have a message say the same in text, if it is one whose charts or tables Slack may have refused; whether it is.

    From then on this workspace gets text and pictures.
    """
    if parcel.kind not in CHARTED or parcel.values["digest"]["pictures"]:
        return False
    digest_settings.draw_pictures(store, now=now)
    plain = {"digest": {**parcel.values["digest"], "pictures": True}}
    store.outbox.change(parcel.key, kind=parcel.kind, values=plain, now=now)
    draw_later(store, Message(parcel.kind, parcel.key, parcel.to, plain, thread_of=parcel.thread_of), now=now)
    return True


def draw_later(store: Store, message: Message, *, now: datetime) -> None:
    """Have the picture of a digest drawn for its thread, where it says itself without Slack's chart."""
    digest = message.values["digest"]
    if message.thread_of is None and digest["pictures"] and digest["chart"]:
        values = {"key": message.key, "to": message.to, "name": "the picture of a digest"}
        store.jobs.add("digest_picture", step="draw", values=values, by=store.members.bot_user(), now=now)


def step(deps: Deps, job: Job) -> None:
    """Draw the picture, and put it into the outbox, into the thread of its digest."""
    key, to, now = str(job.values["key"]), str(job.values["to"]), deps.now()
    with deps.reading(job.workspace) as store:
        said = store.outbox.said(key)
    digest = (said or {}).get("digest", {})
    drawn = documents.picture(_shown(digest)) if digest.get("chart") else None
    with deps.transaction(job.workspace) as store:
        if not store.jobs.move(job, step="done", due_at=None) or drawn is None:
            return
        file_id = store.files.add(f"digest {digest['week']['key']}.png", drawn, now=now)
        values = {"name": digest.get("name", ""), "week": digest["week"]}
        message = Message("digest_picture", f"{key}:picture", to, values, file_id=file_id, thread_of=key)
        store.outbox.add(message, now=now)


def _shown(digest: Mapping[str, Any]) -> dict[str, Any]:
    """A chart as it is drawn: each bar as a share of the longest, beside what it stands for."""
    chart, unit = digest["chart"], digest["chart"]["unit"]
    most = max(max(one["minor"]) for one in chart["series"]) or 1
    series = [
        {
            "name": one["name"],
            "shares": [max(0.0, value / most) for value in one["minor"]],
            "said": [words.money(value, unit) if unit else words.exact(value) for value in one["minor"]],
        }
        for one in chart["series"]
    ]
    same = {name: chart[name] for name in ("kind", "measure", "unit", "labels")}
    return {**same, "week": f"Week {digest['week']['number']}", "series": series}
