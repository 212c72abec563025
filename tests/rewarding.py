"""What people do around rewards, for the tests: a campaign with like peers and their results, closed or running."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from bot.domain.approvals.approvals import Subject
from bot.domain.campaigns.collaborations import CollaborationStage
from bot.domain.influencers.influencers import key_of
from bot.domain.rewards.rewards import Reward
from bot.domain.team.roles import Role
from bot.services.influencers import influencers
from storage.tables import post, post_metric
from tests.deciding import give_role, on_roster
from tests.results import Happening, put
from tests.workspace import Message, Seen, Workspace

NAMES = ("Noor Haddad", "Sam Ode", "Ben Okoro", "Cleo Marsh", "Dina Petrov", "Eli Wren", "Finn Ojala")
"""Seven like influencers: the first sells most, the sixth comes next, and the last is far below."""

REVENUES = (90_000, 30_000, 30_000, 40_000, 50_000, 60_000, 10_000)


def roster(workspace: Workspace, names: Sequence[str] = NAMES) -> None:
    """Influencers with a micro profile on TikTok, and Omar a manager."""
    give_role(workspace, "omar", Role.MANAGER)
    by, day = workspace.member("maria"), workspace.clock().date()
    for at, name in enumerate(names):
        on_roster(workspace, name, f"like.{at}.{len(name)}")
        with workspace.bot.deps.transaction(workspace.team) as store:
            who = store.searches.by_name(key_of(name), limit=1)[0]
            profile = store.profiles.of([who.id])[who.id][0]
            influencers.record_figures(store, profile, day, {"followers": 20_000}, by=by, now=workspace.clock())


def crew(
    workspace: Workspace,
    name: str = "Autumn bread",
    *,
    revenues: Sequence[int] = REVENUES,
    names: Sequence[str] = NAMES,
    posts: int = 3,
    published: date | None = None,
    budget: int | None = 1_000_000,
    fee: int = 50_000,
) -> int:
    """A campaign about sales in which everybody has results; gives its id. Maria runs it and looks after everybody."""
    campaign = workspace.campaign("maria", name, budget=budget)
    for who, amount in zip(names, revenues, strict=True):
        one = Happening(workspace, workspace.collaboration("maria", campaign, who))
        happened(workspace, one, amount, posts=posts, published=published, fee=fee)
    return campaign


def happened(
    workspace: Workspace, one: Happening, amount: int, *, posts: int, published: date | None, fee: int
) -> None:
    """Somebody said yes, posted, and sold for so much; all figures but what they sold are the same for everybody."""
    day = published or workspace.clock().date() - timedelta(days=20)
    with workspace.bot.deps.transaction(workspace.team) as store:
        kept = store.collaborations.get(one.id)
        assert kept is not None
        assert store.collaborations.change(kept, {"stage": CollaborationStage.LIVE})
        profile = store.profiles.of([kept.influencer_id])[kept.influencer_id][0]
    for at in range(posts):
        row = {"profile_id": profile.id, "platform": "tiktok", "post_key": f"{one.id}-{at}-{day}", "title": "Post"}
        row |= {"url": f"https://www.tiktok.com/p/{one.id}{at}", "collaboration_id": one.id, "published_on": day}
        number = put(workspace, post, [row])
        metrics = {"likes": amount // 100, "comments": 10, "impressions": 10_000, "entered_at": workspace.clock()}
        put(workspace, post_metric, [{"post_id": number, "day": day, "source": "manual", **metrics}])
    one.link()
    one.clicks(amount // 10_000)
    one.orders([amount])
    if fee:
        one.cost(fee)
    one.sum_up()


@pytest.fixture
def won(workspace: Workspace) -> Workspace:
    """Maria's campaign with seven like influencers was closed, and Noor stood out."""
    roster(workspace)
    crew(workspace)
    close(workspace)
    return workspace


def close(workspace: Workspace, campaign: str = "Autumn bread", who: str = "maria") -> Seen:
    """Somebody closes a campaign; what follows happens."""
    person = workspace.person(who)
    card = person.command(f"/campaign show {campaign}")
    closed = person.submit(person.click("Close", card), outcome="It sold well.")
    workspace.settle()
    return closed


def rewards(workspace: Workspace) -> list[Reward]:
    """Every reward, the oldest first."""
    with workspace.bot.deps.reading(workspace.team) as store:
        found = [store.rewards.get(number) for number in range(1, 30)]
    return [one for one in found if one is not None]


def asked(workspace: Workspace, name: str = "omar") -> Message:
    """The message that asks somebody about a reward last."""
    return [one for one in workspace.told(name) if "Reward" in one.text and one.thread_ts in (None, one.ts)][-1]


def approve(workspace: Workspace, name: str = "omar") -> Seen:
    """Somebody approves the reward that they were asked about last."""
    person = workspace.person(name)
    decided = person.submit(person.click("Approve", asked(workspace, name)))
    workspace.settle()
    return decided


def to_give(workspace: Workspace, name: str = "maria") -> Message:
    """The message that says what is to be given."""
    says = ("To be given now", "Reward given", "Reward cancelled")
    return [one for one in workspace.told(name) if any(each in one.text for each in says)][-1]


def opened_by(workspace: Workspace, name: str) -> Seen:
    """The rewards of the campaign, from its report."""
    person = workspace.person(name)
    return person.click("Rewards", person.command("/campaign report Autumn bread"))


def costs(workspace: Workspace, campaign: int) -> Mapping[tuple[str, str], int]:
    """What a campaign's bonuses come to, by kind and state."""
    with workspace.bot.deps.reading(workspace.team) as store:
        ids = [one.id for one in store.collaborations.of_campaign(campaign)]
        found: dict[tuple[str, str], int] = {}
        for one in store.collaborations.costs(ids):
            found[one.kind, one.state] = found.get((one.kind, one.state), 0) + one.amount
    return found


def open_requests(workspace: Workspace, reward_id: int) -> int:
    """How many requests for a decision on a reward there ever were."""
    with workspace.bot.deps.reading(workspace.team) as store:
        return len(store.approvals.of(Subject.REWARD, reward_id))
