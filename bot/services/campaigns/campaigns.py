"""Campaigns: planning, changing and finding them, and keeping their cards in channels up to date."""

from datetime import datetime

from bot.domain.campaigns.campaigns import LONGEST_NAME, Campaign, CampaignState, Plan, card_key, check_plan
from bot.domain.influencers.influencers import key_of
from bot.domain.refused import Refused
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.campaigns import campaign_changes
from bot.services.payments import owed
from bot.services.team import homes
from storage import Store

TAKEN = "There is a campaign of this name already. Choose another name."


def add(store: Store, plan: Plan, *, by: Member, now: datetime) -> int:
    """Plan a campaign; gives its id, or refuses, every fault on its own field. Its channel gets its card."""
    check_plan(plan.fields)
    owner = plan.fields.get("owner") or by.slack_id
    campaign_id = store.campaigns.add({**plan.fields, "owner": owner}, by=by.slack_id, now=now)
    if campaign_id is None:
        raise Refused(TAKEN, field="name")
    _write_lists(store, campaign_id, plan)
    store.audit.record("add", f"campaign:{campaign_id}", by=by.slack_id, now=now)
    _show(store, found(store, campaign_id), was_in=None, now=now)
    homes.refresh_home(store, str(owner), now=now)
    return campaign_id


def check_name_free(store: Store, name: str) -> None:
    """Refuse the name of another campaign."""
    if _is_taken(store, name):
        raise Refused(TAKEN, field="name")


def _is_taken(store: Store, name: str) -> bool:
    return any(key_of(one.name) == key_of(name) for one in store.campaigns.named(name, limit=1))


def next_name(store: Store, name: str) -> str:
    """A free name for a copy: `Autumn bread 2` after `Autumn bread`, `Autumn bread 3` after that."""
    base, _, last = name.rpartition(" ")
    number = 2
    if base and last.isdecimal() and len(last) < 4:
        number = int(last) + 1
    else:
        base = name
    while True:
        proposed = f"{base[: LONGEST_NAME - 5]} {number}"
        if not _is_taken(store, proposed):
            return proposed
        number += 1


def change(store: Store, campaign_id: int, plan: Plan, *, version: int, by: Member, now: datetime) -> None:
    """Change what the form shows, unless a colleague changed the campaign meanwhile."""
    campaign = found(store, campaign_id)
    check_open(campaign)
    check_plan({"name": campaign.name, "starts_on": campaign.starts_on, "ends_on": campaign.ends_on, **plan.fields})
    _check_currency(store, campaign, plan)
    if campaign.version != version:
        raise Refused(changed_meanwhile(store, campaign_id, version=version))
    changed = campaign_changes.between(store, campaign, plan)
    if not changed:
        return
    name = str(plan.fields.get("name", campaign.name))
    if key_of(name) != key_of(campaign.name):
        check_name_free(store, name)
    if not store.campaigns.change(campaign, plan.fields):
        raise Refused(changed_meanwhile(store, campaign_id, version=version))
    _write_lists(store, campaign_id, plan)
    note(store, "change", campaign, by=by, now=now, changes=changed)
    owed.campaign_given(store, campaign_id, owner=campaign.owner, to=_owner(plan, campaign), now=now)
    _show(store, found(store, campaign_id), was_in=campaign.channel, now=now)
    for owner in {campaign.owner, _owner(plan, campaign)}:
        homes.refresh_home(store, owner, now=now)


def _owner(plan: Plan, campaign: Campaign) -> str:
    """Who runs the campaign once it is changed."""
    return str(plan.fields.get("owner", campaign.owner))


def _check_currency(store: Store, campaign: Campaign, plan: Plan) -> None:
    """A sum that was counted in one currency cannot become one of another."""
    wanted = plan.fields.get("currency", campaign.currency)
    if wanted != campaign.currency and store.campaign_sums.has_orders(campaign.id):
        sentence = f"Orders were counted in {campaign.currency} already, so the currency stays {campaign.currency}."
        raise Refused(sentence, field="currency")


def note(
    store: Store, verb: str, campaign: Campaign, *, by: Member, now: datetime, changes: list[str] | None = None
) -> None:
    """Put a change into the audit log, with the version that it made."""
    detail = {"version": campaign.version + 1, "changes": changes or []}
    store.audit.record(verb, f"campaign:{campaign.id}", by=by.slack_id, now=now, **detail)


def changed_meanwhile(store: Store, campaign_id: int, *, version: int) -> str:
    """The sentence that tells the slower of two who did what meanwhile."""
    told = campaign_changes.since(store, campaign_id, version=version) or "A colleague changed this campaign"
    return f"{told} while this form was open. Copy what you typed, close this, and open it again."


def _show(store: Store, campaign: Campaign, *, was_in: str | None, now: datetime) -> None:
    """Have the card stand in the campaign's channel; where it stood before, it says where it went."""
    key = card_key(campaign.id)
    if campaign.channel == was_in:
        refresh_card(store, campaign.id, now=now)
        return
    if was_in:
        kept = f"{key}:until:{campaign.version}"
        store.outbox.rename(key, to=kept)
        values = {"id": campaign.id, "name": campaign.name, "channel": campaign.channel}
        store.outbox.change(kept, kind="campaign_moved", values=values, now=now)
    if campaign.channel:
        message = Message("campaign_status", key=key, to=campaign.channel, values={"id": campaign.id})
        store.outbox.add(message, now=now)


def refresh_card(store: Store, campaign_id: int, *, now: datetime) -> None:
    """Have the card in the campaign's channel say how things stand now, if it was ever posted there."""
    store.outbox.redraw(card_key(campaign_id), kind="campaign_status", values={"id": campaign_id}, now=now)


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
        raise Refused(f"{campaign.name} is closed. Copy it to plan the next one, or reopen it.")
