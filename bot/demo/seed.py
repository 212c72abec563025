"""What the demo opens with: invented creators with a past, and real spreadsheets at hand."""

import tomllib
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import Bot
from bot.demo import bakers, campaigns, contracts, gifts
from bot.demo.plots import People, Plot
from bot.domain.digests.schedule import Schedule
from bot.domain.influencers.handles import parse_profile
from bot.domain.influencers.influencers import LabelKind
from bot.domain.influencers.stages import Stage
from bot.domain.influencers.touches import TouchKind
from bot.domain.team.roles import Member, Role
from bot.services.digests import digest_settings
from bot.services.influencers import followups, influencers, touches
from bot.services.influencers.influencers import Details
from bot.services.team import members
from sandbox.driver import Sandbox
from storage import Store

ROSTER = Path(__file__).with_name("roster.toml")
ZONE = ZoneInfo("Europe/Berlin")
"""Where the office of the demo is."""

FILES = Path(__file__).resolve().parents[2] / "sandbox" / "files"

LABELS = {
    "tags": LabelKind.TAG,
    "niches": LabelKind.NICHE,
    "values": LabelKind.VALUE,
    "strengths": LabelKind.STRENGTH,
    "languages": LabelKind.LANGUAGE,
}
WELCOME = (
    "Welcome! Type `/rapport` to see what Rapport can do, `/influencer find` for who is on the roster, "
    "or drop one of the spreadsheets below into `/influencer import`."
)

CHANNEL = "launch"
"""Where the running campaign is talked about."""


def plant(bot: Bot, slack: Sandbox) -> None:
    """Fill an empty workspace."""
    team = bot.home.team_id
    people = {name: members.acting(bot.deps, team, slack.person(name).id) for name in ("maria", "omar", "ada")}
    with bot.database.transaction(team) as store:
        members.give_role(store, bot.deps, to=people["omar"], role=Role.MANAGER, by=people["ada"])
        for entry in tomllib.loads(ROSTER.read_text(encoding="utf-8"))["influencer"]:
            _influencer(store, entry, people=people, now=bot.clock())
        channel = slack.ask(lambda whole: whole.workspace.channel_named(CHANNEL))
        channels = {CHANNEL: channel.id} if channel else {}
        campaigns.plant(store, people=people, channels=channels, now=bot.clock())
        contracts.plant(Plot(store, people["maria"], bot.clock()), people)
        gifts.plant(Plot(store, people["maria"], bot.clock()), people)
        bakers.plant(Plot(store, people["maria"], bot.clock()))
        monday = Schedule(0, time(9), ZONE.key)
        digest_settings.set_schedule(store, monday, channel=None, seen="", by=people["ada"], now=bot.clock())
        knows = [one.slack_id for one in people.values()]
        store.outbox.forget(to=knows, before=bot.clock() - timedelta(days=1))
    ada, maria = slack.person("ada"), slack.person("maria")
    ada.say(WELCOME, channel="#general")
    for path in sorted(FILES.glob("*.csv")):
        maria.upload(path.name, path.read_bytes(), channel="#general")


def _influencer(store: Store, entry: Mapping[str, Any], *, people: People, now: datetime) -> None:
    by = people[entry.get("owner", "maria")]
    fields = {key: entry.get(key) for key in ("name", "country", "email", "birthday", "notes")}
    fields["owner"] = people[entry["owner"]].slack_id if "owner" in entry else None
    refs = [("profiles", parse_profile(one["handle"], platform=one["platform"])) for one in entry["profiles"]]
    labels = {kind: entry.get(key, []) for key, kind in LABELS.items()}
    added = now - timedelta(days=400)
    influencer_id = influencers.add(store, Details(fields=fields, labels=labels, profiles=refs), by=by, now=added)
    _figures(store, influencer_id, entry, by=by, now=now)
    for one in entry.get("touches", []):
        at = now - timedelta(days=one["days"])
        kind = TouchKind(one["kind"])
        touches.log(store, influencer_id, kind=kind, text=one["text"], by=people[one["by"]], now=now, at=at)
    for one in entry.get("followups", []):
        due_at = _at(now + timedelta(days=one["days"]), one["at"])
        asked = due_at - timedelta(days=7)
        owner = people[one["owner"]]
        followups.add(store, influencer_id, due_at=due_at, what=one["what"], owner=owner.slack_id, by=owner, now=asked)
    found = touches.found(store, influencer_id)
    store.influencers.change(found, {"stage": Stage(entry["stage"])})


def _at(moment: datetime, clock: time) -> datetime:
    """That day at this hour in the office's zone."""
    return datetime.combine(moment.astimezone(ZONE).date(), clock, ZONE)


def _figures(store: Store, influencer_id: int, entry: Mapping[str, Any], *, by: Member, now: datetime) -> None:
    profiles = {(one.platform, one.handle): one for one in store.profiles.of([influencer_id])[influencer_id]}
    for one in entry["profiles"]:
        profile = profiles[one["platform"], one["handle"]]
        for month in one["months"]:
            at = now - timedelta(days=month["days"])
            given = {key: value for key, value in month.items() if key != "days"}
            influencers.record_figures(store, profile, at.date(), given, by=by, now=at)
