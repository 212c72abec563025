"""What one transaction may do in one workspace: verbs, a query class per noun, never a session."""

from functools import cached_property

from sqlalchemy import Connection

from storage.address_links import AddressLinks
from storage.approvals import Approvals
from storage.audit import Audit
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

    @cached_property
    def members(self) -> Members:
        """Who uses the bot, and in which role."""
        return Members(self._connection, self.workspace)

    @cached_property
    def influencers(self) -> Influencers:
        """The people we have, or want, a relationship with."""
        return Influencers(self._connection, self.workspace)

    @cached_property
    def profiles(self) -> Profiles:
        """Their accounts and figures."""
        return Profiles(self._connection, self.workspace)

    @cached_property
    def roster(self) -> Roster:
        """Many influencers at once: what an import writes."""
        return Roster(self._connection, self.workspace)

    @cached_property
    def searches(self) -> Searches:
        """Finding, and saved searches."""
        return Searches(self._connection, self.workspace)

    @cached_property
    def touches(self) -> Touches:
        """The timeline."""
        return Touches(self._connection, self.workspace)

    @cached_property
    def followups(self) -> Followups:
        """Nudges that people asked for."""
        return Followups(self._connection, self.workspace)

    @cached_property
    def nudges(self) -> Nudges:
        """What is planned to be said, what was said, and what became of it."""
        return Nudges(self._connection, self.workspace)

    @cached_property
    def occasions(self) -> Occasions:
        """Days that come round every year."""
        return Occasions(self._connection, self.workspace)

    @cached_property
    def merges(self) -> Merges:
        """Offers to join two influencers who may be one."""
        return Merges(self._connection, self.workspace)

    @cached_property
    def posts(self) -> Posts:
        """Live content and its metrics over time."""
        return Posts(self._connection, self.workspace)

    @cached_property
    def campaigns(self) -> Campaigns:
        """Goals with a brief, dates, a budget and a channel."""
        return Campaigns(self._connection, self.workspace)

    @cached_property
    def campaign_sums(self) -> CampaignSums:
        """What a campaign's collaborations add up to."""
        return CampaignSums(self._connection, self.workspace)

    @cached_property
    def collaborations(self) -> Collaborations:
        """Influencers in campaigns, and what they cost."""
        return Collaborations(self._connection, self.workspace)

    @cached_property
    def outreaches(self) -> Outreaches:
        """What was written to influencers, its templates, and offers."""
        return Outreaches(self._connection, self.workspace)

    @cached_property
    def deliverables(self) -> Deliverables:
        """Content owed, its drafts and its usage rights."""
        return Deliverables(self._connection, self.workspace)

    @cached_property
    def live(self) -> Live:
        """Posts as what became of deliverables."""
        return Live(self._connection, self.workspace)

    @cached_property
    def links(self) -> Links:
        """Tracking links with their promo codes, and clicks."""
        return Links(self._connection, self.workspace)

    @cached_property
    def conversions(self) -> Conversions:
        """Orders, refunds, and whose they are."""
        return Conversions(self._connection, self.workspace)

    @cached_property
    def results(self) -> Results:
        """Sums over posts, clicks and conversions."""
        return Results(self._connection, self.workspace)

    @cached_property
    def performances(self) -> Performances:
        """What collaborations came to within a month."""
        return Performances(self._connection, self.workspace)

    @cached_property
    def performance_notes(self) -> PerformanceNotes:
        """Who underperformed, and what was done about it."""
        return PerformanceNotes(self._connection, self.workspace)

    @cached_property
    def rewards(self) -> Rewards:
        """What people earned by their results."""
        return Rewards(self._connection, self.workspace)

    @cached_property
    def tiers(self) -> Tiers:
        """Which ambassador tier everybody holds."""
        return Tiers(self._connection, self.workspace)

    @cached_property
    def digests(self) -> Digests:
        """What the digest of a week is made of."""
        return Digests(self._connection, self.workspace)

    @cached_property
    def contracts(self) -> Contracts:
        """The terms of collaborations, version by version."""
        return Contracts(self._connection, self.workspace)

    @cached_property
    def contract_texts(self) -> ContractTexts:
        """Texts of contracts."""
        return ContractTexts(self._connection, self.workspace)

    @cached_property
    def approvals(self) -> Approvals:
        """What waits for a manager's decision, and what was decided."""
        return Approvals(self._connection, self.workspace)

    @cached_property
    def delegations(self) -> Delegations:
        """Who stands in for a manager who is away."""
        return Delegations(self._connection, self.workspace)

    @cached_property
    def signings(self) -> Signings:
        """Links to sign by, signatures and proposals."""
        return Signings(self._connection, self.workspace)

    @cached_property
    def payments(self) -> Payments:
        """What is to be paid, and what was."""
        return Payments(self._connection, self.workspace)

    @cached_property
    def gifts(self) -> GiftQueries:
        """What we give."""
        return GiftQueries(self._connection, self.workspace)

    @cached_property
    def gift_items(self) -> GiftItems:
        """The catalogue of gifts."""
        return GiftItems(self._connection, self.workspace)

    @cached_property
    def address_links(self) -> AddressLinks:
        """Links by which influencers give their address."""
        return AddressLinks(self._connection, self.workspace)

    @cached_property
    def promises(self) -> Promises:
        """What we owe, with its date."""
        return Promises(self._connection, self.workspace)

    @cached_property
    def concerns(self) -> Concerns:
        """What worries us about somebody."""
        return Concerns(self._connection, self.workspace)

    @cached_property
    def ideas(self) -> Ideas:
        """Ideas that influencers had."""
        return Ideas(self._connection, self.workspace)

    @cached_property
    def care(self) -> Care:
        """What the health of relationships is counted from."""
        return Care(self._connection, self.workspace)

    @cached_property
    def settings(self) -> Settings:
        """What the workspace decided for itself."""
        return Settings(self._connection, self.workspace)

    @cached_property
    def files(self) -> Files:
        """Uploaded files while they are needed."""
        return Files(self._connection, self.workspace)

    @cached_property
    def jobs(self) -> Jobs:
        """Long work."""
        return Jobs(self._connection, self.workspace)

    @cached_property
    def outbox(self) -> Outbox:
        """What is to be said, and what was."""
        return Outbox(self._connection, self.workspace)

    @cached_property
    def audit(self) -> Audit:
        """Who changed what, and when."""
        return Audit(self._connection, self.workspace)
