"""Payments in Slack: what is due, paying and cancelling, the product that is owed, and an export for accounting."""

from datetime import date

from bot.deps import Deps, Store
from bot.domain.explained import explain
from bot.domain.refused import Refused
from bot.domain.team.roles import Member, Role
from bot.services.content import content
from bot.services.contracts import contract_cards
from bot.services.payments import commissions, payment_cards, payment_exports, payments
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

FIRST = "open"


def listed(command: Command, deps: Deps) -> Answer:
    """`/contract payments`: what is to be paid, the nearest first."""
    with deps.reading(command.workspace) as store:
        return Say("payment_list", _page(store, which=FIRST, page=0))


def list_button(click: Click, deps: Deps) -> Answer:
    """*All payments*, wherever it stands."""
    with deps.reading(click.workspace) as store:
        return Say("payment_list", _page(store, which=FIRST, page=0))


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of the list, or another choice of payments."""
    which, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        return Replace("payment_list", _page(store, which=which, page=int(page or 0)))


def _page(store: Store, *, which: str, page: int) -> dict[str, object]:
    if which not in payment_cards.FILTERS:
        raise Refused("This list is from an older version. Type `/contract payments`.")
    return {"list": payment_cards.listed(store, which=which, page=page), "filters": list(payment_cards.FILTERS)}


def of_contract(click: Click, deps: Deps) -> Answer:
    """*Payments* on a contract's card."""
    with deps.reading(click.workspace) as store:
        lines = payment_cards.of_contract(store, click.id)
    return Say("contract_payments", {"contract_id": click.id, "lines": lines})


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever a payment stands."""
    with deps.reading(click.workspace) as store:
        return Say("payment_card", {"card": payment_cards.load(store, click.id, reader=click.member)})


def _after(store: Store, payment_id: int, *, reader: Member, note: str) -> Answer:
    card = payment_cards.load(store, payment_id, reader=reader, note=note)
    return Finish("payment_card", {"card": card})


def _form(click: Click, deps: Deps) -> tuple[dict[str, object], dict[str, int]]:
    """What a form about one payment shows and is to remember, as things stand when it is opened."""
    with deps.reading(click.workspace) as store:
        card = payment_cards.load(store, click.id, reader=click.member)
    about = {"id": click.id, "version": card.line.payment.version}
    return {"card": card, "today": content.today_of(click.member, now=deps.now())}, about


def choose_paid(click: Click, deps: Deps) -> Answer:
    """*Paid*: the day and the bank's reference."""
    with deps.reading(click.workspace) as store:
        payments.check_may_pay(store, click.id)
    values, about = _form(click, deps)
    return Open("payment_paid", values, about)


def paid(form: Form, deps: Deps) -> Answer:
    """Submit of *Paid*."""
    typed = form.optional("paid_on")
    with deps.transaction(form.workspace) as store:
        one = payments.pay(
            store,
            form.id,
            paid_on=date.fromisoformat(typed) if typed else None,
            reference=form.text("reference"),
            version=form.version,
            by=form.member,
            now=deps.now(),
        )
        return _after(store, one.id, reader=form.member, note="Noted as paid.")


def choose_cancel(click: Click, deps: Deps) -> Answer:
    """*Cancel* a payment: the reason."""
    with deps.reading(click.workspace) as store:
        payments.check_may_cancel(store, click.id, by=click.member)
    values, about = _form(click, deps)
    return Open("payment_cancel", values, about)


def cancelled(form: Form, deps: Deps) -> Answer:
    """Submit of *Cancel*."""
    with deps.transaction(form.workspace) as store:
        payments.cancel(store, form.id, why=form.text("why"), version=form.version, by=form.member, now=deps.now())
        return _after(store, form.id, reader=form.member, note="Cancelled.")


def choose_again(click: Click, deps: Deps) -> Answer:
    """*Ask again* for an approval: what to tell whoever decides."""
    values, about = _form(click, deps)
    return Open("payment_again", values, about)


def asked_again(form: Form, deps: Deps) -> Answer:
    """Submit of *Ask again*."""
    with deps.transaction(form.workspace) as store:
        payments.ask_again(store, form.id, note=form.text("note"), version=form.version, by=form.member, now=deps.now())
        return _after(store, form.id, reader=form.member, note="Asked for its approval again.")


def how(click: Click, deps: Deps) -> Answer:
    """*How?* on a commission: revenue × percent, as of when."""
    with deps.reading(click.workspace) as store:
        one = payments.found(store, click.id)
        figure = commissions.explain(store, one, day=deps.now().date())
    return Open("payment_how", {"payment": one, "lines": explain(figure)})


def cancel_rest(click: Click, deps: Deps) -> Answer:
    """*Cancel what is not due yet* of a contract that was terminated."""
    with deps.transaction(click.workspace) as store:
        number = payments.cancel_rest(store, click.id, by=click.member, now=deps.now())
        note = f"{number} {'payment' if number == 1 else 'payments'} cancelled."
        return Replace("contract_card", {"card": contract_cards.load(store, click.id, reader=click.member, note=note)})


def shipped(click: Click, deps: Deps) -> Answer:
    """*Shipped*: the product is on its way."""
    with deps.transaction(click.workspace) as store:
        payments.ship(store, click.id, by=click.member, now=deps.now())
        card = contract_cards.load(store, click.id, reader=click.member, note="The product was sent.")
    return Replace("contract_card", {"card": card})


def sent(click: Click, deps: Deps) -> Answer:
    """*Shipped* in a reminder, which stays where it is and says so."""
    with deps.transaction(click.workspace) as store:
        payments.ship(store, click.id, by=click.member, now=deps.now())
        note = "The product was sent."
        return Say("contract_card", {"card": contract_cards.load(store, click.id, reader=click.member, note=note)})


def export(click: Click, deps: Deps) -> Answer:
    """*Export*: payments for accounting, as a file in a direct message."""
    form, _, which = click.value.partition(":")
    with deps.transaction(click.workspace) as store:
        payment_exports.begin(store, which=which, form=form, by=click.member, now=deps.now())
    return Say("payment_export_begun", {"form": form, "which": which})


ROUTES = Routes(
    commands={
        "/contract": {
            "payments": SubCommand(listed, "payments", "what is due, approved and paid", needs=Role.MARKETER),
        }
    },
    clicks={
        "payment.list": (list_button, Role.MARKETER),
        "payment.page": (turn_page, Role.MARKETER),
        "payment.of": (of_contract, Role.MARKETER),
        "payment.open": (open_card, Role.MARKETER),
        "payment.paid": (choose_paid, Role.MARKETER),
        "payment.cancel": (choose_cancel, Role.MARKETER),
        "payment.again": (choose_again, Role.MARKETER),
        "payment.how": (how, Role.MARKETER),
        "payment.rest": (cancel_rest, Role.MARKETER),
        "payment.export": (export, Role.MARKETER),
        "product.shipped": (shipped, Role.MARKETER),
        "product.sent": (sent, Role.MARKETER),
    },
    forms={
        "payment_paid": (paid, Role.MARKETER),
        "payment_cancel": (cancelled, Role.MARKETER),
        "payment_again": (asked_again, Role.MARKETER),
    },
)
