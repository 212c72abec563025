"""Approvals in Slack: what waits for whom, reviewing and deciding."""

from handlers.routes import Routes

ROUTES = Routes()
