"""Delegations and thresholds in Slack: who decides while a manager is away, and from which amount."""

from handlers.routes import Routes

ROUTES = Routes()
