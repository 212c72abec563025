"""Campaigns: planning, changing, finding and closing them."""

from datetime import datetime

from bot.domain.campaigns import Campaign, CampaignState, Plan, check_plan
from bot.domain.refused import Refused
from bot.domain.roles import Member
from bot.services import members
from storage import Store


def add(store: Store, plan: Plan, *, by: Member, now: datetime) -> int:
    """Plan a campaign; gives its id, or refuses, every fault on its own field."""
    check_plan(plan.fields)
    campaign_id = store.campaigns.add(
        {**plan.fields, "owner": plan.fields.get("owner") or by.slack_id}, by=by.slack_id, now=now
    )
    if campaign_id is None:
        raise Refused("There is a campaign of this name already. Choose another name.", field="name")
    _write_lists(store, campaign_id, plan)
    store.audit.record("add", f"campaign:{campaign_id}", by=by.slack_id, now=now)
    return campaign_id


def change(store: Store, campaign_id: int, plan: Plan, *, version: int, by: Member, now: datetime) -> None:
    """Change what the form shows, unless a colleague changed the campaign meanwhile."""
    campaign = found(store, campaign_id)
    check_plan({"name": campaign.name, "starts_on": campaign.starts_on, "ends_on": campaign.ends_on, **plan.fields})
    if campaign.version != version or not store.campaigns.change(campaign, plan.fields):
        raise Refused(_changed_meanwhile(store, campaign_id))
    _write_lists(store, campaign_id, plan)
    fields = sorted(plan.fields)
    store.audit.record("change", f"campaign:{campaign_id}", by=by.slack_id, now=now, fields=fields)


def _changed_meanwhile(store: Store, campaign_id: int) -> str:
    last = store.audit.of(f"campaign:{campaign_id}")[-1]
    what = ", ".join(str(name).replace("_", " ") for name in last["detail"].get("fields", ()))
    changed = f" ({what})" if what else ""
    return (
        f"{members.name_of(store, last['by'])} changed this campaign while the form was open{changed}. "
        "Copy what you typed, close this, and open it again."
    )


def _write_lists(store: Store, campaign_id: int, plan: Plan) -> None:
    if plan.brief is not None:
        store.campaigns.set_brief(campaign_id, plan.brief)
    for kind, texts in (plan.wanted or {}).items():
        store.campaigns.set_wanted(campaign_id, kind, texts)


def found(store: Store, campaign_id: int) -> Campaign:
    """The campaign, or a refusal."""
    campaign = store.campaigns.get(campaign_id)
    if campaign is None:
        raise Refused("This campaign is no longer here.")
    return campaign


def named(store: Store, text: str) -> list[Campaign]:
    """The campaigns that a person may mean by `text`; raises Refused when there is none."""
    campaigns = store.campaigns.named(text)
    if not campaigns:
        known = ", ".join(one.name for one in store.campaigns.all(limit=5))
        hint = f"There are: {known}." if known else "There is none yet: `/campaign new` plans the first."
        raise Refused(f"I know no campaign called “{text[:60]}”. {hint}")
    return campaigns


def check_open(campaign: Campaign) -> None:
    """Refuse changes in a campaign that is closed."""
    if campaign.state is CampaignState.CLOSED:
        raise Refused(f"{campaign.name} is closed. Copy it to plan the next one.")
