"""Contracts in Slack: writing one, and changing its terms."""

from handlers.routes import Routes

ROUTES = Routes()
