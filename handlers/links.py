"""Tracking links, promo codes and conversions in Slack."""

from handlers.routes import Routes

ROUTES = Routes()
