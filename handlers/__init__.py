"""Slack in: one module per noun, the table of routes, and what an answer may be."""

from handlers import figures, finding, followups, imports, influencers, members, reminders, touches
from handlers.routes import join

ROUTES = join(
    influencers.ROUTES,
    figures.ROUTES,
    finding.ROUTES,
    touches.ROUTES,
    imports.ROUTES,
    followups.ROUTES,
    reminders.ROUTES,
    members.ROUTES,
)
"""Every route of the app."""
