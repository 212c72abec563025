"""Exporting the roster as a file in a direct message: long work."""

from datetime import datetime
from typing import Any

from bot.deps import Deps
from bot.domain.influencers.influencers import LabelKind
from bot.domain.influencers.search import parse_search
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.influencers import finding
from bot.services.influencers.importing import message_key
from bot.spreadsheets import write_csv, write_xlsx
from storage import Store
from storage.claims import Job

BATCH = 500

HEADINGS = (
    "Name",
    "Stage",
    "Owner",
    "Platform",
    "Handle",
    "Profile link",
    "Followers",
    "Figures from",
    "Average views",
    "Average likes",
    "Average comments",
    "Average shares",
    "Average saves",
    "Average engagement",
    "Authentic engagement",
    "Country",
    "Audience country",
    "Niches",
    "Tags",
    "Values",
    "Strengths",
    "Languages",
    "Quiet since",
)
PRIVATE = ("E-mail", "Phone", "Address", "Notes")
"""Columns that only those who may see addresses get."""


def begin(store: Store, *, filters: str, form: str, by: Member, now: datetime) -> None:
    """Start an export in the form `csv` or `xlsx`."""
    finding.resolve(store, parse_search(filters, me=by.slack_id))
    values = {"filters": filters, "form": form, "name": "the export"}
    job_id = store.jobs.add("export", step="write", values=values, by=by.slack_id, now=now)
    store.audit.record("export", f"job:{job_id}", by=by.slack_id, now=now, filters=filters, form=form)


def step(deps: Deps, job: Job) -> None:
    """Write the file and put it into the outbox."""
    now = deps.now()
    with deps.reading(job.workspace) as store:
        member = store.members.get(job.asked_by)
        private = member is not None and member.sees_private
        search = finding.resolve(store, parse_search(job.values["filters"], me=job.asked_by))
        rows = list(_rows(store, store.searches.all(search, now=now), private=private))
    headings = (*HEADINGS, *PRIVATE) if private else HEADINGS
    form = job.values["form"]
    content = write_csv(headings, rows) if form == "csv" else write_xlsx(headings, rows, title="Influencers")
    with deps.transaction(job.workspace) as store:
        if not store.jobs.move(job, step="done", due_at=None):
            return
        file_id = store.files.add(f"influencers {now:%Y-%m-%d}.{form}", content, now=now)
        values = {"count": len(rows), "filters": job.values["filters"]}
        message = Message("export_ready", key=message_key(job.id), to=job.asked_by, values=values, file_id=file_id)
        store.outbox.add(message, now=now)


def _rows(store: Store, ids: list[int], *, private: bool) -> Any:
    """A row for each profile; an influencer without one has a row too."""
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        people = store.influencers.many(batch)
        labels = store.influencers.labels_of_many(batch)
        profiles = store.profiles.of(batch)
        latest = store.profiles.latest([one.id for mine in profiles.values() for one in mine])
        for influencer_id in batch:
            person = people[influencer_id]
            about = _about(person, labels.get(influencer_id, {}), private=private)
            for profile in (*profiles.get(influencer_id, ()),) or (None,):
                figures = latest.get(profile.id) if profile else None
                yield (*_who(person, profile), *_figures(figures), *about)


def _who(person: Any, profile: Any) -> tuple[Any, ...]:
    told = (profile.platform, profile.handle, profile.url, profile.followers) if profile else (None,) * 4
    day = profile.figures_on.isoformat() if profile and profile.figures_on else None
    return (person.name, person.stage.value, person.owner, *told, day)


def _figures(snapshot: Any) -> tuple[Any, ...]:
    if snapshot is None:
        return (None,) * 7
    names = ("views", "likes", "comments", "shares", "saves", "engagement", "engagement_authentic")
    return tuple(getattr(snapshot, name) for name in names)


def _about(person: Any, labels: dict[LabelKind, list[str]], *, private: bool) -> tuple[Any, ...]:
    kinds = (LabelKind.NICHE, LabelKind.TAG, LabelKind.VALUE, LabelKind.STRENGTH, LabelKind.LANGUAGE)
    texts = [", ".join(labels.get(kind, [])) for kind in kinds]
    told = (person.country, person.audience_country, *texts, person.quiet_since.date().isoformat())
    return (*told, person.email, person.phone, person.address, person.notes) if private else told
