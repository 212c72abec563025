"""The demo's bakers: seven who are alike, in a campaign that is closed and in one that runs, to be compared."""

import tomllib
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.demo.plots import Plot
from bot.domain.campaigns.campaigns import Plan
from bot.domain.campaigns.collaborations import CollaborationStage, CostKind, CostState
from bot.domain.content.posts import PostFigures, Reading
from bot.domain.influencers.handles import parse_profile
from bot.domain.influencers.influencers import LabelKind
from bot.domain.influencers.stages import Stage
from bot.domain.results.attribution import Order
from bot.domain.results.shop_orders import Sent
from bot.services.campaigns import campaign_ends, campaigns, collaborations, costs
from bot.services.content import metrics
from bot.services.influencers import influencers, touches
from bot.services.influencers.influencers import Details
from bot.services.results import conversions, links

BAKERS = Path(__file__).with_name("bakers.toml")
STAGES = (
    CollaborationStage.INVITED,
    CollaborationStage.ACCEPTED,
    CollaborationStage.PRODUCING,
    CollaborationStage.LIVE,
)

Entry = Mapping[str, Any]


def plant(plot: Plot) -> None:
    """Put the bakers on the roster, and let both campaigns come to where they stand."""
    known = tomllib.loads(BAKERS.read_text(encoding="utf-8"))
    people = [_baker(plot, one) for one in known["baker"]]
    for at, entry in enumerate(known["campaign"]):
        campaign = _campaign(plot, entry)
        for who, one in zip(people, known["baker"], strict=True):
            _work(plot, campaign, who, entry, handle=one["handle"], sold=one["sold"][at])
        if "outcome" in entry:
            version = campaigns.found(plot.store, campaign).version
            told = {"outcome": entry["outcome"], "lessons": entry["lessons"]}
            campaign_ends.close(plot.store, campaign, version=version, **told, by=plot.by, now=plot.today)


def _baker(plot: Plot, one: Entry) -> int:
    refs = [("profiles", parse_profile(one["handle"], platform="instagram"))]
    fields = {"name": one["name"], "owner": plot.by.slack_id}
    details = Details(fields=fields, labels={LabelKind.NICHE: ["baking"]}, profiles=refs)
    number = influencers.add(plot.store, details, by=plot.by, now=plot.at(-120))
    profile = plot.store.profiles.of([number])[number][0]
    given = {"followers": one["followers"], "likes": one["followers"] // 22, "comments": one["followers"] // 160}
    influencers.record_figures(plot.store, profile, plot.on(-4), given, by=plot.by, now=plot.at(-4))
    plot.store.influencers.change(touches.found(plot.store, number), {"stage": Stage.ACTIVE})
    return number


def _campaign(plot: Plot, entry: Entry) -> int:
    fields = {name: entry[name] for name in ("name", "about")}
    fields |= {"goal": "sales", "currency": "EUR", "budget": 500_000, "category": "bread", "places": "DE"}
    fields |= {"hashtags": "#hazelmill", "mentions": "@hazelmill", "landing_page": "https://shop.hazelmill.example/"}
    fields |= {"starts_on": plot.on(entry["starts"]), "ends_on": plot.on(entry["ends"]), "window_days": 30}
    fields |= {"round_cap": 2, "owner": plot.by.slack_id}
    return campaigns.add(plot.store, Plan(fields), by=plot.by, now=plot.at(entry["starts"] - 2))


def _work(plot: Plot, campaign: int, who: int, entry: Entry, *, handle: str, sold: int) -> None:
    """Somebody says yes, posts three times and sells."""
    store, by, began = plot.store, plot.by, plot.at(entry["starts"])
    number = collaborations.add(store, campaign, [who], why="Bakes as we do", by=by, now=began).new[0]
    for later, stage in enumerate(STAGES, 1):
        one = collaborations.found(store, number)
        collaborations.move(store, one, stage, why="", by=by, now=began + timedelta(hours=later))
    fee = costs.Typed(CostKind.FEES, CostState.SPENT, f"{entry['fee'] / 100:.2f}", "Three reels")
    costs.add(store, number, fee, by=by, now=began)
    profile = store.profiles.of([who])[who][0]
    for day in entry["posts"]:
        key = f"DEMO{number}x{-day}"
        row = {"profile_id": profile.id, "platform": "instagram", "post_key": key, "title": f"{entry['name']}, a reel"}
        row |= {"url": f"https://www.instagram.com/reel/{key}/", "collaboration_id": number, "category": None}
        (post,) = store.posts.add([{**row, "published_on": plot.on(day), "caption": f"#ad {handle}"}])
        seen = PostFigures(likes=400 + sold // 160, comments=30 + sold // 2_000, impressions=9_000 + sold // 20)
        metrics.record(store, [Reading(post, plot.on(-2), seen)], source="manual", by=by.slack_id, now=plot.at(-2))
    code = links.make(store, number, by=by, now=began).code
    parts = [(day + 1, sold // len(entry["posts"])) for day in entry["posts"]]
    orders = [
        Sent(Order(f"bakers-{number}-{day}", plot.at(day, hour=18), amount, "EUR", codes=(code,)))
        for day, amount in parts
    ]
    conversions.take(store, orders, source="file", by=by.slack_id, now=plot.today)
