"""A collaboration's tracking link and promo code: made once, shown, and its code changed while no order used it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlsplit

from bot.domain.campaigns.campaigns import Campaign, Plan
from bot.domain.campaigns.collaborations import Collaboration
from bot.domain.refused import Refused
from bot.domain.results.attribution import code_key
from bot.domain.results.links import (
    CLICK_PARAMETER,
    TrackingLink,
    check_landing_page,
    is_within,
    link_alias,
    target_address,
)
from bot.domain.results.promo_codes import check_promo_code, promo_code
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.qr_codes import qr_picture
from bot.services.campaigns import campaigns, collaborations
from bot.services.results import conversions
from bot.services.team import members
from storage import Store
from storage.conversions import Trace

TRIES = 50
"""How often an alias is sought anew that another workspace has."""


@dataclass(frozen=True, slots=True)
class LinkCard:
    """All that is to be shown of a link. `utm` is what its address adds; `used` counts orders that name the code."""

    link: TrackingLink
    campaign: Campaign
    name: str
    address: str
    leads_to: str
    utm: Mapping[str, str]
    used: int
    clicks: int
    robots: int


def make(store: Store, collaboration_id: int, *, by: Member, now: datetime) -> TrackingLink:
    """The link of a collaboration, made now if there is none. The campaign must have a landing page."""
    store.conversions.hold()
    made = store.links.of(collaboration_id)
    if made is not None:
        return made
    one = collaborations.found(store, collaboration_id)
    campaign = campaigns.found(store, one.campaign_id)
    target = check_landing_page(campaign.landing_page or "", allow_local=True)
    link = _add(store, one, campaign, target=target, now=now)
    store.audit.record("link", f"collaboration:{collaboration_id}", by=by.slack_id, now=now, alias=link.alias)
    conversions.link_changed(store, codes=[link.code_key], aliases=[link.alias], now=now)
    return link


def _add(store: Store, one: Collaboration, campaign: Campaign, *, target: str, now: datetime) -> TrackingLink:
    name = collaborations.name_of(store, one)
    profiles = store.profiles.of([one.influencer_id]).get(one.influencer_id, [])
    handle = profiles[0].handle if profiles else name
    year = campaign.starts_on.year % 100
    code = promo_code(handle, number=year, taken=lambda text: store.links.with_code(code_key(text)) is not None)
    elsewhere: set[str] = set()
    for _ in range(TRIES):
        alias = link_alias(
            campaign.name,
            name,
            taken=lambda text: text in elsewhere or store.links.with_alias(text) is not None,
        )
        store.links.add(one.id, alias=alias, target=target, code=code, code_key=code_key(code), now=now)
        made = store.links.of(one.id)
        if made is not None:
            return made
        elsewhere.add(alias)
    raise Refused("No address is left for this link. Give the campaign a name of its own, and try again.")


def card(store: Store, link: TrackingLink, *, public_url: str) -> LinkCard:
    """What is to be shown of a link."""
    one = collaborations.found(store, link.collaboration_id)
    campaign = campaigns.found(store, one.campaign_id)
    platform = platform_of(store, one.influencer_id)
    page = served_page(link.target, campaign.landing_page)
    whole = target_address(page or link.target, alias=link.alias, campaign=campaign.name, token="", source=platform)
    clicks, robots = store.links.count_clicks(link.collaboration_id)
    return LinkCard(
        link=link,
        campaign=campaign,
        name=collaborations.name_of(store, one),
        address=f"{public_url}/l/{link.alias}",
        leads_to=page or "",
        utm={name: value for name, value in parse_qsl(urlsplit(whole).query) if name.startswith("utm_")},
        used=used(store, link),
        clicks=clicks,
        robots=robots,
    )


def used(store: Store, link: TrackingLink) -> int:
    """How many orders name the link's code."""
    return len(store.conversions.naming(Trace.CODE, [link.code_key]))


def found(store: Store, link_id: int) -> TrackingLink:
    """The link, or a refusal."""
    link = store.links.get(link_id)
    if link is None:
        raise Refused("This link is no longer here: its collaboration was removed.")
    return link


def change_code(store: Store, link: TrackingLink, text: str, *, seen: str, by: Member, now: datetime) -> None:
    """Give a link another code, while no order used the one it has. `seen` is the code that the form showed."""
    code = check_promo_code(text)
    store.conversions.hold()
    if code == link.code:
        return
    if link.code != seen:
        raise Refused(_changed_meanwhile(store, link), field="code")
    number = used(store, link)
    if number:
        orders = "An order has" if number == 1 else f"{number} orders have"
        raise Refused(f"{orders} used {link.code} already, so it stays as it is.", field="code")
    owner = store.links.with_code(code_key(code))
    if owner is not None and owner.id != link.id:
        raise Refused(f"{owner.code} is {_whose(store, owner)} already. Choose another code.", field="code")
    if not store.links.change_code(link, code=code, code_key=code_key(code)):
        raise Refused(_changed_meanwhile(store, found(store, link.id)), field="code")
    about = f"collaboration:{link.collaboration_id}"
    store.audit.record("code", about, by=by.slack_id, now=now, old=link.code, new=code)
    conversions.link_changed(store, codes=[link.code_key, code_key(code)], aliases=[], now=now)


def _changed_meanwhile(store: Store, link: TrackingLink) -> str:
    changes = [one for one in store.audit.of(f"collaboration:{link.collaboration_id}") if one["verb"] == "code"]
    who = members.name_of(store, changes[-1]["by"]) if changes else "A colleague"
    return f"{who} changed this code to {link.code} while the window was open. Close it and open it again."


def _whose(store: Store, link: TrackingLink) -> str:
    one = collaborations.found(store, link.collaboration_id)
    return f"{collaborations.name_of(store, one)}'s in {campaigns.found(store, one.campaign_id).name}"


def set_landing_page(store: Store, campaign_id: int, text: str, *, version: int, by: Member, now: datetime) -> None:
    """Give a campaign its landing page, where its links lead."""
    page = check_landing_page(text)
    campaigns.change(store, campaign_id, Plan({"landing_page": page}), version=version, by=by, now=now)


def send_picture(store: Store, shown: LinkCard, *, by: Member, now: datetime) -> None:
    """Send the QR picture of a link as a file in a direct message; pressed twice within a minute, once."""
    file_id = store.files.add(f"{shown.link.alias}.png", qr_picture(shown.address), now=now)
    key = f"link:{shown.link.id}:qr:{by.slack_id}:{now:%Y%m%d%H%M}"
    values = {"name": shown.name, "campaign": shown.campaign.name, "address": shown.address, "code": shown.link.code}
    store.outbox.add(Message("link_qr", key=key, to=by.slack_id, values=values, file_id=file_id), now=now)


def served_page(target: str, landing_page: str | None) -> str | None:
    """Where a link leads: its target while that lies within the campaign's landing page, else to that page."""
    if not landing_page:
        return None
    if is_within(target, [landing_page]):
        return target
    try:
        return check_landing_page(landing_page, allow_local=True)
    except Refused:
        return None


def platform_of(store: Store, influencer_id: int) -> str:
    """The platform of somebody's largest profile, for the UTM source."""
    profiles = store.profiles.of([influencer_id]).get(influencer_id, [])
    return profiles[0].platform if profiles else ""


def redirects(store: Store) -> dict[str, tuple[int, str, str]]:
    """By alias: whose it is, and the address before and after the click's token; none that lead nowhere."""
    served = store.links.served()
    platforms: dict[int, str] = {}
    numbers = sorted({one.influencer_id for one in served})
    for start in range(0, len(numbers), 500):
        for number, profiles in store.profiles.of(numbers[start : start + 500]).items():
            platforms[number] = profiles[0].platform
    found = {}
    for one in served:
        page = served_page(one.target, one.landing_page)
        if page is not None:
            source = platforms.get(one.influencer_id, "")
            whole = target_address(page, alias=one.alias, campaign=one.campaign, token="", source=source)
            before, _, after = whole.partition(f"&{CLICK_PARAMETER}=")
            found[one.alias] = (one.collaboration_id, f"{before}&{CLICK_PARAMETER}=", after)
    return found
