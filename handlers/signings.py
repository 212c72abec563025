"""Signing in Slack: sending a link, withdrawing it, and what came back."""

from handlers.routes import Routes

ROUTES = Routes()
