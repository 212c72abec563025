"""Signing in Slack: sending a link, withdrawing it, and what came back."""

from bot.deps import Deps, Store
from bot.domain.influencers import mail
from bot.domain.private_links import LIFETIME
from bot.domain.team.roles import Member, Role
from bot.services.contracts import contract_cards, contracts, proposals, signed_documents, signing_links, signings
from bot.words import day
from handlers.answers import Answer, Change, Finish, Open, Say
from handlers.requests import Click, Form
from handlers.routes import Routes

DAYS = [(str(days), f"{days} days") for days in signing_links.DAYS]
DAYS_BY_CHOICE = {str(days): days for days in signing_links.DAYS}


def choose(click: Click, deps: Deps) -> Answer:
    """*Send for signature* and *New link* on a contract's card: how long the link holds."""
    with deps.reading(click.workspace) as store:
        one = signing_links.sendable(store, click.id, by=click.member)
        values = {"card": contract_cards.load(store, one.id, reader=click.member), "web": deps.web}
    return Open("signing_send", {**values, "days": DAYS, "usual": str(LIFETIME.days)}, _about(one.id, one.version))


def send(form: Form, deps: Deps) -> Answer:
    """Submit of how long it holds: the link, which is shown this once."""
    days, now = DAYS_BY_CHOICE.get(form.text("days"), 0), deps.now()
    with deps.transaction(form.workspace) as store:
        token = signing_links.send(store, form.id, days=days, version=form.version, by=form.member, now=now)
        one = contracts.found(store, form.id)
        address = signing_links.address(deps.web.url, token)
        until = day((now + signing_links.lasting(days)).date())
        letter = signing_links.letter(store, one, address, until=until, by=form.member)
        _, _, influencer = contracts.parties(store, one)
    to = mail.address(influencer.email)
    link = mail.mail_link(to, subject=letter.subject, body=letter.body)
    values = {"name": influencer.name, "address": address, "mail": link, "to": to, "until": until, "web": deps.web}
    return Change("signing_link", values, {"id": form.id})


def sent(form: Form, deps: Deps) -> Answer:
    """*Done* beneath the link."""
    with deps.reading(form.workspace) as store:
        return _card(store, form.id, reader=form.member)


def withdraw(click: Click, deps: Deps) -> Answer:
    """*Withdraw the link* on a contract's card."""
    with deps.transaction(click.workspace) as store:
        signing_links.withdraw(store, click.id, by=click.member, now=deps.now())
        note = "The link leads nowhere any more. Send a new one when you are ready."
        card = contract_cards.load(store, click.id, reader=click.member, note=note)
    return Say("contract_card", {"card": card})


def let_count(click: Click, deps: Deps) -> Answer:
    """*Let it count*, wherever a signature with differences waits."""
    with deps.transaction(click.workspace) as store:
        one = signings.let_count(store, click.id, by=click.member, now=deps.now())
        card = contract_cards.load(store, one.id, reader=click.member, note="The signature counts.")
    return Say("contract_card", {"card": card})


def ask_why(click: Click, deps: Deps) -> Answer:
    """*Change the terms*, wherever a signature with differences waits."""
    with deps.reading(click.workspace) as store:
        one, _ = signings.waiting(store, click.id, by=click.member)
        values = signings.values_of(store, one)
    return Open("signature_refuse", values, {"id": one.id})


def refuse(form: Form, deps: Deps) -> Answer:
    """Submit of what is to change: the signature does not count."""
    with deps.transaction(form.workspace) as store:
        why = form.text("why")
        one = signings.refuse(store, form.id, why=why, by=form.member, now=deps.now())
        return _card(store, one.id, reader=form.member)


def read_signed(click: Click, deps: Deps) -> Answer:
    """*Signed PDF* on a contract's card: as a file in a direct message."""
    with deps.transaction(click.workspace) as store:
        signed_documents.send(store, click.id, to=click.member, now=deps.now())
    return Say("contract_pdf_sent")


def take_over(click: Click, deps: Deps) -> Answer:
    """*Take it over*, wherever a proposal waits: the next version, as a draft."""
    with deps.transaction(click.workspace) as store:
        one = proposals.take_over(store, click.id, by=click.member, now=deps.now())
        note = f"Version {one.current} says what they asked for. Look at it, then submit it for approval."
        card = contract_cards.load(store, one.id, reader=click.member, note=note)
    return Say("contract_card", {"card": card})


def ask_answer(click: Click, deps: Deps) -> Answer:
    """*Decline*, wherever a proposal waits."""
    with deps.reading(click.workspace) as store:
        asked = proposals.waiting(store, click.id, by=click.member)
        values = proposals.message_values(store, asked)
    return Open("proposal_decline", values, {"id": asked.proposal.id})


def decline(form: Form, deps: Deps) -> Answer:
    """Submit of the answer."""
    with deps.transaction(form.workspace) as store:
        answer = form.text("answer")
        one = proposals.decline(store, form.id, answer=answer, by=form.member, now=deps.now())
        return _card(store, one.id, reader=form.member)


def _about(contract_id: int, version: int) -> dict[str, int]:
    return {"id": contract_id, "version": version}


def _card(store: Store, contract_id: int, *, reader: Member) -> Finish:
    return Finish("contract_card", {"card": contract_cards.load(store, contract_id, reader=reader)})


ROUTES = Routes(
    clicks={
        "signing.send": (choose, Role.MARKETER),
        "signing.withdraw": (withdraw, Role.MARKETER),
        "signature.count": (let_count, Role.MARKETER),
        "signature.pdf": (read_signed, Role.MARKETER),
        "signature.refuse": (ask_why, Role.MARKETER),
        "proposal.take": (take_over, Role.MARKETER),
        "proposal.decline": (ask_answer, Role.MARKETER),
    },
    forms={
        "signing_send": (send, Role.MARKETER),
        "signing_link": (sent, Role.MARKETER),
        "signature_refuse": (refuse, Role.MARKETER),
        "proposal_decline": (decline, Role.MARKETER),
    },
)
