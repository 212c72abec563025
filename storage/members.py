"""Members and workspaces."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from bot.domain.team.roles import Member, Role
from storage.base import Queries, prepared
from storage.tables import member, workspace

_FRESH = prepared(member).where(member.c.slack_id == bindparam("slack_id"), member.c.checked_at > bindparam("since"))


def _member(row: object) -> Member:
    return Member(
        slack_id=row.slack_id,  # type: ignore[attr-defined]
        name=row.name,  # type: ignore[attr-defined]
        role=Role(row.role),  # type: ignore[attr-defined]
        tz=row.tz,  # type: ignore[attr-defined]
        is_welcome=row.is_welcome,  # type: ignore[attr-defined]
        dm_channel=row.dm_channel,  # type: ignore[attr-defined]
        full_name=row.full_name or "",  # type: ignore[attr-defined]
    )


class Members(Queries):
    """Who uses the bot, and in which role."""

    def install(self, *, name: str, bot_user: str, now: datetime) -> None:
        """Make sure that the workspace itself stands."""
        known = self._connection.execute(select(workspace.c.id).where(workspace.c.id == self.workspace)).first()
        values = {"name": name, "bot_user": bot_user}
        if known:
            changed = update(workspace).where(workspace.c.id == self.workspace)
            self._connection.execute(changed.values(values))
        else:
            self._connection.execute(insert(workspace).values(id=self.workspace, added_at=now, **values))

    def bot_user(self) -> str:
        """Rapport's own Slack id: who acts where nobody does."""
        query = select(workspace.c.bot_user).where(workspace.c.id == self.workspace)
        return str(self._connection.execute(query).scalar_one())

    def workspace_name(self) -> str:
        """What the workspace is called, as Slack said when the bot started."""
        query = select(workspace.c.name).where(workspace.c.id == self.workspace)
        return str(self._connection.execute(query).scalar_one())

    def installed_at(self) -> datetime:
        """Since when the workspace uses Rapport."""
        query = select(workspace.c.added_at).where(workspace.c.id == self.workspace)
        at: datetime = self._connection.execute(query).scalar_one()
        return at

    def is_installed(self) -> bool:
        """Whether the workspace itself is known: somebody else's is not."""
        query = select(workspace.c.id).where(workspace.c.id == self.workspace)
        return self._connection.execute(query).first() is not None

    def default_role(self) -> Role:
        """The role a full member starts with."""
        query = select(workspace.c.default_role).where(workspace.c.id == self.workspace)
        return Role(self._connection.execute(query).scalar_one())

    def get(self, slack_id: str) -> Member | None:
        """The member, or None for somebody never met."""
        row = self._connection.execute(self._select(member).where(member.c.slack_id == slack_id)).first()
        return _member(row) if row else None

    def fresh(self, slack_id: str, *, since: datetime) -> Member | None:
        """The member if Slack was asked about them after `since`."""
        row = self._run(_FRESH, slack_id=slack_id, since=since).first()
        return _member(row) if row else None

    def all(self) -> list[Member]:
        """Everybody met so far, by name."""
        query = self._select(member).where(member.c.is_welcome).order_by(member.c.name)
        return [_member(row) for row in self._connection.execute(query)]

    def keep(self, one: Member, *, now: datetime) -> None:
        """Add the member, or bring what Slack says of them up to date."""
        values = {"name": one.name, "role": one.role, "tz": one.tz, "is_welcome": one.is_welcome, "checked_at": now}
        values["full_name"] = one.full_name or None
        changed = self._connection.execute(self._update(member).where(member.c.slack_id == one.slack_id).values(values))
        if changed.rowcount == 0:
            self._insert_new(member, [{"slack_id": one.slack_id, **values}])

    def hold(self, slack_id: str) -> None:
        """Let nobody else hold this member until the commit: for what is counted before more is added."""
        query = self._select(member, member.c.slack_id).where(member.c.slack_id == slack_id)
        self._connection.execute(query.with_for_update(key_share=True)).first()

    def set_role(self, slack_id: str, role: Role) -> bool:
        """Give a role; whether it changed anything."""
        query = self._update(member).where(member.c.slack_id == slack_id, member.c.role != role)
        return self._connection.execute(query.values(role=role)).rowcount == 1

    def remember_dm(self, slack_id: str, channel: str) -> None:
        """Keep the direct message's channel, to open it only once."""
        self._connection.execute(self._update(member).where(member.c.slack_id == slack_id).values(dm_channel=channel))
