"""The templates of outreach: those that are there from the start, and what the team makes of them."""

from datetime import datetime

from bot import mailing
from bot.domain.campaigns.outreach import LONGEST_NAME, MOST_TEMPLATES, Letter, OutreachTemplate
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member
from bot.services.team import members
from storage import Store

SHIPPED = "outreach.shipped"
"""The setting that says that the shipped templates were handed over; deleted ones do not come back."""


def ship(store: Store, *, by: str, now: datetime) -> None:
    """Give a workspace the shipped templates, once."""
    if store.settings.on(SHIPPED, day=now.date()) is not None:
        return
    for one in mailing.shipped():
        store.outreaches.add_template(_fields(one.name, one.letter), by=by, now=now)
    store.settings.set(SHIPPED, True, since=now.date(), source="Rapport", by=by, now=now)


def add(store: Store, name: str, letter: Letter, *, by: Member, now: datetime) -> None:
    """Add a template, or refuse, every fault on its own field."""
    _check(name, letter)
    if len(store.outreaches.templates()) >= MOST_TEMPLATES:
        raise Refused(f"There are {MOST_TEMPLATES} templates: delete one that nobody uses.", field="name")
    if not store.outreaches.add_template(_fields(name, letter), by=by.slack_id, now=now):
        raise _taken()
    store.audit.record("add", "outreach templates", by=by.slack_id, now=now, name=name)


def change(
    store: Store, template_id: int, name: str, letter: Letter, *, version: int, by: Member, now: datetime
) -> None:
    """Change a template, unless a colleague changed it meanwhile."""
    _check(name, letter)
    one = found(store, template_id)
    if store.outreaches.is_name_taken(name, besides=template_id):
        raise _taken()
    if one.version != version or not store.outreaches.change_template(
        one, _fields(name, letter), by=by.slack_id, now=now
    ):
        raise _changed_meanwhile(store, template_id)
    store.audit.record("change", f"outreach template:{template_id}", by=by.slack_id, now=now, was=one.name)


def delete(store: Store, template_id: int, *, version: int, by: Member, now: datetime) -> None:
    """Delete a template, unless a colleague changed it meanwhile."""
    one = found(store, template_id)
    if one.version != version or not store.outreaches.delete_template(one):
        raise _changed_meanwhile(store, template_id)
    store.audit.record("delete", f"outreach template:{template_id}", by=by.slack_id, now=now, name=one.name)


def found(store: Store, template_id: int) -> OutreachTemplate:
    """The template, or a refusal."""
    one = store.outreaches.template(template_id)
    if one is None:
        raise Refused("A colleague deleted this template. Choose another one.", field="template")
    return one


def _fields(name: str, letter: Letter) -> dict[str, str]:
    return {"name": " ".join(name.split()), "subject": letter.subject, "body": letter.body}


def _check(name: str, letter: Letter) -> None:
    faults = Faults()
    with faults.noting():
        if not name.strip():
            raise Refused("Give the template a name.", field="name")
    with faults.noting():
        if len(name) > LONGEST_NAME:
            raise Refused(f"That is {len(name)} characters; {LONGEST_NAME} is the most.", field="name")
    with faults.noting():
        if not letter.subject.strip():
            raise Refused("Write a subject.", field="subject")
    with faults.noting():
        mailing.check(letter)
    faults.check()


def _taken() -> Refused:
    return Refused("There is a template of this name already. Choose another name.", field="name")


def _changed_meanwhile(store: Store, template_id: int) -> Refused:
    one = store.outreaches.template(template_id)
    who = members.name_of(store, one.edited_by) if one else "A colleague"
    did = "changed" if one else "deleted"
    return Refused(
        f"{who} {did} this template while the form was open. Copy what you typed, close this, and open it again."
    )
