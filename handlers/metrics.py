"""Metrics of posts in Slack, and every figure's *How?*."""

from handlers.routes import Routes

ROUTES = Routes()
