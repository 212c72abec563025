"""The example in the docs is what is made today; `--pictures FOLDER` makes it, and its picture, anew."""

from pathlib import Path

import pytest
import typst

from bot.documents import pdf
from tests.documents import document, signed

EXAMPLE = Path(__file__).parents[1] / "docs" / "example_contract.pdf"
SIDE_BY_SIDE = """
#set page(width: auto, height: auto, margin: 8mm, fill: rgb("#e6e8ee"))
#grid(columns: 4, gutter: 6mm, ..range(1, 5).map(number => box(
  fill: white, stroke: 0.3pt + rgb("#c4c9d4"), image("example.pdf", page: number, width: 105mm)
)))
"""


def test_the_example_in_the_docs_is_what_is_made_today(pytestconfig: pytest.Config, tmp_path: Path) -> None:
    content = pdf(signed(document()))
    folder = pytestconfig.getoption("--pictures")
    if folder:
        EXAMPLE.write_bytes(content)
        (tmp_path / "example.pdf").write_bytes(content)
        (tmp_path / "pages.typ").write_text(SIDE_BY_SIDE, encoding="utf-8")
        typst.compile(tmp_path / "pages.typ", output=Path(folder) / "contract.png", format="png", ppi=110)

    assert EXAMPLE.read_bytes() == content, "make pictures makes it anew"
