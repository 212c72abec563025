"""Which collaboration an order belongs to: one, or none with the reason why.

The rule (formulas.md, section 4, after Modash): the last touch within the campaign's window; a creator's code
beats a link; codes that no collaboration owns (sitewide ones) do not block a link. An answer depends only on
what is known, never on the order in which it arrived: ask again when a click or a code arrives late.
All times are aware. Amounts are in minor units.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class By(StrEnum):
    """What gave an order to a collaboration."""

    CODE = "code"
    LINK = "link"


class Why(StrEnum):
    """Why an order was given to a collaboration, or to nobody; the first that fits is told."""

    CODE = "code"
    CLICK = "click"
    LINK = "link"
    CODE_TOO_EARLY = "code before the campaign"
    CODE_TOO_LATE = "code after the campaign"
    CLICK_TOO_OLD = "click outside the window"
    CLICK_AFTER_ORDER = "click after the order"
    LINK_TOO_EARLY = "link before the campaign"
    LINK_TOO_LATE = "link after the campaign"
    ROBOT = "robot's click"
    UNKNOWN_CLICK = "unknown click"
    UNKNOWN_LINK = "unknown link"
    UNKNOWN_CODE = "unknown code"
    NO_TRACE = "no trace"


_SENTENCES = {
    Why.CODE: "The order used the code {trace}.",
    Why.CLICK: "The order's last click within {days} was on this link.",
    Why.LINK: "The order came through the link {trace}.",
    Why.CODE_TOO_EARLY: "The code {trace} belongs to a campaign that had not started yet.",
    Why.CODE_TOO_LATE: "The code {trace} belongs to a campaign that had ended more than {days} before.",
    Why.CLICK_TOO_OLD: "The last click came more than {days} before the order: outside the campaign's window.",
    Why.CLICK_AFTER_ORDER: "The click came after the order.",
    Why.LINK_TOO_EARLY: "The link {trace} belongs to a campaign that had not started yet.",
    Why.LINK_TOO_LATE: "The link {trace} belongs to a campaign that had ended more than {days} before.",
    Why.ROBOT: "The click was a robot's.",
    Why.UNKNOWN_CLICK: "The order carries a click that is not known here, or not yet.",
    Why.UNKNOWN_LINK: "No collaboration has the link {trace}.",
    Why.UNKNOWN_CODE: "No collaboration has the code {trace}.",
    Why.NO_TRACE: "The order carries no code, no click and no link.",
}


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a shop. `links` are aliases that it carries; they are asked where no click of it is known."""

    key: str
    at: datetime
    amount: int
    currency: str
    codes: tuple[str, ...] = ()
    clicks: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """How many days after a click, or after the campaign's end, an order still counts."""

    days: int


DEFAULT_WINDOW = Window(30)
"""Modash's default (formulas.md, section 4)."""


@dataclass(frozen=True, slots=True)
class KnownCode:
    """A collaboration's code; `starts` and `ends` are the instants between which its campaign runs, if known."""

    code_key: str
    collaboration_id: int
    campaign_id: int
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownLink:
    """A collaboration's link by its alias, for orders that name it without a click."""

    alias: str
    collaboration_id: int
    campaign_id: int
    starts: datetime | None = None
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class KnownClick:
    """One click that was counted, or a robot's."""

    token: str
    collaboration_id: int
    campaign_id: int
    at: datetime
    is_robot: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """To whom an order belongs (None: nobody), by what, and why; `trace` is the code, click or link that decided."""

    collaboration_id: int | None
    by: By | None
    why: Why
    trace: str = ""
    window: Window | None = None

    @property
    def sentence(self) -> str:
        """The reason for people to read; the trace is as it was typed: escape it."""
        days = self.window.days if self.window else 0
        return _SENTENCES[self.why].format(trace=self.trace, days=f"{days} day{'' if days == 1 else 's'}")


def code_key(code: str) -> str:
    """What makes two codes the same, as shops compare them: width, case, spaces and hyphens do not matter."""
    key = _folded(code)
    while (again := _folded(key)) != key:  # what is left out can join what stood around it
        key = again
    return key


def _folded(code: str) -> str:
    wide = unicodedata.normalize("NFKC", code).casefold()
    return "".join(c for c in unicodedata.normalize("NFKC", wide) if unicodedata.category(c) not in _IGNORED)


_IGNORED = frozenset({"Cc", "Cf", "Pd", "Zl", "Zp", "Zs"})


def attribute(
    order: Order,
    *,
    codes: Mapping[str, KnownCode],
    clicks: Mapping[str, KnownClick],
    links: Mapping[str, KnownLink],
    windows: Mapping[int, Window],
) -> Attribution:
    """Give `order` to one collaboration or to nobody.

    `codes` are by `code_key`, `clicks` by token, `links` by alias, `windows` by campaign. Of several codes the
    one typed last counts; of several clicks the latest. An alias is asked only where no click is known.
    """
    judged = [_judge_code(order, typed, codes.get(code_key(typed)), windows) for typed in reversed(order.codes)]
    known = [clicks[token] for token in set(order.clicks) if token in clicks]
    known.sort(key=lambda click: (click.at, click.token), reverse=True)
    judged += [_judge_click(order, click, windows) for click in known]
    if not known:
        judged += [_judge_link(order, alias, links.get(alias), windows) for alias in reversed(order.links)]
        judged += [Attribution(None, None, Why.UNKNOWN_CLICK, token) for token in order.clicks[-1:]]
    given = next((one for one in judged if one.collaboration_id is not None), None)
    nobody = Attribution(None, None, Why.NO_TRACE)
    return given or min(judged, key=lambda one: _RANK[one.why], default=nobody)


_RANK = {why: rank for rank, why in enumerate(Why)}


def _judge_code(order: Order, typed: str, code: KnownCode | None, windows: Mapping[int, Window]) -> Attribution:
    """A code counts from its campaign's start until its end and the window after it."""
    if code is None:
        return Attribution(None, None, Why.UNKNOWN_CODE, typed)
    window = windows.get(code.campaign_id, DEFAULT_WINDOW)
    fault = _judge_period(order, code, window, early=Why.CODE_TOO_EARLY, late=Why.CODE_TOO_LATE)
    if fault:
        return Attribution(None, None, fault, typed, window)
    return Attribution(code.collaboration_id, By.CODE, Why.CODE, typed, window)


def _judge_link(order: Order, alias: str, link: KnownLink | None, windows: Mapping[int, Window]) -> Attribution:
    """When its click was is not known, so an alias counts as long as a code would."""
    if link is None:
        return Attribution(None, None, Why.UNKNOWN_LINK, alias)
    window = windows.get(link.campaign_id, DEFAULT_WINDOW)
    fault = _judge_period(order, link, window, early=Why.LINK_TOO_EARLY, late=Why.LINK_TOO_LATE)
    if fault:
        return Attribution(None, None, fault, alias, window)
    return Attribution(link.collaboration_id, By.LINK, Why.LINK, alias, window)


def _judge_period(order: Order, known: KnownCode | KnownLink, window: Window, *, early: Why, late: Why) -> Why | None:
    if known.starts and order.at < known.starts:
        return early
    if known.ends and order.at - known.ends > timedelta(days=window.days):
        return late
    return None


def _judge_click(order: Order, click: KnownClick, windows: Mapping[int, Window]) -> Attribution:
    window = windows.get(click.campaign_id, DEFAULT_WINDOW)
    since = order.at - click.at
    fault = None
    if click.is_robot:
        fault = Why.ROBOT
    elif since < timedelta(0):
        fault = Why.CLICK_AFTER_ORDER
    elif since > timedelta(days=window.days):
        fault = Why.CLICK_TOO_OLD
    if fault:
        return Attribution(None, None, fault, click.token, window)
    return Attribution(click.collaboration_id, By.LINK, Why.CLICK, click.token, window)
