"""Writing to influencers in Slack: choose, give the reason, look at the message, send it oneself, say so."""

from bot.deps import Deps, Store
from bot.domain.campaigns.outreach import Letter, check_finished
from bot.domain.influencers import mail
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.campaigns import collaboration_cards, collaborations, outreach, outreach_templates
from bot.services.campaigns.outreach import Writing
from handlers.answers import Answer, Change, Finish, Open
from handlers.requests import Click, Form
from handlers.routes import Routes

LONGEST_LINK = 2_800
"""Characters of a mail link. It stands in a text, which may link to mail (docs.slack.dev, Formatting message text); a
button opens web addresses. The text holds 3,000, with the words around the link and its `&` written as five."""


def write(click: Click, deps: Deps) -> Answer:
    """*Write* on a collaboration's card: which template, and the personal reason."""
    with deps.reading(click.workspace) as store:
        about = outreach.writing(store, click.id, by=click.member, now=deps.now())
        values = _choice(store, about, template=None, reason="")
    return Open("outreach_write", values, {"id": click.id})


def write_again(click: Click, deps: Deps) -> Answer:
    """*Other template* in the preview: back to the choice, with the reason as typed."""
    with deps.reading(click.workspace) as store:
        about = outreach.writing(store, int(click.about["id"]), by=click.member, now=deps.now())
        template = str(click.about["template"])
        values = _choice(store, about, template=template, reason=str(click.typed.get("reason") or ""))
    return Change("outreach_write", values, {"id": click.about["id"]})


def _choice(store: Store, about: Writing, *, template: str | None, reason: str) -> dict[str, object]:
    templates = [(str(one.id), one.name) for one in store.outreaches.templates()]
    if not templates:
        raise Refused("There is no template left: add one with *Outreach templates* on the campaign's card.")
    return {"about": about, "templates": templates, "chosen": template, "reason": reason}


def preview(form: Form, deps: Deps) -> Answer:
    """Submit of *Write*: the message with this person's data, to be looked at and changed."""
    reason, template_id = form.text("reason"), int(form.optional("template") or 0)
    with deps.reading(form.workspace) as store:
        about = outreach.writing(store, form.id, by=form.member, now=deps.now())
        letter = outreach.preview(store, about, template_id, reason=reason, by=form.member, now=deps.now())
        template = outreach_templates.found(store, template_id)
    values = {"about": about, "template": template, "letter": letter, "reason": reason, "to": _address(about)}
    return Change(
        "outreach_preview", values, {"id": about.collaboration.id, "template": template_id, "after": about.last_id}
    )


def _address(about: Writing) -> str | None:
    return mail.address(about.influencer.email)


def copy(click: Click, deps: Deps) -> Answer:
    """*Copy or open as mail*: the message as it stands in the fields by now."""
    subject, body = (str(click.typed.get(name) or "").replace("\x00", "").strip() for name in ("subject", "body"))
    for name, text in (("subject", subject), ("body", body)):
        check_finished(text, field=name)
    letter = Letter(mail.one_line(subject), body)
    with deps.reading(click.workspace) as store:
        about = outreach.writing(store, int(click.about["id"]), by=click.member, now=deps.now())
    to = _address(about)
    link = mail.mail_link(to, subject=letter.subject, body=letter.body)
    values = {"letter": letter, "to": to, "link": link if len(link) <= LONGEST_LINK else None}
    return Open("outreach_copy", {**values, "about": about})


def sent(form: Form, deps: Deps) -> Answer:
    """Submit of the preview: the message went out."""
    letter = Letter(form.text("subject"), form.text("body"))
    with deps.transaction(form.workspace) as store:
        outreach.sent(
            store,
            form.id,
            letter,
            reason=form.text("reason"),
            after=int(form.about["after"]),
            by=form.member,
            now=deps.now(),
        )
        card = collaboration_cards.load(store, form.id, reader=form.member)
    return Finish("collaboration_card", {"card": card})


def ask_reply(click: Click, deps: Deps) -> Answer:
    """*They replied* on a collaboration's card."""
    with deps.reading(click.workspace) as store:
        name = collaborations.name_of(store, collaborations.found(store, click.id))
    return Open("outreach_replied", {"name": name}, {"id": click.id})


def replied(form: Form, deps: Deps) -> Answer:
    """Submit of *They replied*."""
    with deps.transaction(form.workspace) as store:
        outreach.replied(store, form.id, note=form.text("note"), by=form.member, now=deps.now())
        card = collaboration_cards.load(store, form.id, reader=form.member)
    return Finish("collaboration_card", {"card": card})


ROUTES = Routes(
    clicks={
        "outreach.write": (write, Role.MARKETER),
        "outreach.again": (write_again, Role.MARKETER),
        "outreach.copy": (copy, Role.MARKETER),
        "outreach.reply": (ask_reply, Role.MARKETER),
    },
    forms={
        "outreach_write": (preview, Role.MARKETER),
        "outreach_preview": (sent, Role.MARKETER),
        "outreach_replied": (replied, Role.MARKETER),
    },
)
