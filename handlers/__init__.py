"""Slack in: one module per noun, the table of routes, and what an answer may be."""

from handlers.approvals import approval_settings, approvals, delegations
from handlers.campaigns import campaign_plans, campaigns, collaborations, offers, outreach, outreach_templates, roster
from handlers.content import deliverables, metrics, publishing, reviews
from handlers.contracts import contract_texts, contract_writing, contracts, signings
from handlers.digests import digests
from handlers.gifts import addresses, catalogue, gift_moves, gifts
from handlers.influencers import (
    concerns,
    figures,
    finding,
    followups,
    health,
    ideas,
    imports,
    influencers,
    reminders,
    touches,
)
from handlers.nudges import nudges, rules, settings, upcoming
from handlers.payments import payments, promises
from handlers.results import benchmarks, links, orders, reports
from handlers.rewards import rewards, tiers, underperforming
from handlers.routes import join
from handlers.team import members

ROUTES = join(
    influencers.ROUTES,
    figures.ROUTES,
    finding.ROUTES,
    touches.ROUTES,
    imports.ROUTES,
    campaign_plans.ROUTES,
    campaigns.ROUTES,
    collaborations.ROUTES,
    roster.ROUTES,
    outreach.ROUTES,
    outreach_templates.ROUTES,
    offers.ROUTES,
    deliverables.ROUTES,
    reviews.ROUTES,
    publishing.ROUTES,
    metrics.ROUTES,
    benchmarks.ROUTES,
    links.ROUTES,
    orders.ROUTES,
    reports.ROUTES,
    rewards.ROUTES,
    underperforming.ROUTES,
    tiers.ROUTES,
    digests.ROUTES,
    contracts.ROUTES,
    contract_writing.ROUTES,
    contract_texts.ROUTES,
    approval_settings.ROUTES,
    approvals.ROUTES,
    delegations.ROUTES,
    signings.ROUTES,
    payments.ROUTES,
    promises.ROUTES,
    gifts.ROUTES,
    gift_moves.ROUTES,
    catalogue.ROUTES,
    addresses.ROUTES,
    concerns.ROUTES,
    ideas.ROUTES,
    health.ROUTES,
    followups.ROUTES,
    reminders.ROUTES,
    nudges.ROUTES,
    upcoming.ROUTES,
    settings.ROUTES,
    rules.ROUTES,
    members.ROUTES,
)
"""Every route of the app."""
