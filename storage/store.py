"""What one transaction may do in one workspace: verbs, a query class per noun, never a session."""

from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection

from storage.address_links import AddressLinks
from storage.approvals import Approvals
from storage.audit import Audit
from storage.base import Queries
from storage.campaign_sums import CampaignSums
from storage.campaigns import Campaigns
from storage.care import Care
from storage.collaborations import Collaborations
from storage.concerns import Concerns
from storage.contract_texts import ContractTexts
from storage.contracts import Contracts
from storage.conversions import Conversions
from storage.delegations import Delegations
from storage.deliverables import Deliverables
from storage.digests import Digests
from storage.files import Files
from storage.followups import Followups
from storage.gift_items import GiftItems
from storage.gifts import GiftQueries
from storage.ideas import Ideas
from storage.influencers import Influencers
from storage.jobs import Jobs
from storage.links import Links
from storage.live import Live
from storage.members import Members
from storage.merges import Merges
from storage.nudges import Nudges
from storage.occasions import Occasions
from storage.outbox import Outbox
from storage.outreaches import Outreaches
from storage.payments import Payments
from storage.performance_notes import PerformanceNotes
from storage.performances import Performances
from storage.posts import Posts
from storage.profiles import Profiles
from storage.promises import Promises
from storage.results import Results
from storage.rewards import Rewards
from storage.roster import Roster
from storage.search import Searches
from storage.settings import Settings
from storage.signings import Signings
from storage.tiers import Tiers
from storage.touches import Touches

Noun = TypeVar("Noun", bound=Queries)


def _noun(kind: type[Noun]) -> cached_property[Noun]:
    """A query class, made when it is first asked for."""

    def made(store: "Store") -> Noun:
        return kind(store._connection, store.workspace)

    return cached_property(made)


class Store:
    """The nouns of one workspace. It cannot read another's rows."""

    def __init__(self, connection: Connection, workspace: str) -> None:
        self._connection = connection
        self.workspace = workspace

    @property
    def has_work(self) -> bool:
        """Whether this transaction left something to send or to do."""
        made = self.__dict__
        return any(name in made and made[name].has_work for name in ("outbox", "jobs"))

    def write(self) -> None:
        """Write what was kept for the end of the transaction: what is drawn anew, and last the audit log."""
        if "outbox" in self.__dict__:
            self.outbox.write()
        if "audit" in self.__dict__:
            self.audit.write()

    members = _noun(Members)
    """Who uses the bot, and in which role."""
    influencers = _noun(Influencers)
    """The people we have, or want, a relationship with."""
    profiles = _noun(Profiles)
    """Their accounts and figures."""
    roster = _noun(Roster)
    """Many influencers at once: what an import writes."""
    searches = _noun(Searches)
    """Finding, and saved searches."""
    touches = _noun(Touches)
    """The timeline."""
    followups = _noun(Followups)
    """Nudges that people asked for."""
    nudges = _noun(Nudges)
    """What is planned to be said, what was said, and what became of it."""
    occasions = _noun(Occasions)
    """Days that come round every year."""
    merges = _noun(Merges)
    """Offers to join two influencers who may be one."""
    posts = _noun(Posts)
    """Live content and its metrics over time."""
    campaigns = _noun(Campaigns)
    """Goals with a brief, dates, a budget and a channel."""
    campaign_sums = _noun(CampaignSums)
    """What a campaign's collaborations add up to."""
    collaborations = _noun(Collaborations)
    """Influencers in campaigns, and what they cost."""
    outreaches = _noun(Outreaches)
    """What was written to influencers, its templates, and offers."""
    deliverables = _noun(Deliverables)
    """Content owed, its drafts and its usage rights."""
    live = _noun(Live)
    """Posts as what became of deliverables."""
    links = _noun(Links)
    """Tracking links with their promo codes, and clicks."""
    conversions = _noun(Conversions)
    """Orders, refunds, and whose they are."""
    results = _noun(Results)
    """Sums over posts, clicks and conversions."""
    performances = _noun(Performances)
    """What collaborations came to within a month."""
    performance_notes = _noun(PerformanceNotes)
    """Who underperformed, and what was done about it."""
    rewards = _noun(Rewards)
    """What people earned by their results."""
    tiers = _noun(Tiers)
    """Which ambassador tier everybody holds."""
    digests = _noun(Digests)
    """What the digest of a week is made of."""
    contracts = _noun(Contracts)
    """The terms of collaborations, version by version."""
    contract_texts = _noun(ContractTexts)
    """Texts of contracts."""
    approvals = _noun(Approvals)
    """What waits for a manager's decision, and what was decided."""
    delegations = _noun(Delegations)
    """Who stands in for a manager who is away."""
    signings = _noun(Signings)
    """Links to sign by, signatures and proposals."""
    payments = _noun(Payments)
    """What is to be paid, and what was."""
    gifts = _noun(GiftQueries)
    """What we give."""
    gift_items = _noun(GiftItems)
    """The catalogue of gifts."""
    address_links = _noun(AddressLinks)
    """Links by which influencers give their address."""
    promises = _noun(Promises)
    """What we owe, with its date."""
    concerns = _noun(Concerns)
    """What worries us about somebody."""
    ideas = _noun(Ideas)
    """Ideas that influencers had."""
    care = _noun(Care)
    """What the health of relationships is counted from."""
    settings = _noun(Settings)
    """What the workspace decided for itself."""
    files = _noun(Files)
    """Uploaded files while they are needed."""
    jobs = _noun(Jobs)
    """Long work."""
    outbox = _noun(Outbox)
    """What is to be said, and what was."""
    audit = _noun(Audit)
    """Who changed what, and when."""
