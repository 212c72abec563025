"""What worries us about somebody, until it is settled."""

from storage.base import Queries


class Concerns(Queries):
    """What worries us about somebody, until it is settled."""
