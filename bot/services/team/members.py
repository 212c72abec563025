"""Who acts: members, their roles, and what Slack says of them."""

from datetime import timedelta

from bot.deps import Deps
from bot.domain.refused import Denied, Refused, Unheard
from bot.domain.team.roles import Member, Person, Role, first_role, is_welcome
from storage import Store

FRESH = timedelta(hours=12)
"""How long Slack's word on somebody is taken as it is; `user_change` brings news earlier."""


def acting(deps: Deps, workspace: str, slack_id: str, *, home_team: str | None = None) -> Member:
    """The member who acts, met for the first time if need be; refuses guests and strangers.

    While Slack does not answer, whoever was met before is as they were known last.
    """
    if home_team is not None and home_team != workspace:
        raise Denied("Rapport is only for members of the workspace it is installed in.")
    with deps.reading(workspace) as store:
        member = store.members.fresh(slack_id, since=deps.now() - FRESH)
        known = member or store.members.get(slack_id)
    if member is None:
        member = _asked(deps, workspace, slack_id, known=known)
    if not member.is_welcome:
        raise Denied("Rapport is for full members of this workspace. Ask a colleague to do this for you.")
    return member


def _asked(deps: Deps, workspace: str, slack_id: str, *, known: Member | None) -> Member:
    try:
        person = deps.directory.person(slack_id)
    except Unheard:
        if known is None:
            raise
        return known
    with deps.transaction(workspace) as store:
        return meet(store, person, deps)


def meet(store: Store, person: Person, deps: Deps) -> Member:
    """Keep what Slack says of a person, with the role they have or start with."""
    known = store.members.get(person.slack_id)
    start = first_role(person, default=store.members.default_role())
    role = start if known is None or start is Role.ADMIN else known.role
    member = Member(
        slack_id=person.slack_id,
        name=person.name,
        role=role,
        tz=person.tz,
        is_welcome=is_welcome(person, team_id=store.workspace),
        dm_channel=known.dm_channel if known else None,
        full_name=person.full_name,
    )
    store.members.keep(member, now=deps.now())
    return member


def refresh(deps: Deps, workspace: str, slack_id: str) -> None:
    """Bring a member we know up to date with Slack's news; people never met are left alone."""
    with deps.reading(workspace) as store:
        if store.members.get(slack_id) is None:
            return
    person = deps.directory.person(slack_id)
    with deps.transaction(workspace) as store:
        meet(store, person, deps)


def name_of(store: Store, slack_id: str) -> str:
    """A member's name, for sentences that cannot hold a mention."""
    member = store.members.get(slack_id)
    return member.name if member else "A colleague"


def full_name_of(store: Store, slack_id: str) -> str:
    """A member's whole name, for documents and for people outside."""
    member = store.members.get(slack_id)
    return (member.full_name or member.name) if member else "A colleague"


def give_role(store: Store, deps: Deps, *, to: Member, role: Role, by: Member) -> None:
    """Give a member another role; only an admin may, and never take their own last key away."""
    by.require(Role.ADMIN)
    if to.slack_id == by.slack_id and role is not Role.ADMIN:
        raise Refused("You cannot take the role admin from yourself. Ask another admin to.", field="role")
    if not to.is_welcome:
        raise Refused("Guests and people of other workspaces have no role here.", field="who")
    if store.members.set_role(to.slack_id, role):
        store.audit.record("role", f"member:{to.slack_id}", by=by.slack_id, now=deps.now(), role=role)
