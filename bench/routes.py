"""What it costs to have all routes: the bot as it is, against the bot with five of them."""

from collections.abc import Iterator
from pathlib import Path

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bench import payloads
from bench.ack import acts, calling
from bench.ratios import Ratio, in_turn
from bench.sizes import Sizes
from bench.slack_stub import slack_stub
from bench.stand import Stand, quiet, standing
from bot.rendering import Renderer
from bot.slack import Slack
from handlers import ROUTES
from handlers.delivery import TIMEOUT
from handlers.dispatch import Dispatcher
from handlers.routes import Routes

BAR = 1.1


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """A ratio for each act."""
    quiet()
    with slack_stub() as slack, standing(slack, folder, roster=sizes.team_roster) as stand:
        small = _app(stand, _five())
        for name, sent in acts(stand, some=sizes.calls):
            ours = calling(stand.bot.bolt, sent, times=sizes.calls)
            theirs = calling(small, sent, times=sizes.calls)
            yield in_turn(f"routes: {name}, {_count(ROUTES)} routes / 5", ours, theirs, bar=BAR, rounds=sizes.rounds)


def _five() -> Routes:
    subs = ROUTES.commands["/influencer"]
    clicks = {name: ROUTES.clicks[name] for name in ("touch.log", "find.page")}
    forms = {"touch_log": ROUTES.forms["touch_log"]}
    return Routes(commands={"/influencer": {name: subs[name] for name in ("find", "show")}}, clicks=clicks, forms=forms)


def _count(routes: Routes) -> int:
    tables = (routes.defaults, routes.clicks, routes.forms, routes.shortcuts, routes.lookups)
    return sum(len(table) for table in (*tables, *routes.commands.values()))


def _app(stand: Stand, routes: Routes) -> App:
    """Bolt set up as the bot sets it up, on the same database, with these routes."""
    home, settings = stand.bot.home, stand.bot.settings
    client = WebClient(settings.bot_token, base_url=settings.slack_api_url, timeout=TIMEOUT, retry_handlers=[])
    found = AuthorizeResult(
        enterprise_id=None,
        team_id=home.team_id,
        bot_user_id=home.bot_user,
        bot_id=home.bot_id,
        bot_token=settings.bot_token,
    )
    app = App(
        authorize=lambda: found,
        signing_secret=payloads.SECRET,
        process_before_response=True,
    )
    renderer, later = Renderer(now=stand.bot.clock), stand.bot.scheduler.soon
    Dispatcher(routes, stand.bot.deps, renderer, call=Slack(client).call, later=later).register(app)
    return app
