"""Makes Slack agree with the outbox: posts what is new, changes what changed, each once."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.deps import Deps
from bot.limits import LimitError
from bot.nudges import KINDS
from bot.platforms.slack_files import SlackFiles
from bot.rendering import Renderer, RenderError
from bot.services.campaigns import campaign_cards
from bot.services.nudges import sending
from bot.services.team import home
from bot.slack import SHUT_OUT, Slack, SlackDown, SlackRefused
from storage import Database, Store
from storage.claims import Parcel

log = logging.getLogger("rapport.sender")

LONGEST_WAIT = 300
"""Seconds between two tries, at most. There is no last try: a message is late rather than lost."""

ROOM = timedelta(seconds=50)
"""What has to be left of a lease before a try begins: opening, looking and posting may each time out."""


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
    """Claims due messages, renders and posts them, and marks them sent."""

    def __init__(self, database: Database, deps: Deps, *, slack: Slack, files: SlackFiles, renderer: Renderer) -> None:
        self._database = database
        self._deps = deps
        self._slack = slack
        self._files = files
        self._renderer = renderer
        self._quiet_until: datetime | None = None

    def send_due(self, *, limit: int = 10) -> bool:
        """Send a batch; whether there was anything to send. Nothing is, while Slack wants to be left in peace."""
        if self._is_quiet:
            return False
        with self._database.claiming() as claims:
            parcels = claims.messages(now=self._now(), limit=limit)
        for parcel in parcels:
            if self._is_quiet:
                self._wait(parcel, SlackDown("ratelimited", in_doubt=False))
            elif self._is_mine(parcel):
                self._send(parcel)
        return bool(parcels)

    @property
    def _is_quiet(self) -> bool:
        return self._quiet_until is not None and self._now() < self._quiet_until

    def _is_mine(self, parcel: Parcel) -> bool:
        """Whether this process still holds the message: a slow batch may outlast its lease."""
        if parcel.held_until - self._now() > ROOM:
            return True
        with self._database.claiming() as claims:
            return claims.renew(parcel, now=self._now())

    def _now(self) -> datetime:
        return self._deps.now()

    def _send(self, parcel: Parcel) -> None:
        try:
            channel, ts = self._deliver(parcel)
        except SlackDown as down:
            self._wait(parcel, down)
        except (LimitError, RenderError) as error:
            log.error("message %s waits for a mended template: %s", parcel.key, error)
            at = self._now() + timedelta(seconds=LONGEST_WAIT)
            with self._database.claiming() as claims:
                claims.later(parcel, at=at, why=str(error), in_doubt=parcel.attempts > 1)
        except Unsaid:
            with self._database.claiming() as claims:
                claims.drop(parcel)
        except SlackRefused as error:
            log.error("message %s can never be posted: %s", parcel.key, error)
            with self._database.claiming() as claims:
                claims.give_up(parcel, why=str(error))
            if parcel.kind == "campaign_status" and str(error) in SHUT_OUT:
                with self._database.transaction(parcel.workspace) as store:
                    campaign_cards.tell_shut_out(store, parcel.values, now=self._now())
        else:
            with self._database.claiming() as claims:
                claims.sent(parcel, channel=channel, ts=ts, now=self._now())

    def _wait(self, parcel: Parcel, down: SlackDown) -> None:
        """Put a message off: until the moment that Slack named for all of them, or longer after each try."""
        at = self._now() + timedelta(seconds=down.wait or min(2**parcel.attempts, LONGEST_WAIT))
        if down.wait:
            self._quiet_until = at
        elif self._is_quiet and self._quiet_until:
            at = self._quiet_until
        log.info("message %s waits until %s: %s", parcel.key, at, down)
        with self._database.claiming() as claims:
            claims.later(parcel, at=at, why=str(down), in_doubt=down.in_doubt)

    def _deliver(self, parcel: Parcel) -> tuple[str, str | None]:
        if parcel.kind == "home":
            return self._publish_home(parcel)
        message = self._renderer.message(parcel.kind, self._values(parcel))
        channel = parcel.channel or self._channel(parcel)
        if parcel.file_id is not None:
            self._share_file(parcel, channel=channel, text=message["text"])
            return channel, None
        thread = None if parcel.ts else self._thread(parcel)
        ts = parcel.ts or self._posted_before(parcel, channel=channel, thread=thread)
        if ts is not None:
            self._slack.update(channel, ts, message, key=parcel.key)
        else:
            ts = self._slack.post(channel, message, key=parcel.key, thread=thread)
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
            values = AS_NOW[parcel.kind](store, parcel.values, self._now())
        if values is None or (parcel.ts is None and values.get("is_over")):
            raise Unsaid
        return values

    def _posted_before(self, parcel: Parcel, *, channel: str, thread: str | None) -> str | None:
        """Where an earlier try, of which nobody knows how it ended, may have posted it."""
        if parcel.attempts == 1:
            return None
        return self._slack.find(channel, key=parcel.key, since=parcel.added_at, thread=thread)

    def _channel(self, parcel: Parcel) -> str:
        if not parcel.to.startswith(("U", "W")):
            return parcel.to
        with self._database.reading(parcel.workspace) as store:
            member = store.members.get(parcel.to)
        if member and member.dm_channel:
            return member.dm_channel
        channel = self._slack.open_dm(parcel.to)
        with self._database.transaction(parcel.workspace) as store:
            store.members.remember_dm(parcel.to, channel)
        return channel

    def _publish_home(self, parcel: Parcel) -> tuple[str, str | None]:
        with self._database.reading(parcel.workspace) as store:
            member = store.members.get(parcel.to)
            values = home.load(store, member, kinds=KINDS, now=self._now()) if member else None
        if values is not None:
            self._slack.call("views.publish", user_id=parcel.to, view=self._renderer.home(values))
        return parcel.to, None

    def _share_file(self, parcel: Parcel, *, channel: str, text: str) -> None:
        """Upload, remember Slack's id, share: a second try asks Slack whether the first one got through."""
        if parcel.slack_file and self._slack.has_file(channel, parcel.slack_file, since=parcel.added_at):
            return
        with self._database.reading(parcel.workspace) as store:
            name, content = store.files.get(parcel.file_id or 0)
        place = self._slack.call("files.getUploadURLExternal", filename=name, length=len(content))
        try:
            self._files.put(place["upload_url"], content)
        except OSError as error:
            raise SlackDown(str(error), in_doubt=False) from error
        with self._database.claiming() as claims:
            claims.note_file(parcel, slack_file=place["file_id"], now=self._now())
        files = [{"id": place["file_id"], "title": name}]
        self._slack.call("files.completeUploadExternal", files=files, channel_id=channel, initial_comment=text)
