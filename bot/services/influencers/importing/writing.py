"""Writing rows of influencers: everything of a chunk in a few bulk statements."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot import words
from bot.domain.influencers.figures import rates_of
from bot.domain.influencers.imports import (
    Figures,
    ImportProfile,
    ImportRow,
    KnownInfluencer,
    Verdict,
    judge,
    remember,
    wanted,
)
from bot.domain.influencers.imports import Mapping as Columns
from bot.domain.influencers.influencers import LabelKind, key_of, search_words
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.services.influencers import figures
from storage import Store
from storage.claims import Job

LABELS = {"niches": LabelKind.NICHE, "tags": LabelKind.TAG, "languages": LabelKind.LANGUAGE}
SOURCE = "CSV"

Judged = list[tuple[ImportRow, Verdict, KnownInfluencer]]


def write(store: Store, job: Job, rows: Sequence[ImportRow], columns: Columns, *, now: datetime) -> Counter[str]:
    """Write a chunk; gives how many rows were new, updated, unchanged, possible duplicates."""
    known = store.roster.known(wanted(rows), day=columns.day)
    judged: Judged = []
    counts: Counter[str] = Counter()
    for row in rows:
        verdict = judge(row, known)
        counts[verdict.kind.value] += 1
        influencer = remember(known, row, verdict)
        if influencer is not None:
            judged.append((row, verdict, influencer))
    batch = _Batch(store, job, columns, now=now)
    batch.add_newcomers([one for one in judged if one[1].influencer is None])
    batch.fill([one for one in judged if one[1].fills])
    batch.add_profiles(judged)
    batch.put_snapshots([(known.profiles[key].id, told) for _, verdict, _ in judged for key, told in verdict.snapshots])
    batch.offer_merges(judged)
    store.audit.record("write", f"job:{job.id}", by=job.asked_by, now=now, rows=_span(rows), counts=dict(counts))
    return counts


def _span(rows: Sequence[ImportRow]) -> list[int]:
    return [rows[0].row_number, rows[-1].row_number] if rows else []


class _Batch:
    """One chunk on its way into the tables."""

    def __init__(self, store: Store, job: Job, columns: Columns, *, now: datetime) -> None:
        self._store = store
        self._job = job
        self._day = columns.day
        self._now = now
        self._by = job.asked_by

    def add_newcomers(self, judged: Judged) -> None:
        """Influencers nobody knew, with labels and a line in their timeline."""
        ids = self._store.roster.add_influencers([self._influencer(row) for row, _, _ in judged])
        labels: list[dict[str, Any]] = []
        for influencer_id, (row, _, influencer) in zip(ids, judged, strict=True):
            influencer.id = influencer_id
            for field, kind in LABELS.items():
                labels += _labels(influencer_id, kind, getattr(row, field))
        self._store.roster.add_labels(labels)
        text = f"Imported from {self._job.values['name']}"
        added = {"kind": TouchKind.ADDED, "at": self._now, "by": self._by, "text": text, "link": None}
        self._store.roster.add_touches([{"influencer_id": influencer_id, **added} for influencer_id in ids])

    def _influencer(self, row: ImportRow) -> dict[str, Any]:
        """A new influencer, with what `find` filters by: the figures of the largest profile."""
        largest = max(row.profiles, key=lambda one: one.figures.followers or -1, default=None)
        told = largest.figures if largest else Figures()
        meaningful, public = rates_of(told)
        return {
            "name": row.name,
            "name_key": row.name_key,
            "stage": Stage.PROSPECT,
            "owner": self._job.values.get("owner"),
            "country": _country(row.country),
            "audience_country": _country(row.audience_country),
            "email": row.email,
            "notes": row.notes,
            "added_at": self._now,
            "quiet_since": self._now,
            "followers": told.followers,
            "meaningful_rate": meaningful,
            "public_rate": public,
        }

    def fill(self, judged: Judged) -> None:
        """Fields that were empty."""
        for _, verdict, influencer in judged:
            told = dict(verdict.fills)
            for field, kind in LABELS.items():
                texts = told.pop(field, ())
                self._store.roster.add_labels(_labels(influencer.id, kind, texts))
            for field in ("country", "audience_country"):
                if field in told:
                    told[field] = _country(str(told[field])) or ""
            if told and influencer.id is not None:
                self._store.roster.fill(influencer.id, told)

    def add_profiles(self, judged: Judged) -> None:
        """Profiles nobody knew, with their figures and the words under which they are found."""
        new = [(row, one, who) for row, verdict, who in judged for one in verdict.new_profiles]
        ids = self._store.roster.add_profiles([self._profile(one, who) for _, one, who in new])
        self._snapshots(zip(ids, (one.figures for _, one, _ in new), strict=True))
        found: dict[tuple[int, str], None] = {}
        for row, one, who in new:
            found.update({(who.id or 0, word): None for word in search_words(row.name, one.handle)})
        for row, verdict, who in judged:
            if not row.profiles and verdict.influencer is None:
                found.update({(who.id or 0, word): None for word in search_words(row.name)})
        self._store.roster.add_words([{"influencer_id": who, "word": word} for who, word in found])
        grown = {who.id for _, verdict, who in judged if verdict.influencer and verdict.new_profiles and who.id}
        figures.sum_up(self._store, grown)

    def _profile(self, one: ImportProfile, who: KnownInfluencer) -> dict[str, Any]:
        has_followers = one.figures.followers is not None
        return {
            "influencer_id": who.id,
            "platform": one.platform,
            "handle": one.handle,
            "handle_key": one.key,
            "url": one.url,
            "followers": one.figures.followers,
            "figures_on": self._day if has_followers else None,
        }

    def put_snapshots(self, told: Sequence[tuple[int | None, Figures]]) -> None:
        """Figures of profiles that were known, and what they come to."""
        rows = [(profile_id, one) for profile_id, one in told if profile_id is not None]
        self._snapshots(rows)
        ids = [profile_id for profile_id, _ in rows]
        self._store.roster.show_latest(ids, day=self._day)
        figures.sum_up(self._store, self._store.profiles.owners(ids))

    def _snapshots(self, told: Any) -> None:
        meta = {"day": self._day, "source": SOURCE, "entered_by": self._by, "entered_at": self._now}
        rows = [{"profile_id": key, **one._asdict(), **meta} for key, one in told if not one.is_empty]
        self._store.roster.put_snapshots(rows)

    def offer_merges(self, judged: Judged) -> None:
        """Offer to join those who may be one; nobody is joined silently."""
        pairs = [
            (other.id, who.id, _reason(other, who))
            for _, verdict, who in judged
            for other in verdict.candidates
            if other.id is not None and who.id is not None and other.id != who.id
        ]
        self._store.merges.offer(pairs, job_id=self._job.id)


def _labels(influencer_id: int | None, kind: LabelKind, texts: Any) -> list[dict[str, Any]]:
    unique: Mapping[str, str] = {key_of(text): text for text in texts}
    return [{"influencer_id": influencer_id, "kind": kind, "key": key, "text": text} for key, text in unique.items()]


def _country(text: str | None) -> str | None:
    """The country's code; what was written where no country has that name."""
    return (words.country_code(text) or text) if text else None


def _reason(other: KnownInfluencer, who: KnownInfluencer) -> str:
    return "the same name" if key_of(other.name) == key_of(who.name) else "the same handle"
