"""The report of a campaign as a file in a direct message, and in its channel: what is written once and sent."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.deps import Deps
from bot.domain.campaigns.strengths import say_beside
from bot.domain.explained import Figure
from bot.domain.money import digits
from bot.domain.refused import Refused
from bot.domain.results import emv
from bot.domain.results import results as formulas
from bot.domain.results.emv import Rates
from bot.domain.results.results import Totals
from bot.domain.results.sums import Order
from bot.domain.team.roles import Member
from bot.messages import Message
from bot.services.campaigns import campaigns
from bot.services.influencers.importing import message_key
from bot.services.results import benchmarks, report_values, reports, results
from bot.services.results.report_lines import lines_of
from bot.spreadsheets import write_csv, write_xlsx
from storage import Store
from storage.claims import Job

AT_ONCE = 500
FORMS = ("csv", "xlsx")
HEADINGS = (
    *("Influencer", "Stage", "Posts", "Reach", "Impressions", "Views", "Likes", "Comments", "Shares", "Saves"),
    *("Engagements", "Clicks", "Conversions", "Revenue", "Currency", "Revenue in other currencies", "EMV (CPM, USD)"),
    *("Public ER %", "Against the tier", "By evidence", "Strengths (label)"),
)
COSTS = ("Total cost", "ROI %", "ROAS", "CPM", "CPE", "CPC", "CPA")
"""Columns that only those get who may see fees."""

_COUNTS = ("posts", "reach", "impressions", "views", "likes", "comments", "shares", "saves")


def share(store: Store, campaign_id: int, *, order: Order, by: Member, now: datetime) -> str:
    """Post the report to the campaign's channel, without single fees; gives the channel.

    An order by ROI would tell who is paid more for the same, so a channel sees it by revenue.
    """
    campaign = campaigns.found(store, campaign_id)
    if campaign.channel is None:
        raise Refused(f"{campaign.name} has no channel yet. Give it one with *Edit* on its card, then share again.")
    order = Order.REVENUE if order is Order.ROI else order
    report = reports.load(store, campaign_id, reader=by, now=now, order=order)
    values = {"report": report_values.shared(report, paid=store.results.count_paid(campaign_id))}
    key = f"report:{campaign_id}:{now:%Y-%m-%dT%H:%M}"
    if not store.outbox.add(Message("report_shared", key=key, to=campaign.channel, values=values), now=now):
        raise Refused("This report was shared a moment ago. Look in the channel.")
    store.audit.record("share report", f"campaign:{campaign_id}", by=by.slack_id, now=now, channel=campaign.channel)
    return campaign.channel


def begin(store: Store, campaign_id: int, *, form: str, by: Member, now: datetime) -> str:
    """Start writing the report as `csv` or `xlsx`; gives the campaign's name."""
    campaign = campaigns.found(store, campaign_id)
    if form not in FORMS:
        raise Refused("A report comes as CSV or XLSX. Open the report again and choose one.")
    values = {"campaign": campaign_id, "form": form, "name": "the report"}
    job_id = store.jobs.add("report", step="write", values=values, by=by.slack_id, now=now)
    store.audit.record("export", f"job:{job_id}", by=by.slack_id, now=now, campaign=campaign_id, form=form)
    return campaign.name


def step(deps: Deps, job: Job) -> None:
    """Write the file and put it into the outbox."""
    now, campaign_id, form = deps.now(), int(job.values["campaign"]), str(job.values["form"])
    with deps.reading(job.workspace) as store:
        member = store.members.get(job.asked_by)
        is_private = member is not None and member.sees_private
        name = campaigns.found(store, campaign_id).name
        rows = _rows(store, campaign_id, is_private=is_private, now=now)
    headings = (*HEADINGS, *COSTS) if is_private else HEADINGS
    content = write_csv(headings, rows) if form == "csv" else write_xlsx(headings, rows, title="Report")
    with deps.transaction(job.workspace) as store:
        if not store.jobs.move(job, step="done", due_at=None):
            return
        file_id = store.files.add(f"report {now:%Y-%m-%d}.{form}", content, now=now)
        values = {"count": len(rows) - 1, "name": name}
        message = Message("report_file", key=message_key(job.id), to=job.asked_by, values=values, file_id=file_id)
        store.outbox.add(message, now=now)


def _rows(store: Store, campaign_id: int, *, is_private: bool, now: datetime) -> list[Sequence[Any]]:
    """A row for each influencer, and one for all."""
    campaign, has_orders, day = campaigns.found(store, campaign_id), store.results.has_orders(), now.date()
    rates = benchmarks.worth(store, "a", day=day).rates
    rows: list[Sequence[Any]] = []
    for start in range(0, store.results.count_lines(campaign_id), AT_ONCE):
        listed = store.results.lines(campaign_id, order=Order.REVENUE, limit=AT_ONCE, skip=start)
        for one in lines_of(store, campaign, listed, day=day, has_orders=has_orders):
            about = (_number(one.public_rate), one.verdict, say_beside(one.evidence, one.labels))
            told = (*about, ", ".join(one.labels))
            rows.append(
                _row((one.influencer.name, one.stage.value), one.totals, told, rates=rates, is_private=is_private)
            )
    whole = reports.totals_in_all(store, campaign, has_orders=has_orders, day=day)
    return [*rows, _row(("All", ""), whole, (None, "", "", ""), rates=rates, is_private=is_private)]


def _row(
    who: Sequence[Any], totals: Totals, about: Sequence[Any], *, rates: Rates, is_private: bool
) -> tuple[Any, ...]:
    counts = [getattr(totals, name) for name in _COUNTS]
    others = ", ".join(f"{_major(minor, other)} {other}" for other, minor in sorted(totals.revenue_elsewhere.items()))
    sold = (totals.clicks, totals.conversions, _major(totals.revenue, totals.currency), totals.currency, others)
    row = (*who, *counts, results.engagement_sum(totals), *sold, _number(emv.by_cpm(totals, rates)), *about)
    if not is_private:
        return row
    ratios = (formulas.roi, formulas.roas, formulas.cpm, formulas.cpe, formulas.cpc, formulas.cpa)
    return (*row, _number(formulas.total_cost(totals)), *(_number(ratio(totals)) for ratio in ratios))


def _major(minor: int | Decimal | None, currency: str) -> Decimal | None:
    return None if minor is None else Decimal(minor).scaleb(-digits(currency))


def _number(figure: Figure) -> Decimal | None:
    """A figure as a cell holds it: money in whole units of its currency."""
    value = _major(figure.value, figure.currency) if figure.currency else figure.value
    return None if value is None else round(value, 4)
