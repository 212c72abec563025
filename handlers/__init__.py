"""Slack in: one module per noun, the table of routes, and what an answer may be."""

from handlers import (
    campaign_plans,
    campaigns,
    collaborations,
    deliverables,
    figures,
    finding,
    followups,
    imports,
    influencers,
    links,
    members,
    metrics,
    offers,
    outreach,
    outreach_templates,
    reminders,
    reports,
    roster,
    touches,
)
from handlers.routes import join

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
    metrics.ROUTES,
    links.ROUTES,
    reports.ROUTES,
    followups.ROUTES,
    reminders.ROUTES,
    members.ROUTES,
)
"""Every route of the app."""
