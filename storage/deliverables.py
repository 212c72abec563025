"""Content owed, its drafts and its usage rights."""

from storage.base import Queries


class Deliverables(Queries):
    """Content owed, its drafts and its usage rights."""
