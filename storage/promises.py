"""What we owe, with its date."""

from storage.base import Queries


class Promises(Queries):
    """What we owe, with its date."""
