"""Concerns in Slack: noting one, and settling it."""

from handlers.routes import Routes

ROUTES = Routes()
