"""A contract as a PDF: ours, with its layout's data made and cleaned, against the bare library on the same input."""

from collections.abc import Iterator
from pathlib import Path

import typst

from bench.ratios import Ratio, in_turn, timed
from bench.sizes import Sizes
from bot import documents
from tests.documents import document

BAR = 2.0
AT_ONCE = 10


def run(sizes: Sizes, _folder: Path) -> Iterator[Ratio]:
    """Three pages. The bare call has its compiler and fonts ready and its input prepared; ours begins with the terms.

    Each document is another one: typst remembers what it set before.
    """
    compiler = typst.Compiler(root=documents.LAYOUT.parent, font_paths=documents.fonts())
    names = [f"Somebody {number}" for number in range((sizes.rounds + 1) * AT_ONCE)]
    mine, prepared = iter(names), iter([documents.inputs(document(creator=f"{name} else")) for name in names])

    def ours() -> None:
        for _ in range(AT_ONCE):
            documents.pdf(document(creator=next(mine)))

    def theirs() -> None:
        for _ in range(AT_ONCE):
            compiler.compile(documents.LAYOUT, format="pdf", sys_inputs=next(prepared), timestamp=0)

    yield in_turn("PDF: ours / bare typst", timed(ours), timed(theirs), bar=BAR, rounds=sizes.rounds)
