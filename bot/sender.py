"""Makes Slack agree with the outbox: posts what is new, changes what changed, each once and in order.

See `storage/order.py` for what is taken next, and `bot/gate.py` for when Slack may be asked.
"""

import logging
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.deps import Deps
from bot.gate import MENDING, Paces
from bot.limits import LimitError
from bot.nudges import KINDS
from bot.pickup import Attempt, Pickup
from bot.platforms.slack_files import SlackFiles
from bot.rendering import Renderer, RenderError
from bot.services.campaigns import campaign_cards
from bot.services.digests import digest_pictures
from bot.services.nudges import sending
from bot.services.team import home, kept_messages
from bot.slack import BLOCKS_REFUSED, INACTIVE, Rests, Slack, SlackDown, SlackRefused, SlackShut
from storage import Database, Store
from storage.claims import Parcel
from storage.order import LONGEST_WAIT

log = logging.getLogger("rapport.sender")

SECONDS = 1.0
"""How long at most until the sender looks again by itself."""

AS_NOW: Mapping[str, Callable[[Store, Mapping[str, Any], datetime], Mapping[str, Any] | None]] = {
    "campaign_status": lambda store, values, now: campaign_cards.status(store, values, now=now),
    "nudge": lambda store, values, now: sending.as_now(store, KINDS, values, now=now),
    "nudge_batch": lambda store, values, now: sending.batch_now(store, KINDS, values, now=now),
}
"""Messages that are loaded when they are sent: cards that follow many things, and what must still be true then."""

ENDINGS = frozenset({"nudge_settled"})
"""What only changes a message that stands: said of a matter that nobody was told of, it would be noise."""


class Unsaid(Exception):
    """There is nothing left to be said."""


class Sender:
    """Claims due messages, renders and posts them, and marks them sent. Several threads may use one.

    `steady` counts the seconds that really pass; `paces` say how fast Slack may be asked.
    """

    def __init__(
        self,
        database: Database,
        deps: Deps,
        *,
        slack: Slack,
        files: SlackFiles,
        renderer: Renderer,
        steady: Callable[[], float] = time.monotonic,
        paces: Paces | None = None,
    ) -> None:
        self._database = database
        self._deps = deps
        self._slack = slack
        self._files = files
        self._renderer = renderer
        self._pickup = Pickup(database, now=deps.now, steady=steady, paces=paces or Paces())

    def send_due(self) -> bool:
        """Send one message; whether there was one that could be sent now."""
        attempt = self._pickup.take(self._slack)
        if attempt is not None:
            with self._pickup.trying(attempt):
                self._send(attempt)
        return attempt is not None

    def look_again(self) -> float:
        """In how many seconds something that has to wait now may be sent, or something new has to be looked for."""
        return min([SECONDS, *self._pickup.waits()]) + self._pickup.spread()

    def _send(self, attempt: Attempt) -> None:
        parcel = attempt.parcel
        try:
            channel, ts = self._deliver(attempt)
        except Rests as rest:
            self._put_off(parcel, seconds=rest.wait, in_doubt=False)
        except SlackShut as shut:
            self._put_off(parcel, seconds=MENDING, why=str(shut), in_doubt=False)
        except SlackDown as down:
            self._wait(parcel, down)
        except (LimitError, RenderError) as error:
            log.error("message %s waits for a mended template: %s", parcel.key, error)
            in_doubt = parcel.attempts > 1
            self._put_off(parcel, seconds=LONGEST_WAIT.total_seconds(), why=str(error), in_doubt=in_doubt, aside=True)
        except Unsaid:
            with self._database.claiming() as claims:
                claims.drop(parcel, now=self._deps.now())
        except SlackRefused as error:
            self._refused(attempt, error)
        else:
            with self._database.claiming() as claims:
                claims.sent(parcel, channel=channel, ts=ts, now=self._deps.now())
            if parcel.was_kept:
                with self._database.transaction(parcel.workspace) as store:
                    kept_messages.tell_posted(store, parcel.to, now=self._deps.now())

    def _wait(self, parcel: Parcel, down: SlackDown) -> None:
        """Put a message off: for as long as Slack wants to be left alone, or longer after each try."""
        log.info("message %s waits: %s", parcel.key, down)
        seconds = down.wait or 2 ** min(parcel.attempts, 9)
        self._put_off(parcel, seconds=seconds, why=str(down), in_doubt=down.in_doubt)

    def _put_off(
        self, parcel: Parcel, *, seconds: float, in_doubt: bool, why: str | None = None, aside: bool = False
    ) -> None:
        at = self._deps.now() + min(timedelta(seconds=seconds), LONGEST_WAIT)
        with self._database.claiming() as claims:
            claims.later(parcel, at=at, why=why, in_doubt=in_doubt, aside=aside)

    def _refused(self, attempt: Attempt, error: SlackRefused) -> None:
        """Keep what Slack does not take: with all else for a conversation that takes nothing, or by itself."""
        parcel = attempt.parcel
        if str(error) in BLOCKS_REFUSED and self._says_plainer(parcel):
            log.info("message %s says the same in text: %s", parcel.key, error)
            return
        log.error("message %s is not taken by Slack: %s", parcel.key, error)
        if str(error) == INACTIVE and self._is_shut(attempt):
            self._put_off(parcel, seconds=MENDING, why=INACTIVE, in_doubt=False)
            return
        if error.is_shut_out:
            with self._database.transaction(parcel.workspace) as store:
                kept_messages.keep(store, parcel, why=str(error), now=self._deps.now())
            return
        with self._database.claiming() as claims:
            claims.give_up(parcel, why=str(error))

    def _says_plainer(self, parcel: Parcel) -> bool:
        """Have it said without the newer blocks at once, where there is another way to say it; whether there is."""
        with self._database.transaction(parcel.workspace) as store:
            if not digest_pictures.say_plainer(store, parcel, now=self._deps.now()):
                return False
        self._put_off(parcel, seconds=0, in_doubt=False)
        return True

    def _is_shut(self, attempt: Attempt) -> bool:
        """Whether it is the bot's own account that is not active any more, rather than the person's."""
        try:
            attempt.slack.call("auth.test")
        except SlackRefused as error:
            attempt.gate.shut(None, why=str(error))
            return True
        except (SlackDown, Rests):
            return True
        return False

    def _deliver(self, attempt: Attempt) -> tuple[str, str | None]:
        parcel, slack = attempt.parcel, attempt.slack
        if parcel.kind == "home":
            return self._publish_home(attempt)
        message = self._renderer.message(parcel.kind, self._values(parcel))
        channel = parcel.channel or self._channel(attempt)
        if parcel.file_id is not None:
            self._share_file(attempt, channel=channel, text=message["text"])
            return channel, None
        thread = None if parcel.ts else self._thread(parcel)
        ts = parcel.ts or self._posted_before(attempt, channel=channel, thread=thread)
        self._pickup.check_time(attempt)
        if ts is not None:
            slack.update(channel, ts, message, key=parcel.key)
        else:
            ts = slack.post(channel, message, key=parcel.key, thread=thread)
        return channel, ts

    def _thread(self, parcel: Parcel) -> str | None:
        """The first message of the thread that a message belongs to: it waits until that one stands."""
        if parcel.thread_of is None:
            return None
        with self._database.claiming() as claims:
            first = claims.first_of_thread(parcel)
        if first is not None and first.ts is None:
            raise SlackDown("the first message of its thread is still to be posted", in_doubt=parcel.attempts > 1)
        return first.ts if first else None

    def _values(self, parcel: Parcel) -> Mapping[str, Any]:
        """What the message says: as it was added, or for what is looked at once more before it is said, as it is now.

        Raises Unsaid where nothing is left to be said.
        """
        if parcel.kind in ENDINGS and parcel.ts is None and parcel.attempts == 1:
            raise Unsaid
        if parcel.kind not in AS_NOW:
            return parcel.values
        with self._deps.transaction(parcel.workspace) as store:
            values = AS_NOW[parcel.kind](store, parcel.values, self._deps.now())
        if values is None or (parcel.ts is None and values.get("is_over")):
            raise Unsaid
        return values

    def _posted_before(self, attempt: Attempt, *, channel: str, thread: str | None) -> str | None:
        """Where an earlier try, of which nobody knows how it ended, may have posted it."""
        parcel = attempt.parcel
        if parcel.attempts == 1:
            return None
        return attempt.slack.find(channel, key=parcel.key, since=parcel.added_at, thread=thread)

    def _channel(self, attempt: Attempt) -> str:
        parcel = attempt.parcel
        if not parcel.to.startswith(("U", "W")):
            return parcel.to
        with self._database.reading(parcel.workspace) as store:
            member = store.members.get(parcel.to)
        if member and member.dm_channel:
            return member.dm_channel
        channel = attempt.slack.open_dm(parcel.to)
        with self._database.transaction(parcel.workspace) as store:
            store.members.remember_dm(parcel.to, channel)
        return channel

    def _publish_home(self, attempt: Attempt) -> tuple[str, str | None]:
        parcel = attempt.parcel
        with self._database.reading(parcel.workspace) as store:
            member = store.members.get(parcel.to)
            values = home.load(store, member, kinds=KINDS, now=self._deps.now()) if member else None
        if values is not None:
            attempt.slack.call("views.publish", user_id=parcel.to, view=self._renderer.home(values))
        return parcel.to, None

    def _share_file(self, attempt: Attempt, *, channel: str, text: str) -> None:
        """Upload, remember Slack's id, share: a second try asks Slack whether the first one got through."""
        parcel, slack = attempt.parcel, attempt.slack
        thread = self._thread(parcel)
        if parcel.slack_file and slack.has_file(channel, parcel.slack_file, since=parcel.added_at, thread=thread):
            return
        with self._database.reading(parcel.workspace) as store:
            name, content = store.files.get(parcel.file_id or 0)
        place = slack.call("files.getUploadURLExternal", filename=name, length=len(content))
        try:
            self._files.put(place["upload_url"], content)
        except OSError as error:
            raise SlackDown(str(error), in_doubt=False) from error
        with self._database.claiming() as claims:
            claims.note_file(parcel, slack_file=place["file_id"])
        self._pickup.check_time(attempt)
        files = [{"id": place["file_id"], "title": name}]
        place = {"channel_id": channel, "thread_ts": thread}
        slack.call("files.completeUploadExternal", files=files, initial_comment=text, **place)
