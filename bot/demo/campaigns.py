"""The demo's campaigns: two that are closed, one that runs with all that came in, one to come."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.demo.plots import People, Plot
from bot.domain.campaigns.campaigns import BriefLine, LineKind, Plan, WantedKind
from bot.domain.campaigns.collaborations import CollaborationStage, CostKind, CostState
from bot.domain.campaigns.outreach import Letter
from bot.domain.content.deliverables import Decision, Deliverable, DeliverableStage, Format
from bot.domain.content.posts import PostFigures, Reading
from bot.domain.results.attribution import Order
from bot.domain.results.revenue import Refund
from bot.domain.results.shop_orders import Sent
from bot.services.campaigns import campaign_ends, campaigns, collaborations, costs, outreach
from bot.services.content import content, deliverables, drafts, metrics, publishing, reviews
from bot.services.results import conversions, links
from storage import Store
from storage.links import Click

CAMPAIGNS = Path(__file__).with_name("campaigns.toml")
MEASURED = ("views", "likes", "comments", "relevant_comments", "shares", "saves", "reach", "impressions")
"""The figures of a post in the file, in order; 0 is missing there."""


def plant(store: Store, *, people: People, channels: Mapping[str, str], now: datetime) -> None:
    """Plan the campaigns and let them come to where they stand."""
    for entry in tomllib.loads(CAMPAIGNS.read_text(encoding="utf-8"))["campaign"]:
        plot = Plot(store, people[entry["owner"]], now)
        campaign_id = _plan(plot, entry, channels=channels)
        for one in entry.get("collaboration", []):
            _collaborate(plot, campaign_id, one, start=entry["starts"], currency=entry["currency"])
        if "closed" in entry:
            found = campaigns.found(store, campaign_id)
            closed = entry["closed"]
            campaign_ends.close(
                store,
                campaign_id,
                outcome=closed["outcome"],
                lessons=closed["lessons"],
                version=found.version,
                by=plot.by,
                now=plot.at(entry["ends"] + 5),
            )


def _plan(plot: Plot, entry: Mapping[str, Any], *, channels: Mapping[str, str]) -> int:
    same = ("name", "goal", "budget", "currency", "category", "hashtags", "mentions", "landing_page")
    fields = {name: entry[name] for name in (*same, "places", "about", "round_cap")}
    fields |= {f"target_{name}": number for name, number in entry["targets"].items()}
    fields |= {"starts_on": plot.on(entry["starts"]), "ends_on": plot.on(entry["ends"]), "window_days": 30}
    fields |= {"channel": channels.get(entry.get("channel", "")), "owner": plot.by.slack_id}
    brief = tuple(BriefLine(LineKind(kind), text) for kind, text in entry["brief"])
    wanted = {WantedKind(kind): tuple(texts) for kind, texts in entry["wanted"].items()}
    return campaigns.add(plot.store, Plan(fields, brief, wanted), by=plot.by, now=plot.past(entry["starts"] - 2))


def _collaborate(plot: Plot, campaign_id: int, entry: Mapping[str, Any], *, start: int, currency: str) -> None:
    store, by = plot.store, plot.by
    influencer_id = store.searches.by_name(entry["who"].casefold(), limit=1)[0].id
    at = plot.past(start - 1, hour=11)
    added = collaborations.add(store, campaign_id, [influencer_id], why=entry["why"], by=by, now=at)
    number = added.new[0]
    for kind, state, amount, note in entry.get("costs", []):
        typed = costs.Typed(CostKind(kind), CostState(state), f"{amount / 100:.2f}", note)
        costs.add(store, number, typed, by=by, now=plot.past(start, hour=12))
    pieces = [(one, _owe(plot, number, one, start=start)) for one in entry["deliverables"]]
    for stage, days in entry["stages"]:
        if stage == CollaborationStage.LIVE:
            continue  # the first post brings it there
        _move(plot, number, stage, days=days, why=entry.get("reason", ""), pieces=pieces)
    if "wrote" in entry:
        _write(plot, number, **entry["wrote"])
    _sell(plot, number, entry, currency=currency)


def _move(
    plot: Plot,
    number: int,
    stage: str,
    *,
    days: int,
    why: str,
    pieces: list[tuple[Mapping[str, Any], int]],
) -> None:
    """Bring a collaboration to a stage; once it produces, its content comes to where it stands."""
    one = collaborations.found(plot.store, number)
    collaborations.move(plot.store, one, CollaborationStage(stage), why=why, by=plot.by, now=plot.at(days))
    if stage == CollaborationStage.PRODUCING:
        for entry, deliverable_id in pieces:
            _produce(plot, entry, deliverable_id)


def _write(plot: Plot, number: int, *, days: int, subject: str, body: str, reason: str) -> None:
    """An outreach that nobody answered so far."""
    outreach.sent(plot.store, number, Letter(subject, body), reason=reason, after=0, by=plot.by, now=plot.at(days))


def _owe(plot: Plot, number: int, entry: Mapping[str, Any], *, start: int) -> int:
    fields = {"platform": entry["platform"], "format": Format(entry["format"]), "title": entry["title"]}
    fields["due_on"] = plot.on(entry["due"])
    return deliverables.plan(plot.store, number, fields, number=1, by=plot.by, now=plot.past(start))[0]


def _produce(plot: Plot, entry: Mapping[str, Any], deliverable_id: int) -> None:
    """A draft waits for its review, or it was approved and is live, with its figures."""
    if entry["state"] == DeliverableStage.PLANNED:
        return
    is_live = entry["state"] == DeliverableStage.PUBLISHED
    handed_in = plot.at(entry["due"] - 2, hour=7) if is_live else plot.today
    draft = {"text": entry["caption" if is_live else "draft"], "link": None, "file": None}
    version = _piece(plot, deliverable_id).version
    draft_id = drafts.submit(plot.store, deliverable_id, draft, reason="", version=version, by=plot.by, now=handed_in)
    if not is_live:
        return
    review = reviews.load(plot.store, draft_id)
    judgement = reviews.Judgement(
        Decision.APPROVED, range(len(review.must)), "The label is in the picture", review.mark
    )
    reviews.decide(plot.store, draft_id, judgement, by=plot.by, now=handed_in + timedelta(hours=3))
    seen = publishing.Seen(entry["caption"], on_screen="Advertisement", spoken="Advertisement")
    told = publishing.Publication(entry["url"], plot.on(entry["due"]), seen)
    version = _piece(plot, deliverable_id).version
    live_at = plot.at(entry["due"], hour=16)
    post = publishing.publish(plot.store, deliverable_id, told, version=version, by=plot.by, now=live_at)
    for day, *figures in entry["days"]:
        known = {name: number or None for name, number in zip(MEASURED, figures, strict=True)}
        reading = Reading(post.id, plot.on(day), PostFigures(**known))
        metrics.record(plot.store, [reading], source="manual", by=plot.by.slack_id, now=plot.at(day, hour=17))


def _piece(plot: Plot, deliverable_id: int) -> Deliverable:
    return content.found(plot.store, deliverable_id)


def _sell(plot: Plot, number: int, entry: Mapping[str, Any], *, currency: str) -> None:
    """Clicks over the days before today, and orders with the code."""
    if not entry.get("clicks"):
        return
    link = links.make(plot.store, number, by=plot.by, now=plot.at(-13))
    clicks = [
        Click(f"demo-{number}-{one}", number, plot.at(-12 + one % 12, hour=8 + one % 12), is_robot=one % 17 == 16)
        for one in range(entry["clicks"])
    ]
    conversions.count_clicks(plot.store, clicks, now=plot.today)
    orders = [
        Order(f"demo-{number}-{at}", plot.at(day, hour=18), amount, currency, codes=(link.code,))
        for at, (day, amount) in enumerate(entry["orders"])
    ]
    back = [
        Refund(f"demo-{number}-{at}/1", f"demo-{number}-{at}", plot.at(-1, hour=9), amount)
        for at, amount in entry.get("refunds", [])
    ]
    sent = [*(Sent(order) for order in orders), Sent(refunds=tuple(back))]
    conversions.take(plot.store, sent, source="file", by=plot.by.slack_id, now=plot.today)
