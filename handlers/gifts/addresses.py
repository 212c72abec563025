"""Asking for an address in Slack: the link to the private page, shown once, and taking it back."""

from bot.deps import Deps
from bot.domain.influencers import mail
from bot.domain.private_links import LIFETIME
from bot.domain.team.roles import Role
from bot.services.gifts import addresses, gift_cards
from bot.words import day
from handlers.answers import Answer, Open, Replace
from handlers.gifts.gifts import after
from handlers.requests import Click, Form
from handlers.routes import Routes


def ask(click: Click, deps: Deps) -> Answer:
    """*Ask for the address*: a new link, which is shown this once; the one before leads nowhere from now on."""
    now = deps.now()
    with deps.transaction(click.workspace) as store:
        one, influencer = addresses.may_ask(store, click.id, by=click.member)
        token = addresses.ask(store, one.id, by=click.member, now=now)
        where, until = addresses.address(deps.web.url, token), day((now + LIFETIME).date())
        letter = addresses.letter(store, influencer, where, until=until, by=click.member)
    to = mail.address(influencer.email)
    link = mail.mail_link(to, subject=letter.subject, body=letter.body)
    values = {"name": influencer.name, "address": where, "mail": link, "to": to, "until": until, "web": deps.web}
    return Open("gift_address", values, {"id": one.id})


def asked(form: Form, deps: Deps) -> Answer:
    """*Done* beneath the link."""
    with deps.reading(form.workspace) as store:
        return after(store, form.id, deps, reader=form.member, note="The address is asked for.")


def withdraw(click: Click, deps: Deps) -> Answer:
    """*Withdraw the link*."""
    with deps.transaction(click.workspace) as store:
        one = addresses.withdraw(store, click.id, by=click.member, now=deps.now())
        note = "The link leads nowhere any more."
        card = gift_cards.load(store, one.id, reader=click.member, now=deps.now(), note=note)
    return Replace("gift_card", {"card": card})


ROUTES = Routes(
    clicks={"gift.address": (ask, Role.MARKETER), "gift.unask": (withdraw, Role.MARKETER)},
    forms={"gift_address": (asked, Role.MARKETER)},
)
