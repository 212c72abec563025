"""Texts of contracts, version by version."""

from storage.base import Queries


class ContractTexts(Queries):
    """Texts of contracts, version by version."""
