"""What is to be paid, and what was."""

from storage.base import Queries


class Payments(Queries):
    """What is to be paid, and what was."""
