"""Payments in Slack: what is due, approving it, and noting that it was paid."""

from handlers.routes import Routes

ROUTES = Routes()
