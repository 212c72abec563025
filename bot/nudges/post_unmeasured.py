"""Say that nobody entered figures of a live post: on the next working day after it went live, and after 3 days.

Only posts whose day is known, of collaborations in open campaigns: what was closed needs no more figures.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.domain.nudges.nudges import Nudge
from bot.services.nudges import contexts
from bot.services.nudges.kinds import Kind
from storage import Store


def load(store: Store, one: Nudge, _now: datetime) -> Mapping[str, Any] | None:
    """Which post, and since when it is live."""
    post = store.posts.get(one.number)
    if post is None or post.published_on is None:
        return None
    return {
        **contexts.about(store, one),
        "post_id": post.id,
        "title": post.title,
        "url": post.url,
        "platform": post.platform,
        "published_on": post.published_on.isoformat(),
    }


KIND = Kind("post_unmeasured", steps=(1, 3), load=load, rank=6, is_private=False)
