"""Who may do what: roles, and how Slack's own standing turns into one."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.refused import Denied


class Role(StrEnum):
    """What a member may do, from least to most (product.md, "Roles")."""

    VIEWER = "viewer"
    MARKETER = "marketer"
    MANAGER = "manager"
    ADMIN = "admin"

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what `needed` may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as Slack describes them: the facts a role and a greeting depend on."""

    slack_id: str
    team_id: str
    name: str
    tz: str
    is_slack_admin: bool
    is_guest: bool
    is_bot: bool
    is_deactivated: bool
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the workspace who uses the bot. `tz` is an IANA zone name; `full_name` is for documents."""

    slack_id: str
    name: str
    role: Role
    tz: str
    is_welcome: bool
    dm_channel: str | None = None
    full_name: str = ""

    @property
    def sees_private(self) -> bool:
        """Whether fees and addresses are shown to this member."""
        return self.role.covers(Role.MARKETER)

    def require(self, needed: Role) -> None:
        """Refuse unless this member's role covers `needed`."""
        if not self.role.covers(needed):
            raise Denied(
                f"That needs the role {needed}, and yours is {self.role}. An admin can change it with `/rapport roles`."
            )


def is_welcome(person: Person, *, team_id: str) -> bool:
    """Guests, bots, deactivated accounts and people of other workspaces are refused everywhere."""
    return not (person.is_guest or person.is_bot or person.is_deactivated) and person.team_id == team_id


def first_role(person: Person, *, default: Role) -> Role:
    """The role somebody starts with: Slack's owners and admins are admins here."""
    return Role.ADMIN if person.is_slack_admin else default
