"""What waits for a manager's decision, who was asked, and what was decided."""

from storage.base import Queries


class Approvals(Queries):
    """What waits for a manager's decision, who was asked, and what was decided."""
