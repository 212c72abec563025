"""Every order belongs to one collaboration or to nobody, whatever arrives, however often and in whatever order."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.results.attribution import (
    Attribution,
    By,
    KnownClick,
    KnownCode,
    KnownLink,
    Order,
    Why,
    Window,
    attribute,
    code_key,
)
from tests.domain.histories import History, Ledger, expected_owner, expected_sums, histories, summed

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
START, END = NOON - timedelta(days=40), NOON - timedelta(days=10)
NOOR, LEE = 1, 2
NOORS_CODE = KnownCode("noor15", NOOR, 7, START, END)
LEES_LINK = KnownLink("spring-lee", LEE, 7, START, END)


def click(token: str, *, of: int = LEE, days: float = 1, is_robot: bool = False) -> KnownClick:
    """A click so many days before noon."""
    return KnownClick(token, of, 7, NOON - timedelta(days=days), is_robot)


def judged(
    *clicks: KnownClick,
    codes: tuple[str, ...] = (),
    tokens: tuple[str, ...] | None = None,
    links: tuple[str, ...] = (),
    at: datetime = NOON,
    days: int = 30,
) -> Attribution:
    """How an order at noon is judged that carries all `clicks`, with Noor's code and Lee's link known."""
    tokens = tuple(one.token for one in clicks) if tokens is None else tokens
    return attribute(
        Order("1001", at, 4_990, "EUR", codes, tokens, links),
        codes={"noor15": NOORS_CODE},
        clicks={one.token: one for one in clicks},
        links={"spring-lee": LEES_LINK},
        windows={7: Window(days)},
    )


def test_a_creators_code_beats_a_later_click_on_another_link() -> None:
    found = judged(click("a", of=LEE, days=0.1), codes=("NOOR15",))

    assert (found.collaboration_id, found.by, found.why) == (NOOR, By.CODE, Why.CODE)
    assert found.sentence == "The order used the code NOOR15."


def test_a_sitewide_code_does_not_block_a_link() -> None:
    found = judged(click("a"), codes=("BLACKFRIDAY",))

    assert (found.collaboration_id, found.by) == (LEE, By.LINK)


def test_of_several_clicks_the_last_one_counts_however_the_order_lists_them() -> None:
    early, late = click("a", of=NOOR, days=3), click("b", of=LEE, days=2)

    assert judged(early, late).collaboration_id == judged(late, early).collaboration_id == LEE


def test_a_late_click_that_does_not_count_leaves_the_one_before() -> None:
    assert judged(click("a", of=NOOR, days=3), click("b", is_robot=True)).collaboration_id == NOOR
    assert judged(click("a", of=NOOR, days=3), click("b", days=-1)).collaboration_id == NOOR


def test_of_several_known_codes_the_one_typed_last_counts() -> None:
    codes = {code: KnownCode(code, number, 7) for number, code in enumerate(("a1", "b2"), start=1)}
    order = Order("1", NOON, 1, "EUR", ("A1", "B2", "SITEWIDE"))

    assert attribute(order, codes=codes, clicks={}, links={}, windows={}).collaboration_id == 2


@pytest.mark.parametrize(("days", "is_given"), [(30, True), (30.00001, False), (0, True), (-0.00001, False)])
def test_a_click_counts_up_to_the_windows_last_moment(days: float, is_given: bool) -> None:
    assert (judged(click("a", days=days)).collaboration_id == LEE) is is_given


@pytest.mark.parametrize(
    ("at", "why"),
    [
        (START - timedelta(seconds=1), Why.CODE_TOO_EARLY),
        (START, Why.CODE),
        (END + timedelta(days=30), Why.CODE),
        (END + timedelta(days=30, seconds=1), Why.CODE_TOO_LATE),
    ],
)
def test_a_code_counts_from_the_campaigns_start_until_the_window_after_its_end(at: datetime, why: Why) -> None:
    assert judged(codes=("noor 15",), at=at).why is why


def test_a_code_of_a_campaign_that_is_over_does_not_block_a_link() -> None:
    at = END + timedelta(days=40)
    late = KnownClick("a", LEE, 8, at - timedelta(days=1))

    assert judged(late, codes=("NOOR15",), at=at).collaboration_id == LEE


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (judged(), "The order carries no code, no click and no link."),
        (judged(codes=("SALE",)), "No collaboration has the code SALE."),
        (judged(click("a", days=8), days=7), "The last click came more than 7 days before the order: outside the camp"),
        (judged(click("a", days=8), days=1), "The last click came more than 1 day before the order"),
        (judged(click("a", days=-1)), "The click came after the order."),
        (judged(click("a", is_robot=True)), "The click was a robot's."),
        (judged(tokens=("lost",)), "The order carries a click that is not known here, or not yet."),
        (judged(links=("spring-nobody",)), "No collaboration has the link spring-nobody."),
        (judged(codes=("NOOR15",), at=START - timedelta(1)), "The code NOOR15 belongs to a campaign that had not"),
        (judged(codes=("NOOR15",), at=NOON + timedelta(99)), "The code NOOR15 belongs to a campaign that had ended mo"),
        (judged(links=("spring-lee",), at=NOON + timedelta(99)), "The link spring-lee belongs to a campaign that had"),
    ],
)
def test_an_order_that_nobody_gets_says_why(found: Attribution, sentence: str) -> None:
    assert (found.collaboration_id, found.by) == (None, None)
    assert found.sentence.startswith(sentence)


def test_an_alias_counts_only_where_no_click_is_known() -> None:
    assert judged(links=("spring-lee",)).collaboration_id == LEE
    assert judged(tokens=("lost",), links=("spring-lee",)).collaboration_id == LEE
    assert judged(click("old", days=31), links=("spring-lee",)).why is Why.CLICK_TOO_OLD


@pytest.mark.parametrize(
    "typed", ["noor15", " NOOR15 ", "Noor-15", "ＮＯＯＲ１５", "noor‑15", "no or\u00a015", "NOOR\u200b15"]
)
def test_codes_are_compared_as_shops_do(typed: str) -> None:
    assert code_key(typed) == "noor15"


@given(st.text(max_size=30))
def test_a_codes_key_is_its_own_key_in_any_case(typed: str) -> None:
    assert code_key(code_key(typed)) == code_key(typed)


def holds(history: History) -> None:
    """What must be true of any history."""
    ledgers = [Ledger() for _ in range(3)]
    for seed, ledger in enumerate(ledgers):
        for thing in history.arrivals(seed):
            ledger.take(thing)
    found, *others = [ledger.tally() for ledger in ledgers]

    assert others == [found, found], "another order of arrival gives the same totals"
    assert ledgers[0].given == ledgers[1].given == ledgers[2].given
    owners = {key: given.collaboration_id for key, given in ledgers[0].given.items()}
    assert owners == {order.key: expected_owner(history, order) for order in history.orders}
    everything = [*found.by_collaboration.values(), *found.unattributed.values()]
    assert summed(everything) == expected_sums(history), "collaborations and unattributed together are all orders"
    for collaboration, totals in found.by_collaboration.items():
        assert sum(one.orders for one in totals.values()) == list(owners.values()).count(collaboration)
    assert {one.key for one in found.waiting} == {one.key for one in history.refunds if one.order_key == "unknown"}


@given(histories())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_order_is_counted_once_whatever_arrives_and_in_whatever_order(history: History) -> None:
    holds(history)


@pytest.mark.prove
@given(histories())
@settings(max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_thousand_histories_count_every_order_once(history: History) -> None:
    holds(history)
