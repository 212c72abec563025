"""Orders in Slack: webhooks and their secrets, files of orders, and what belongs to nobody."""

from bot.deps import Deps
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.results import order_desk, order_files, webhooks
from handlers.answers import Answer, Change, Done, Open
from handlers.requests import Click, Form
from handlers.routes import Routes


def show(click: Click, deps: Deps) -> Answer:
    """*Orders* on a campaign's card."""
    with deps.reading(click.workspace) as store:
        desk = order_desk.load(store, click.id, public_url=deps.web.url, now=deps.now())
    return Open("order_desk", {"desk": desk, "web": deps.web, "reader": click.member}, {"campaign": click.id})


def new_secret(click: Click, deps: Deps) -> Answer:
    """*New secret*: shown once, to the admin who asked."""
    with deps.transaction(click.workspace) as store:
        text = webhooks.renew(store, by=click.member, now=deps.now())
    return Open("order_secret", {"secret": text})


def ask_shop_secret(_click: Click, _deps: Deps) -> Answer:
    """*Shop's secret*: the one that the shop signs with."""
    return Open("order_shop_secret")


def shop_secret_given(form: Form, deps: Deps) -> Answer:
    """Submit of the shop's secret."""
    with deps.transaction(form.workspace) as store:
        webhooks.keep_shop_secret(store, form.text("secret"), by=form.member, now=deps.now())
    return Done()


def unattributed(click: Click, deps: Deps) -> Answer:
    """*Orders that belong to nobody*, with why."""
    with deps.reading(click.workspace) as store:
        page = order_desk.unattributed(store, page=0)
    return Open("order_nobody", {"page": page, "reader": click.member})


def turn_page(click: Click, deps: Deps) -> Answer:
    """Another page of them."""
    with deps.reading(click.workspace) as store:
        page = order_desk.unattributed(store, page=int(click.value))
    return Change("order_nobody", {"page": page, "reader": click.member})


def choose_file(click: Click, _deps: Deps) -> Answer:
    """*Import a file* of orders."""
    return Open("order_file", about={"campaign": click.id})


def file_given(form: Form, deps: Deps) -> Answer:
    """Submit of the file: what it would change comes as a direct message."""
    files = form.typed.get("file") or []
    if not files:
        raise Refused("Choose a file: CSV or XLSX.", field="file")
    address = files[0].get("url_private_download") or files[0].get("url_private")
    if not address:
        raise Refused("Slack does not hand this file over. Download it and upload it here.", field="file")
    name = str(files[0].get("name") or "orders")[:200]
    with deps.transaction(form.workspace) as store:
        campaign_id = int(form.about["campaign"])
        order_files.begin(store, campaign_id, name=name, address=address, by=form.member, now=deps.now())
    return Change("import_begun", {"name": name})


def confirm(click: Click, deps: Deps) -> Answer:
    """*Import*."""
    with deps.transaction(click.workspace) as store:
        order_files.confirm(store, click.id, by=click.member, now=deps.now())
    return Done()


def cancel(click: Click, deps: Deps) -> Answer:
    """*Cancel*."""
    with deps.transaction(click.workspace) as store:
        order_files.cancel(store, click.id, by=click.member, now=deps.now())
    return Done()


ROUTES = Routes(
    clicks={
        "order.open": (show, Role.VIEWER),
        "order.secret": (new_secret, Role.ADMIN),
        "order.shop_secret": (ask_shop_secret, Role.ADMIN),
        "order.nobody": (unattributed, Role.VIEWER),
        "order.earlier": (turn_page, Role.VIEWER),
        "order.later": (turn_page, Role.VIEWER),
        "order.file": (choose_file, Role.MARKETER),
        "order.confirm": (confirm, Role.MARKETER),
        "order.cancel": (cancel, Role.MARKETER),
    },
    forms={
        "order_shop_secret": (shop_secret_given, Role.ADMIN),
        "order_file": (file_given, Role.MARKETER),
    },
)
