"""What goes on outside while somebody travels in the demo: people click, order, and look at posts, day after day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from bot.domain.campaigns.campaigns import Campaign, CampaignState
from bot.domain.content.posts import PostFigures, Reading
from bot.domain.results.attribution import Order
from bot.domain.results.links import TrackingLink
from bot.domain.results.shop_orders import Sent
from bot.services.content import metrics
from bot.services.results import conversions
from storage import Store
from storage.links import Click

LONGEST = timedelta(days=60)
"""Of a longer journey only the last days are lived through."""
READ_EVERY = 3
"""Days between two looks at the figures of posts."""


def pass_time(store: Store, *, since: datetime, until: datetime) -> None:
    """Let in what came in between two moments, the same ones each time: for everybody with a link, and live posts."""
    since = max(since, until - LONGEST)
    clicks, orders, seen = list[Click](), list[Sent](), list[Reading]()
    for campaign in store.campaigns.all(state=CampaignState.OPEN):
        for one in store.collaborations.of_campaign(campaign.id):
            link = store.links.of(one.id)
            if link is not None:
                for day in _days(campaign, since, until):
                    clicks += _clicks(link, day, since=since, until=until)
                    orders += _orders(link, campaign, day, since=since, until=until)
            seen += _looks(store, one.id, since=since, until=until)
    conversions.count_clicks(store, clicks, now=until)
    conversions.take(store, orders, source="shop", by=None, now=until)
    metrics.record(store, seen, source="API", by=None, now=until)


def _days(campaign: Campaign, since: datetime, until: datetime) -> Iterator[date]:
    """The days in which somebody may still buy: those of the campaign, and a week more."""
    day, last = since.date(), min(until.date(), campaign.ends_on + timedelta(days=7))
    while day <= last:
        yield day
        day += timedelta(days=1)


def _chance(about: str) -> Random:
    """The same chance each time."""
    return Random(f"demo {about}")  # noqa: S311 - a play, no secret


def _moments(chance: Random, number: int, day: date, *, since: datetime, until: datetime) -> list[datetime]:
    """So many moments of a day, those that lie in the time that passes."""
    midnight = datetime.combine(day, time(), UTC)
    every = [midnight + timedelta(hours=7, minutes=chance.randrange(15 * 60)) for _ in range(number)]
    return [moment for moment in every if since < moment <= until]


def _pull(link: TrackingLink, day: date) -> float:
    """How much somebody draws on a day: each differently, more at the week's end, and in waves."""
    own = _chance(f"{link.collaboration_id}")
    wave = 0.55 + 0.9 * abs((day.toordinal() // 7 * 5 + own.randrange(7)) % 7 - 3) / 3
    return own.uniform(0.3, 1.3) * wave * (1.3 if day.weekday() >= 5 else 1.0)


def _clicks(link: TrackingLink, day: date, *, since: datetime, until: datetime) -> list[Click]:
    chance = _chance(f"clicks {link.collaboration_id} {day}")
    number = link.collaboration_id
    moments = _moments(chance, round(26 * _pull(link, day)), day, since=since, until=until)
    return [Click(f"live-{number}-{day}-{at}", number, moment, is_robot=False) for at, moment in enumerate(moments)]


def _orders(link: TrackingLink, campaign: Campaign, day: date, *, since: datetime, until: datetime) -> list[Sent]:
    chance = _chance(f"orders {link.collaboration_id} {day}")
    count = int(_pull(link, day) * 0.7 + chance.random() * 0.9)
    moments = _moments(chance, count, day, since=since, until=until)
    key = f"live-{link.collaboration_id}-{day}"
    return [
        Sent(Order(f"{key}-{at}", moment, chance.randrange(29, 190) * 50, campaign.currency, codes=(link.code,)))
        for at, moment in enumerate(moments)
    ]


def _looks(store: Store, collaboration_id: int, *, since: datetime, until: datetime) -> list[Reading]:
    """The figures of live posts as they grow, every few days."""
    found = []
    for post in store.posts.of_collaborations([collaboration_id]):
        known = store.posts.days([post.id])
        if not known:
            continue
        last, day = known[-1].figures, since.date() + timedelta(days=1)
        while day <= until.date():
            if day.toordinal() % READ_EVERY == 0:
                grown = _chance(f"{post.id} {day}").uniform(1.01, 1.05)
                last = PostFigures(*(None if one is None else round(one * grown) for one in last))
                found.append(Reading(post.id, day, last))
            day += timedelta(days=1)
    return found
