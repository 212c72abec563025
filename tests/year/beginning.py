"""The team, its influencers and campaigns before the first day, as the oracle knows them."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from tests.year import story
from tests.year.affairs import Affairs
from tests.year.almanac import comes_round
from tests.year.story import BOSSES, MARKETERS, PEOPLE
from tests.year.things import Collab, Influencer
from tests.year.touching import reach


def beginning(seed: int, *, now: datetime) -> Affairs:
    """What there is, by a seed: each influencer is in one to three campaigns."""
    affairs = Affairs(dict(PEOPLE), dict(story.TEAM_MANNERS), dict(story.OWN_MANNERS))
    chance = Random(f"beginning:{seed}")
    affairs.bosses = {number: chance.choice(BOSSES) for number in range(1, story.CAMPAIGNS + 1)}
    for influencer in range(1, story.INFLUENCERS + 1):
        affairs.influencers[influencer] = Influencer(chance.choice(MARKETERS), now)
        for campaign in sorted(chance.sample(range(1, story.CAMPAIGNS + 1), chance.randint(1, 3))):
            owner = chance.choice(MARKETERS)
            affairs.collabs[len(affairs.collabs) + 1] = Collab(influencer, campaign, owner)
    _past(affairs, seed, now=now)
    return affairs


def _past(affairs: Affairs, seed: int, *, now: datetime) -> None:
    """What was before: everybody was born, and some said yes a year or more ago, about this time of the year."""
    chance, this = Random(f"past:{seed}"), now.date()
    affairs.years = (this.year, this.year + 1, this.year + 2)
    for one in affairs.influencers.values():
        near = this + timedelta(days=chance.randrange(-10, 60))
        one.birthday = chance.choice([date(1996, 2, 29), comes_round(near, 1996), comes_round(near, 1999)])
    for number in chance.sample(sorted(affairs.collabs), 20):
        near = comes_round(this + timedelta(days=chance.randrange(-10, 50)), this.year - chance.randrange(1, 4))
        day = chance.choice([date(2024, 2, 29), near, near])
        at = datetime.combine(day, time(chance.randrange(24)), UTC)
        reach(affairs, number, "invited", at)
        reach(affairs, number, "accepted", at)
