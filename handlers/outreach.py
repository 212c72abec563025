"""Outreach in Slack: templates, messages to influencers, and offers."""

from handlers.routes import Routes

ROUTES = Routes()
