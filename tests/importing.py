"""Acts and looks that several tests of imports share."""

from sqlalchemy import select

from storage.tables import influencer, profile
from tests.roster import contents
from tests.workspace import Message, View, Workspace

PLAIN = b"Handle,Name,Platform,Followers\nnoor.bakes,Noor Haddad,TikTok,12000\nsam.cooks,Sam Ode,TikTok,8000\n"


def handles(workspace: Workspace) -> dict[str, str]:
    """The names on the roster by handle, as platform:handle."""
    query = select(profile.c.platform, profile.c.handle, influencer.c.name).join(influencer)
    with workspace.bot.database.engine.connect() as connection:
        return {f"{row.platform}:{row.handle}": row.name for row in connection.execute(query)}


def names(workspace: Workspace) -> list[str]:
    """The names on the roster."""
    with workspace.bot.database.engine.connect() as connection:
        return sorted(connection.execute(select(influencer.c.name)).scalars())


def again(workspace: Workspace, message: Message) -> Message:
    """A message as it is now."""
    workspace.settle()
    return workspace.person("maria").message(message.channel, message.ts)


def columns(workspace: Workspace, preview: Message) -> View:
    """*Correct columns*."""
    return workspace.person("maria").click("Correct columns", preview).view


def is_empty(workspace: Workspace) -> bool:
    """Whether the roster is as it was at first."""
    return not any(contents(workspace.bot.database.engine).values())
