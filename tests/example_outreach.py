"""What the templates of outreach and offers are given, as handlers and services give it."""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.campaigns.collaborations import Cost, CostKind, CostState
from bot.domain.campaigns.outreach import TOKENS, Letter, OutreachTemplate
from bot.domain.influencers.mail import mail_link
from bot.services.campaigns.outreach import Writing
from tests.example_campaigns import Example, Values, campaign, collaboration, collaboration_card
from tests.example_records import MARIA, NOW, Said, influencer, touch
from tests.example_talks import offers, outreach


def template(said: Said, *, number: int = 1) -> OutreachTemplate:
    """A template as the team keeps it."""
    subject, body = said("what")[:200], said("note")[:3000]
    return OutreachTemplate(number, said("name")[:80], subject, body, MARIA, NOW - timedelta(days=3), 2)


def writing(said: Said, many: int) -> Writing:
    """Whom somebody is about to write to; with many, a colleague was quicker."""
    return Writing(
        collaboration(said, many),
        campaign(said, many),
        influencer(said, many),
        outreach(said, is_answered=False) if many else None,
        touch(said) if many else None,
    )


def _write(said: Said, many: int) -> Values:
    templates = [(str(number), said("name")[:80]) for number in range(1, max(many, 1) + 1)]
    chosen, reason = ("1", said("what")[:1000]) if many else (None, "")
    return {"about": writing(said, many), "templates": templates, "chosen": chosen, "reason": reason}


def _preview(said: Said, many: int) -> Values:
    letter = Letter(said("what")[:500], said("note")[:3000])
    values: Values = {"about": writing(said, many), "template": template(said), "letter": letter}
    return {**values, "reason": said("what")[:1000], "to": "noor@bakes.example" if many else None}


def _copy(said: Said, many: int) -> Values:
    letter = Letter(said("what")[:500], said("note")[:3000])
    to = "noor@bakes.example" if many else None
    link = mail_link(to, subject=letter.subject[:40], body=letter.body[:100]) if many < 2 else None
    return {"about": writing(said, many), "letter": letter, "to": to, "link": link}


def _offer_add(said: Said, many: int) -> Values:
    return {**collaboration_card(said, many), "currencies": [("EUR", "EUR"), ("USD", "USD")]}


def _offer_answer(said: Said, many: int) -> Values:
    card, offer = collaboration_card(said, many), offers(said, max(many, 1))[-1]
    fees = [Cost(n, 5, CostKind.FEES, CostState.PLANNED, 120_000, "EUR", said("what"), 1) for n in range(many)]
    return {**card, "offer": offer, "fees": fees}


def _template(said: Said, many: int) -> Values:
    return {"template": template(said) if many else None, "tokens": list(TOKENS)}


MESSAGES: Mapping[str, Example] = {
    "outreach_templates": lambda said, many: {"templates": [template(said, number=n + 1) for n in range(many)]},
}
MODALS: Mapping[str, Example] = {
    "outreach_template": _template,
    "outreach_template_delete": lambda said, _many: {"template": template(said)},
    "outreach_write": _write,
    "outreach_preview": _preview,
    "outreach_copy": _copy,
    "outreach_replied": lambda said, _many: {"name": said("name")},
    "offer_add": _offer_add,
    "offer_answer": _offer_answer,
}
