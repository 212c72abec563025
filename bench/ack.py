"""How soon the bot has answered, against a bare Bolt app that only acks, with Bolt's default settings.

Both get the same signed payloads through Bolt's own dispatch. The bot reads and writes a real SQLite file and
renders the whole answer; what it asks of Slack goes over HTTP to a stub on this machine. The bare app
waits for its own ack: Bolt looks for it every 10 ms.
"""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from slack_bolt import App
from slack_sdk import WebClient

from bench import payloads
from bench.payloads import Payload
from bench.ratios import Measure, Ratio, in_turn, timed
from bench.sizes import Sizes
from bench.slack_stub import slack_stub
from bench.stand import Stand, answered, quiet, standing

BAR = 0.5


def run(sizes: Sizes, folder: Path) -> Iterator[Ratio]:
    """A ratio for each of the acts that a person waits for most."""
    quiet()
    with slack_stub() as slack, standing(slack, folder, roster=sizes.team_roster) as stand:
        bare = _bare(stand)
        for name, sent in acts(stand, some=sizes.calls):
            ours = calling(stand.bot.bolt, sent, times=sizes.calls)
            theirs = calling(bare, sent, times=sizes.calls)
            yield in_turn(f"ack: {name} / a bare ack", ours, theirs, bar=BAR, rounds=sizes.rounds)


def acts(stand: Stand, *, some: int) -> Iterator[tuple[str, list[Payload]]]:
    """Commands that read, and a form that writes, each as several payloads to take in turn."""
    yield "find a word", [stand.command(f"/influencer find {word}") for word in ("noor", "lina", "emil")]
    yield "find by filters", [stand.command("/influencer find noor platform:tiktok followers:10k+")]
    yield "show", [stand.command(f"/influencer show {handle}") for handle in stand.handles(some)]
    yield "submit Log a touch, which writes", [stand.logging(number) for number in range(1, some + 1)]


def calling(app: App, sent: list[Payload], *, times: int) -> Measure:
    """A measure of letting payloads in, one after another, from the list in turn."""
    rest = cycle(sent)
    return timed(lambda: answered(app, next(rest)), times=times)


def _bare(stand: Stand) -> App:
    """An app with nothing but acks."""
    client = WebClient(token="xoxb-bench", base_url=f"{stand.slack.address}/api/")
    app = App(client=client, signing_secret=payloads.SECRET)
    app.command("/influencer")(lambda ack: ack())
    app.view("touch_log")(lambda ack: ack())
    return app
