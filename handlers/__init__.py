"""Slack in: one module per noun, the table of routes, and what an answer may be."""

from handlers import (
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
    orders,
    outreach,
    reminders,
    reports,
    touches,
)
from handlers.routes import join

ROUTES = join(
    influencers.ROUTES,
    figures.ROUTES,
    finding.ROUTES,
    touches.ROUTES,
    imports.ROUTES,
    campaigns.ROUTES,
    collaborations.ROUTES,
    outreach.ROUTES,
    deliverables.ROUTES,
    metrics.ROUTES,
    links.ROUTES,
    orders.ROUTES,
    reports.ROUTES,
    followups.ROUTES,
    reminders.ROUTES,
    members.ROUTES,
)
"""Every route of the app."""
