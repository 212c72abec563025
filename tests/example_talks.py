"""How far we have come with somebody, for templates: the last message, and the offers."""

from datetime import timedelta

from bot.domain.campaigns.outreach import Offer, OfferState, Outreach, Side, Talks
from tests.example_records import MARIA, NOW, OMAR, Said


def outreach(said: Said, *, is_answered: bool) -> Outreach:
    """A message that went out five days ago."""
    answered = NOW - timedelta(days=2) if is_answered else None
    body = said("note")[:3000]
    return Outreach(9, 5, said("what")[:500], body, said("what")[:1000], NOW - timedelta(days=5), OMAR, answered)


def offers(said: Said, many: int) -> tuple[Offer, ...]:
    """Offers and counter-offers; the last one is open."""
    states = (OfferState.SUPERSEDED, OfferState.DECLINED, OfferState.ACCEPTED)
    return tuple(
        Offer(
            id=number,
            collaboration_id=5,
            side=list(Side)[number % 2],
            fee=120_000 * number,
            currency="JPY" if number % 3 else "EUR",
            terms=said("what") if number % 2 else "",
            state=OfferState.OPEN if number == many else states[number % 3],
            at=NOW - timedelta(days=2),
            by=MARIA,
            decided_at=None if number == many else NOW,
            decided_by=None if number == many else OMAR,
        )
        for number in range(1, many + 1)
    )


def talks(said: Said, many: int) -> Talks:
    """How far we have come: with one of everything they replied, with more we wait."""
    return Talks(outreach(said, is_answered=many == 1) if many else None, offers(said, many))
