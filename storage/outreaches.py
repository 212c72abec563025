"""What was written to influencers, its templates, and offers."""

from storage.base import Queries


class Outreaches(Queries):
    """What was written to influencers, its templates, and offers."""
