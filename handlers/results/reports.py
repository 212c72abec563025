"""Results in Slack: the report, its exports, thank-you notes."""

from bot import words
from bot.deps import Deps, Store
from bot.domain.campaigns.strengths import say_beside
from bot.domain.explained import explain, say_figure
from bot.domain.refused import Refused
from bot.domain.results.sums import Order
from bot.domain.team.roles import Role
from bot.services.campaigns import campaign_cards, campaigns
from bot.services.results import report_files, report_values, reports, thanks
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand


def report(command: Command, deps: Deps) -> Answer:
    """`/campaign report <name>`: the report, or the question which campaign is meant."""
    if not command.text:
        raise Refused("Say which: `/campaign report spring` takes a name or a part of one.")
    now = deps.now()
    with deps.reading(command.workspace) as store:
        named = campaigns.named(store, command.text)
        if len(named) > 1:
            lines = campaign_cards.lines(store, named, now=now)
            return Say("report_which", {"typed": command.text, "lines": lines})
        shown = reports.load(store, named[0].id, reader=command.member, now=now)
    return Say("report", {"report": report_values.private(shown)})


def open_report(click: Click, deps: Deps) -> Answer:
    """*Report*, wherever a campaign stands."""
    with deps.reading(click.workspace) as store:
        shown = reports.load(store, click.id, reader=click.member, now=deps.now())
    values = {"report": report_values.private(shown)}
    return Say("report_lines", values) if _is_in_window(click) else Say("report", values)


def turn(click: Click, deps: Deps) -> Answer:
    """Another page of a report, or another order."""
    campaign_id, order, page = _place(click)
    with deps.reading(click.workspace) as store:
        shown = reports.load(store, campaign_id, reader=click.member, now=deps.now(), order=order, page=page)
    values = {"report": report_values.private(shown)}
    return Replace("report_lines", values) if _is_in_window(click) else Replace("report", values)


def _is_in_window(click: Click) -> bool:
    """Slack shows charts and tables in messages alone; in a window the report is lines."""
    return click.where != "message"


def _place(click: Click) -> tuple[int, Order, int]:
    campaign_id, order, page = click.value.split(":")
    return int(campaign_id), Order(order), int(page)


def share(click: Click, deps: Deps) -> Answer:
    """*Share in channel*: without single fees."""
    campaign_id, order, _ = _place(click)
    with deps.transaction(click.workspace) as store:
        channel = report_files.share(store, campaign_id, order=order, by=click.member, now=deps.now())
        name = campaigns.found(store, campaign_id).name
    return Say("report_told", {"name": name, "channel": channel, "form": None})


def export(click: Click, deps: Deps) -> Answer:
    """*Export*: the report as a file in a direct message."""
    form, _, campaign_id = click.value.partition(":")
    with deps.transaction(click.workspace) as store:
        name = report_files.begin(store, int(campaign_id), form=form, by=click.member, now=deps.now())
    return Say("report_told", {"name": name, "channel": None, "form": form})


def how(click: Click, deps: Deps) -> Answer:
    """*How?*: formula, inputs and sources of each figure."""
    with deps.reading(click.workspace) as store:
        shown = reports.load(store, click.id, reader=click.member, now=deps.now())
        values = _explained(store, shown)
    return Open("report_how", values)


def _explained(store: Store, shown: reports.Report) -> dict[str, object]:
    sees = shown.reader.sees_private
    figures = [*(shown.figures if sees else ()), *shown.worth, *shown.gift_figures(with_cost=sees)]
    sums = store.results.of_campaign(shown.campaign.id)
    people = [
        (
            one.influencer.name,
            say_beside(one.evidence, one.labels),
            _rate(one.public_rate.name, say_figure(one.public_rate), one.verdict),
        )
        for one in shown.lines
    ]
    return {
        "explained": [[f"{one.name}: {words.figure(one)}", *explain(one)[1:]] for one in figures],
        "sources": store.results.sources(shown.campaign.id),
        "people": people,
        "robots": sums.robot_clicks,
        "refunded": sums.refunded,
        "currency": shown.campaign.currency,
    }


def _rate(name: str, said: str, verdict: str) -> str:
    return f"{name}: {said}{f', {verdict}' if verdict else ''}"


def write_thanks(click: Click, deps: Deps) -> Answer:
    """*Thank-you note* on a collaboration: a text with only their own figures."""
    with deps.reading(click.workspace) as store:
        found = thanks.load(store, click.id, now=deps.now())
    last = found.before[-1] if found.before else None
    values = {
        "name": found.influencer.name,
        "campaign": found.campaign.name,
        "posts": found.totals.posts,
        "reach": found.totals.reach,
        "engagements": found.engagements,
        "clicks": found.totals.clicks,
        "orders": found.totals.conversions,
        "sender": click.member.name,
        "thanked_by": last["by"] if last else None,
        "thanked_at": last["at"] if last else None,
    }
    return Open("thanks_note", values, {"id": click.id, "seen": len(found.before)})


def thanked(form: Form, deps: Deps) -> Answer:
    """Submit of *Thank-you note*: it was sent."""
    note, seen = form.text("note"), int(form.about["seen"])
    with deps.transaction(form.workspace) as store:
        influencer = thanks.sent(store, form.id, note=note, seen=seen, by=form.member, now=deps.now())
    return Finish("thanks_logged", {"name": influencer.name, "influencer_id": influencer.id})


ROUTES = Routes(
    commands={"/campaign": {"report": SubCommand(report, "report <name>", "what it brought in and what it cost")}},
    clicks={
        "campaign.report": (open_report, Role.VIEWER),
        "report.sort": (turn, Role.VIEWER),
        "report.page": (turn, Role.VIEWER),
        "report.back": (turn, Role.VIEWER),
        "report.how": (how, Role.VIEWER),
        "report.share": (share, Role.MARKETER),
        "report.export": (export, Role.VIEWER),
        "thanks.open": (write_thanks, Role.MARKETER),
    },
    forms={"thanks_note": (thanked, Role.MARKETER)},
)
