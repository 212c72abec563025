"""The tables. Every row stands under its workspace: the Slack team's id."""

from storage.tables.base import metadata
from storage.tables.campaigns import (
    brief_line,
    campaign,
    campaign_label,
    collaboration,
    cost,
    offer,
    outreach,
    outreach_template,
    stage_change,
    unfinished_plan,
)
from storage.tables.content import deliverable, draft, post, post_metric, usage_right
from storage.tables.influencers import (
    followup,
    influencer,
    label,
    merge_offer,
    profile,
    saved_search,
    search_word,
    snapshot,
    touch,
)
from storage.tables.people import audit, member, workspace
from storage.tables.results import METRICS, click, conversion, link, refund, result, result_day, setting
from storage.tables.work import job, outbox, stored_file

__all__ = [
    "METRICS",
    "audit",
    "brief_line",
    "campaign",
    "campaign_label",
    "click",
    "collaboration",
    "conversion",
    "cost",
    "deliverable",
    "draft",
    "followup",
    "influencer",
    "job",
    "label",
    "link",
    "member",
    "merge_offer",
    "metadata",
    "offer",
    "outbox",
    "outreach",
    "outreach_template",
    "post",
    "post_metric",
    "profile",
    "refund",
    "result",
    "result_day",
    "saved_search",
    "search_word",
    "setting",
    "snapshot",
    "stage_change",
    "stored_file",
    "touch",
    "unfinished_plan",
    "usage_right",
    "workspace",
]
