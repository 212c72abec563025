"""Tracking links and promo codes in Slack."""

from bot.deps import Deps, Store
from bot.domain.refused import Refused
from bot.domain.results.links import TrackingLink
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import campaigns, collaborations
from bot.services.results import links
from handlers.answers import Answer, Change, Done, Open
from handlers.requests import Click, Form
from handlers.routes import Routes


def show(click: Click, deps: Deps) -> Answer:
    """*Link and code* on a collaboration's card: made the first time, shown ever after."""
    with deps.transaction(click.workspace) as store:
        made = store.links.of(click.id)
        if made is None:
            click.member.require(Role.MARKETER)
            campaign = campaigns.found(store, collaborations.found(store, click.id).campaign_id)
            if links.served_page(campaign.landing_page or "", campaign.landing_page) is None:
                about = {"collaboration": click.id, "version": campaign.version}
                return Open("link_landing", {"campaign": campaign}, about)
            made = _made(store, click.id, by=click.member, deps=deps)
        return Open("link_card", _values(store, made, reader=click.member, deps=deps), _about(made))


def landing_given(form: Form, deps: Deps) -> Answer:
    """Submit of the landing page that was missing: the link is made."""
    collaboration_id = int(form.about["collaboration"])
    now = deps.now()
    with deps.transaction(form.workspace) as store:
        campaign_id = collaborations.found(store, collaboration_id).campaign_id
        page = form.text("landing_page")
        links.set_landing_page(store, campaign_id, page, version=form.version, by=form.member, now=now)
        made = _made(store, collaboration_id, by=form.member, deps=deps)
        return Change("link_card", _values(store, made, reader=form.member, deps=deps), _about(made))


def code_given(form: Form, deps: Deps) -> Answer:
    """Submit of another code."""
    code = form.optional("code")
    if code is None:
        raise Refused("Write a code, such as NOOR15.", field="code")
    with deps.transaction(form.workspace) as store:
        link = links.found(store, int(form.about["link"]))
        links.change_code(store, link, code, seen=str(form.about["code"]), by=form.member, now=deps.now())
    return Done()


def send_picture(click: Click, deps: Deps) -> Answer:
    """*Send me the QR picture*: as a file in a direct message."""
    with deps.transaction(click.workspace) as store:
        link = links.found(store, click.id)
        shown = links.card(store, link, public_url=deps.web.url)
        links.send_picture(store, shown, by=click.member, now=deps.now())
        return Change("link_card", _values(store, link, reader=click.member, deps=deps, is_sent=True), _about(link))


def _made(store: Store, collaboration_id: int, *, by: Member, deps: Deps) -> TrackingLink:
    """The link, with its picture on the way to whoever made it."""
    link = links.make(store, collaboration_id, by=by, now=deps.now())
    links.send_picture(store, links.card(store, link, public_url=deps.web.url), by=by, now=deps.now())
    return link


def _values(
    store: Store, link: TrackingLink, *, reader: Member, deps: Deps, is_sent: bool = False
) -> dict[str, object]:
    card = links.card(store, link, public_url=deps.web.url)
    can_change = reader.role.covers(Role.MARKETER) and not card.used
    return {"card": card, "web": deps.web, "can_change": can_change, "is_sent": is_sent}


def _about(link: TrackingLink) -> dict[str, object]:
    return {"link": link.id, "code": link.code}


ROUTES = Routes(
    clicks={
        "link.show": (show, Role.VIEWER),
        "link.picture": (send_picture, Role.VIEWER),
    },
    forms={
        "link_landing": (landing_given, Role.MARKETER),
        "link_card": (code_given, Role.MARKETER),
    },
)
