"""The one broad handler: of what nobody foresaw, the person gets a reference, and the log the story."""

import logging
import secrets
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")

log = logging.getLogger("rapport")


def answered(answer: Callable[[], Answer], *, otherwise: Callable[[str], Answer], what: str) -> Answer:
    """What `answer` gives; where it fails, what `otherwise` gives for the reference under which the log has it.

    `what` names in the log what failed: never what a person typed, and no address that opens something.
    """
    try:
        return answer()
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("reference %s: %s failed", reference, what)
        return otherwise(reference)
