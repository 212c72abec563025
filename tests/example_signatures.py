"""Links, signatures and proposals for the templates' examples."""

from datetime import timedelta

from bot.domain.contracts.proposals import Proposal, ProposalState
from bot.domain.contracts.signed import Signature
from bot.domain.contracts.signing import SigningLink
from bot.services.contracts.signing_links import Standing
from tests.example_records import MARIA, NOW, OMAR, Said


def link(*, is_opened: bool = True) -> SigningLink:
    """A link that holds for two weeks."""
    return SigningLink(
        id=3,
        contract_version_id=31,
        token_hash="0" * 64,
        created_by=MARIA,
        created_at=NOW,
        expires_at=NOW + timedelta(days=14),
        opened_at=NOW if is_opened else None,
        used_at=None,
        withdrawn_at=None,
    )


def differences(said: Said, many: int) -> list[dict[str, str]]:
    """Where the terms are not what was wanted."""
    sentence = "About pay they want “within 14 days”; the terms say: paid up to 30 days after."
    one = {"kind": "pay", "wanted": "within 14 days", "terms_say": "paid up to 30 days after", "sentence": sentence}
    return [one] * min(many, 3)


def signature(said: Said, many: int) -> Signature:
    """A signature: with one of everything it waits, with two it counts, with more it was refused."""
    counts, refused = many == 2, many > 2
    return Signature(
        id=4,
        contract_version_id=31,
        signing_link_id=3,
        name=said("name")[:200],
        consent="I agree.",
        expectations={"pay": "within 14 days", "pay_words": said("note")[:500]},
        differences=differences(said, many),
        signed_at=NOW,
        counted_at=NOW if counts else None,
        counted_by=OMAR if counts else None,
        refused_at=NOW if refused else None,
        refused_by=OMAR if refused else None,
        why=said("note")[:1000] if refused else "",
        sha256="0" * 64 if counts else None,
        file_id=8 if counts else None,
    )


def standing(said: Said, many: int) -> Standing:
    """How far it has come."""
    words, out = said("note")[:4000], link(is_opened=many > 0)
    asked = Proposal(5, 31, 3, {}, words, ProposalState.OPEN, NOW, answered_at=None, answered_by=None, answer="")
    return Standing(out, signature(said, many) if many != 1 else None, asked if many == 1 else None)


def wishes(said: Said, many: int) -> list[dict[str, str]]:
    """What a proposal would change."""
    one = {"label": f"Deliverables: {said('what')[:150]}", "before": "3 December 2026", "after": "5 December 2026"}
    return [{"label": "Fee", "before": "€1,200.00", "after": "€1,500.00"}, *[one] * min(many, 20)][:many]
