"""Links to sign by, signatures, and changes that influencers propose."""

from storage.base import Queries


class Signings(Queries):
    """Links to sign by, signatures, and changes that influencers propose."""
