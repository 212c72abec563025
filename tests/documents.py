"""What the tests of documents share: a contract of three pages between people of four scripts, and reading a PDF."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from pypdf import PdfReader

from bot import contract_texts
from bot.documents import Document, Party, Signatory, Signatures
from bot.domain.contracts.example_terms import example_terms
from bot.services.contracts import contract_wording
from bot.services.contracts.contract_wording import Between

WRITTEN = datetime(2026, 11, 23, 9, 30, 0, 123456, tzinfo=UTC)
ARABIC, CHINESE, EMOJI = "نور الهاشمي", "王小明", "Zoë 🧁👩🏽‍🍳"


def document(*, creator: str = f"{EMOJI} · {ARABIC} · {CHINESE}", brand: str = "Autumn Bakery") -> Document:
    """A contract of three pages in the text that is there from the start."""
    terms = replace(example_terms(today=date(2026, 11, 23)), commission=Decimal("7.5"))
    between = Between(brand, creator, "Autumn bread", 12, WRITTEN, window_days=30)
    return Document(
        title="Collaboration agreement",
        number="Contract 12",
        version=3,
        made=WRITTEN,
        mark="",
        parties=(
            Party("The Brand", brand, "Campaign: Autumn bread"),
            Party("The Creator", creator, "@noor.bakes on TikTok"),
        ),
        grids=contract_wording.grids(terms),
        facts=contract_wording.facts(terms, between),
        clauses=contract_texts.blocks(contract_texts.shipped().body, contract_wording.values(terms, between)),
    )


def signed(one: Document, *, sha256: str = "0123456789abcdef" * 4) -> Document:
    """The same with its last page."""
    words = "I have read this contract and agree to it. My typed name is my signature."
    creator = Signatory(
        one.parties[1].name, "Signed by the Creator", datetime(2026, 11, 24, 8, 15, 2, tzinfo=UTC), words
    )
    manager = Signatory("Omar Haddad", "Approved for the Brand", datetime(2026, 11, 23, 16, 1, tzinfo=UTC), "")
    return replace(one, signatures=Signatures(sha256, (creator, manager)))


def pages(content: bytes) -> list[str]:
    """What each page says, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]
