"""Sums over posts, clicks and conversions."""

from storage.base import Queries


class Results(Queries):
    """Sums over posts, clicks and conversions."""
