"""The composition root: settings → database, Slack, Bolt, scheduler."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot import documents
from bot.clicks import ClickDesk, Journal
from bot.clock import Clock
from bot.deps import Deps, Web
from bot.gate import Paces
from bot.pages import Pages
from bot.platforms.slack_files import SlackFiles
from bot.rendering import Renderer
from bot.scheduler import Scheduler
from bot.sender import Sender
from bot.services.campaigns import outreach_templates
from bot.services.contracts import contract_texts
from bot.settings import Settings, SettingsError
from bot.slack import Peace, Slack, SlackDown, SlackRefused
from bot.web import Addresses, Hooks, Part, Redirects, Signing, WebServer, slack_part
from bot.worker import Worker
from handlers import ROUTES
from handlers.delivery import TIMEOUT
from handlers.dispatch import Dispatcher
from storage import Database, InUse, Unusable, migrate

log = logging.getLogger("rapport")

SENDER_TIMEOUT = 15
"""Seconds for one call of the sender: well within the lease of a claim."""

PING = 1
"""Seconds between pings: slack_sdk notices a connection that was cut after five of them."""


@dataclass(frozen=True, slots=True)
class Home:
    """The workspace that the token belongs to."""

    team_id: str
    team_name: str
    bot_user: str
    bot_id: str


class Bot:
    """The whole program against one workspace. `connect` lets payloads in, `start` lets time pass."""

    def __init__(self, settings: Settings, *, clock: Clock | None = None, paces: Paces | None = None) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        self.home = _who_am_i(settings)
        self.database = _database(settings, wake=self._wake)
        slack = Slack(_client(settings, timeout=SENDER_TIMEOUT))
        asked = Slack(_client(settings, timeout=TIMEOUT), Peace(self.clock.steady))
        files = SlackFiles(token=settings.bot_token, api_url=settings.slack_api_url)
        renderer = Renderer(now=self.clock)
        self.deps = Deps(
            transaction=self.database.transaction,
            reading=self.database.reading,
            now=self.clock,
            directory=asked,
            downloads=files,
            web=Web(settings.url, is_local=settings.is_local, is_served=settings.serves_web),
        )
        journal = Journal(self.database.beside(settings.data))
        self.clicks = ClickDesk(self.deps, journal=journal, workspaces=self.database.workspaces)
        self.scheduler = Scheduler(
            self.deps,
            sender=Sender(
                self.database,
                self.deps,
                slack=slack,
                files=files,
                renderer=renderer,
                steady=self.clock.steady,
                paces=paces,
            ),
            worker=Worker(self.database, self.deps),
            clicks=self.clicks,
            workspaces=self.database.workspaces,
            clock=self.clock,
        )
        self.bolt = _bolt(settings, self.home)
        Dispatcher(ROUTES, self.deps, renderer, call=asked.call, later=self.scheduler.soon).register(self.bolt)
        self._install()
        self.way_in: SocketModeHandler | None = None
        self.web: WebServer | None = None

    def _install(self) -> None:
        with self.database.transaction(self.home.team_id) as store:
            store.members.install(name=self.home.team_name, bot_user=self.home.bot_user, now=self.clock())
            outreach_templates.ship(store, by=self.home.bot_user, now=self.clock())
            contract_texts.ship(store, by=self.home.bot_user, now=self.clock())
        if self.database.is_alone:
            with self.database.claiming() as claims:
                claims.take_back(now=self.clock())

    def _wake(self) -> None:
        self.scheduler.wake()

    def connect(self) -> None:
        """Let Slack's payloads in, over HTTP or Socket Mode; and visitors and shops, where a port is set."""
        self.clicks.read()
        if self.settings.serves_web:
            parts: dict[str, Part] = {"/l/": Redirects(self.clicks), "/hooks/": Hooks(self.deps)}
            for private in (Signing, Addresses):
                pages = private(self.deps, pages=Pages(), workspaces=self.database.workspaces)
                parts[pages.PREFIX] = pages
            if self.settings.mode == "http":
                parts["/slack/"] = slack_part(self.bolt)
            self.web = _web(parts, port=self.settings.port)
            self.web.start()
        if self.settings.mode == "socket":
            self.way_in = SocketModeHandler(self.bolt, self.settings.app_token, ping_interval=PING)
            self.way_in.client.connect()

    def start(self) -> None:
        """Let time pass: reminders, the outbox, long work."""
        threading.Thread(target=documents.warm, name="documents", daemon=True).start()
        self.scheduler.start()

    def stop(self) -> None:
        """Let nothing more in, finish what is under way, and close."""
        if self.way_in is not None:
            self.way_in.close()  # type: ignore[no-untyped-call]
        if self.web is not None:
            self.web.close()
        self.scheduler.stop()
        self.clicks.close()
        self.database.close()


def _database(settings: Settings, *, wake: Callable[[], None]) -> Database:
    """The database, brought up to date; raises SettingsError where it cannot be used, or another process has it."""
    try:
        database = Database(settings.database_url, wake=wake)
    except (InUse, Unusable) as error:
        raise SettingsError(str(error)) from error
    try:
        migrate(settings.database_url)
    except Unusable as error:
        database.close()
        raise SettingsError(str(error)) from error
    return database


def _web(parts: Mapping[str, Part], *, port: int) -> WebServer:
    """The web server; raises SettingsError where the port is taken."""
    try:
        return WebServer(parts, port=port)
    except OSError as error:
        raise SettingsError(f"PORT {port} cannot be used ({error.strerror}): set PORT to another one.") from error


def _client(settings: Settings, *, timeout: int) -> WebClient:
    return WebClient(token=settings.bot_token, base_url=settings.slack_api_url, timeout=timeout, retry_handlers=[])


def _bolt(settings: Settings, home: Home) -> App:
    """Bolt with an authorization that is known from the start, and answers as soon as a listener is done."""
    found = AuthorizeResult(
        enterprise_id=None,
        team_id=home.team_id,
        bot_user_id=home.bot_user,
        bot_id=home.bot_id,
        bot_token=settings.bot_token,
    )
    app = App(
        client=WebClient(base_url=settings.slack_api_url, timeout=TIMEOUT, retry_handlers=[]),
        authorize=lambda: found,
        signing_secret=settings.signing_secret or "unused-with-socket-mode",
        process_before_response=True,
    )
    logging.getLogger("slack_bolt").setLevel(logging.WARNING)
    return app


def _who_am_i(settings: Settings) -> Home:
    """Ask Slack whose token this is; raises SettingsError with a sentence that says what to mend."""
    try:
        answer = Slack(_client(settings, timeout=10)).call("auth.test")
    except (SlackDown, SlackRefused) as down:
        if str(down) in ("invalid_auth", "not_authed", "token_revoked", "account_inactive"):
            raise SettingsError(
                f"Slack does not accept SLACK_BOT_TOKEN ({down}): copy it again from api.slack.com/apps under "
                "OAuth & Permissions › Bot User OAuth Token."
            ) from down
        raise SettingsError(
            f"Slack does not answer at {settings.slack_api_url} ({down}): check the network, or SLACK_API_URL."
        ) from down
    return Home(
        team_id=answer["team_id"],
        team_name=answer.get("team", ""),
        bot_user=answer["user_id"],
        bot_id=answer.get("bot_id", ""),
    )
