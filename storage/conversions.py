"""Orders, refunds, and whose they are."""

from storage.base import Queries


class Conversions(Queries):
    """Orders, refunds, and whose they are."""
