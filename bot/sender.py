"""Makes Slack agree with the outbox: posts what is new, changes what changed, each once and in order.

See `storage/claims.py` for what is taken next, and `bot/gate.py` for when Slack may be asked.
"""

import logging
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.deps import Deps
from bot.gate import MENDING, Gate, Gates, Paces
from bot.limits import LimitError
from bot.platforms.slack_files import SlackFiles
from bot.rendering import Renderer, RenderError
from bot.services.campaigns import campaign_cards
from bot.services.team import home, kept_messages
from bot.slack import INACTIVE, Rests, Slack, SlackDown, SlackRefused, SlackShut
from bot.watch import Watch
from storage import Database
from storage.claims import LEASE, LONGEST_WAIT, Parcel

log = logging.getLogger("rapport.sender")

SECONDS = 1.0
"""How long at most until the sender looks again by itself."""

ROOM = 20
"""Seconds that have to be left of a lease before Slack is asked to post: longer than it may take to answer."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A message in our hands, and the way to Slack for it. `began` by the clock that nobody sets."""

    parcel: Parcel
    slack: Slack
    gate: Gate
    began: float


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
        self._steady = steady
        self._watch = Watch(steady)
        self._gates = Gates(database, now=deps.now, watch=self._watch, paces=paces or Paces())

    def send_due(self) -> bool:
        """Send one message; whether there was one that could be sent now."""
        began = self._steady()
        parcel = self._claim()
        if parcel is not None:
            gate = self._gates.for_message(parcel.workspace, parcel.to)
            self._send(Attempt(parcel, self._slack.through(gate), gate, began))
        return parcel is not None

    def look_again(self) -> float:
        """In how many seconds something that has to wait now may be sent, or something new has to be looked for."""
        with self._database.lanes() as lanes:
            busy = self._gates.busy(lanes.busy(now=self._deps.now()))
        return min([SECONDS, *busy.values()])

    def _claim(self) -> Parcel | None:
        """Take the next message; those whose holder is gone as well, and none of a lane that is busy."""
        with self._database.looking() as claims:
            if not claims.is_waiting():
                return None
        with self._database.lanes() as lanes:
            known = lanes.busy(now=self._deps.now())
        busy = self._gates.busy(known)
        with self._database.claiming() as claims:
            holders = claims.holders()
            self._watch.forget_but({*holders, *(one.rest for one in known if one.rest)})
            lapsed = self._watch.lapsed(holders, seconds=LEASE.total_seconds())
            token = secrets.token_hex(8)
            return claims.message(now=self._deps.now(), token=token, lapsed=lapsed, busy=busy)

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
        self._check_time(attempt)
        if ts is not None:
            slack.update(channel, ts, message, key=parcel.key)
        else:
            ts = slack.post(channel, message, key=parcel.key, thread=thread)
        return channel, ts

    def _check_time(self, attempt: Attempt) -> None:
        """Raises Rests where it took so long until now that somebody may take the message over meanwhile."""
        if self._steady() - attempt.began > LEASE.total_seconds() - ROOM:
            raise Rests("it took too long to come this far", wait=1)

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
        """What the message says: as it was added, or for a card that is kept up to date, as it is now."""
        if parcel.kind != "campaign_status":
            return parcel.values
        with self._database.reading(parcel.workspace) as store:
            values = campaign_cards.status(store, parcel.values, now=self._deps.now())
        if values is None:
            raise SlackRefused("its campaign is gone")
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
            values = home.load(store, member, now=self._deps.now()) if member else None
        if values is not None:
            attempt.slack.call("views.publish", user_id=parcel.to, view=self._renderer.home(values))
        return parcel.to, None

    def _share_file(self, attempt: Attempt, *, channel: str, text: str) -> None:
        """Upload, remember Slack's id, share: a second try asks Slack whether the first one got through."""
        parcel, slack = attempt.parcel, attempt.slack
        if parcel.slack_file and slack.has_file(channel, parcel.slack_file, since=parcel.added_at):
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
        self._check_time(attempt)
        files = [{"id": place["file_id"], "title": name}]
        slack.call("files.completeUploadExternal", files=files, channel_id=channel, initial_comment=text)
