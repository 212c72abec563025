"""Documents: what people wrote is in the PDF as they wrote it, and the same document is the same file."""

import hashlib
import io
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from bot import documents
from bot.documents import Fact, Grid, pdf
from tests.documents import ARABIC, CHINESE, EMOJI, document, pages, signed

HOSTILE = '#strong[x] $x^2$ *b* _i_ @ref <label> <!channel> `r` \\u{41} // /* #sys.inputs {{ fee }} ["]'


def test_a_contract_says_what_was_agreed_and_numbers_its_pages() -> None:
    found = pages(pdf(document()))

    assert len(found) == 3
    assert "Collaboration agreement" in found[0]
    for said in ("Reel “A loaf in ten steps”", "7 December 2026", "€600.00", "14 days after the signature", "7.5%"):
        assert said in found[0], said
    for number, page in enumerate(found, start=1):
        assert f"Contract 12 · version 3 Page {number} of 3" in page
    assert "not advertise for others in this category: flour and baking mixes" in " ".join(found)


@pytest.mark.parametrize(
    "name", [ARABIC, CHINESE, EMOJI, "さくら", "김민지", "Дарья Ελένη", "שירה", "नूर", "Đỗ Hùng Łukasz"]
)
def test_a_name_in_any_script_is_printed_whole(name: str) -> None:
    found = pages(pdf(document(creator=name)))

    assert set(name) - {" "} <= set(" ".join(found)), set(name) - set(" ".join(found))


def test_arabic_letters_are_joined() -> None:
    """Alone a letter has one shape; at the beginning, in the middle and at the end of a word it has three more."""
    assert len(_shapes("ببب") - _shapes("ب ب ب")) == 3


def _shapes(name: str) -> set[str]:
    """The shapes that a name is drawn with."""
    source = b'#set text(font: "Noto Sans Arabic")\n#sys.inputs.name'
    drawn = typst.compile(source, format="svg", font_paths=documents.fonts(), sys_inputs={"name": name})
    assert isinstance(drawn, bytes)
    return set(re.findall(r'xlink:href="#(\w+)"', drawn.decode()))


def test_what_people_typed_is_never_read_as_markup() -> None:
    one = document(creator=HOSTILE, brand=HOSTILE)
    one = replace(
        one, title=HOSTILE, facts=(Fact(HOSTILE, HOSTILE),), grids=(Grid(HOSTILE, ("a", "b"), ((HOSTILE,) * 2,)),)
    )

    found = " ".join(pages(pdf(signed(one)))).replace(" ", "")

    assert found.count(HOSTILE.replace(" ", "")) >= 7


@pytest.mark.parametrize(
    "name", ["x" * 300, "ب" * 300, "王" * 300, "🧁" * 100, "\u202egnp.exe", "a\x00\x1b\ufffe\ue000b", "བོད ᚠ"]
)
def test_no_name_is_too_odd_for_a_document(name: str) -> None:
    assert len(pages(pdf(document(creator=name)))) >= 3


def test_a_hidden_mark_cannot_turn_what_follows_around() -> None:
    found = pages(pdf(document(creator="Noor \u202efo 000,1€\u202c")))[0]

    assert "\u202e" not in found
    assert "fo 000,1€" in found


def test_the_same_document_is_the_same_file_in_another_process_too() -> None:
    here = hashlib.sha256(pdf(signed(document()))).hexdigest()
    code = "import hashlib; from bot.documents import pdf; from tests.documents import *;"
    code += "print(hashlib.sha256(pdf(signed(document()))).hexdigest())"
    root = Path(__file__).parents[1]
    there = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)

    assert here == there.stdout.strip()
    assert here != hashlib.sha256(pdf(document())).hexdigest()


def test_many_documents_at_once_do_not_mix() -> None:
    names = [f"Somebody {number}" for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(lambda name: pdf(document(creator=name)), names))

    for name, content in zip(names, made, strict=True):
        assert f"{name} (“the Creator”)" in " ".join(pages(content))


def test_a_signed_document_ends_with_who_signed_what_and_when() -> None:
    found = pages(pdf(signed(document(creator="Noor Haddad"))))

    assert len(found) == 4
    last = found[-1]
    for said in (
        "version 3 of Contract 12",
        "Noor Haddad",
        "24 November 2026, 08:15:02 UTC",
        "Omar Haddad",
        "I have read",
    ):
        assert said in last, said
    assert "0123456789abcdef" * 4 in last.replace(" ", "")
    assert "Page 4 of 4" in last


def test_a_document_tells_screen_readers_its_title_language_and_parts() -> None:
    read = PdfReader(io.BytesIO(pdf(document())))

    assert read.metadata is not None
    assert read.metadata.title == "Contract 12: Collaboration agreement"
    assert str(read.root_object["/Lang"]) == "en"
    assert "/StructTreeRoot" in read.root_object
