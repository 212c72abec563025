"""Putting messages into the outbox and looking at what became of them, for tests."""

from slack_sdk import WebClient
from sqlalchemy import select

from bot.gate import UNPACED, Paces
from bot.messages import Message as Outgoing
from bot.platforms.slack_files import SlackFiles
from bot.rendering import Renderer
from bot.sender import Sender
from bot.slack import Slack
from sandbox.driver import Message
from storage.tables import outbox
from tests.workspace import Workspace

NO_LIMITS = 0.0


"""Slack takes any number of messages a second: for tests that are about something else."""


def tell(workspace: Workspace, *names: str, to: str = "maria") -> None:
    """Put a message that names each of `names` into the outbox, for somebody or for a channel's id."""
    who = to if to.startswith("C") else workspace.person(to).id
    with workspace.bot.database.transaction(workspace.team) as store:
        for name in names:
            store.outbox.add(Outgoing("import_reading", key=name, to=who, values={"name": name}), now=workspace.clock())


def change(workspace: Workspace, key: str, *, name: str) -> None:
    """Let a message say something else."""
    with workspace.bot.database.transaction(workspace.team) as store:
        store.outbox.change(key, kind="import_reading", values={"name": name}, now=workspace.clock())


def heard(workspace: Workspace, who: str = "maria") -> list[str]:
    """What somebody's direct message says, by the names told."""
    return [_name(message) for message in workspace.person(who).dm()]


def _name(message: Message) -> str:
    return message.text.removeprefix("Reading ")


def row(workspace: Workspace, key: str) -> dict[str, object]:
    """The message's row in the outbox."""
    with workspace.bot.database.engine.connect() as connection:
        return dict(connection.execute(select(outbox).where(outbox.c.key == key)).mappings().one())


def posts(workspace: Workspace) -> int:
    """How often the bot asked Slack to post."""
    return sum(call.method == "chat.postMessage" for call in workspace.slack.calls)


def sender_beside(workspace: Workspace, *, timeout: int = 15, paces: Paces = UNPACED) -> Sender:
    """Another sender on the same outbox, which waits so many seconds for an answer."""
    bot = workspace.bot
    settings = bot.settings
    client = WebClient(settings.bot_token, base_url=settings.slack_api_url, timeout=timeout, retry_handlers=[])
    files = SlackFiles(token=settings.bot_token, api_url=settings.slack_api_url)
    renderer = Renderer(now=workspace.clock)
    slack, steady = Slack(client), workspace.clock.steady
    return Sender(bot.database, bot.deps, slack=slack, files=files, renderer=renderer, steady=steady, paces=paces)
