"""What came of collaborations: sums over their posts, clicks and conversions."""

from collections.abc import Iterable

from storage import Store


def sum_up(_store: Store, _collaboration_ids: Iterable[int]) -> None:
    """Bring the sums of these collaborations up to date with their posts, clicks and conversions."""
