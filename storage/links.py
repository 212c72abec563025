"""Tracking links with their promo codes, and clicks."""

from storage.base import Queries


class Links(Queries):
    """Tracking links with their promo codes, and clicks."""
