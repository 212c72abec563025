"""Promises in Slack: what we owe, and since when."""

from handlers.routes import Routes

ROUTES = Routes()
