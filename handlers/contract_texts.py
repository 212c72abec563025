"""Texts of contracts in Slack: reading and editing them."""

from handlers.routes import Routes

ROUTES = Routes()
