"""Compiled templates, kept for all renderers of this process: to compile one takes a hundred times its use.

A renderer's options are part of the code that Jinja2 makes, so only renderers with the same ones may share this.
"""

from functools import lru_cache

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """The code of templates by their place and their text: one that was changed is compiled anew."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code of a template, if it was compiled before."""
        code = self._code.get((bucket.key, bucket.checksum))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self._code[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


@lru_cache(maxsize=1)
def compiled() -> Compiled:
    """The one that all renderers share."""
    return Compiled()
