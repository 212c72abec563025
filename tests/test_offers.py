"""Offers and counter-offers: kept, answered once, and shown to those who see fees."""

import pytest

from bot.domain.campaigns.outreach import Letter, Side
from bot.domain.money import Money
from bot.domain.refused import Refused
from bot.services.campaigns import offers, outreach
from sandbox.driver import Person
from tests.at_once import together
from tests.outreaching import card, make_viewer, noor, written
from tests.workspace import Seen, Workspace

__all__ = ["noor"]


def offer(workspace: Workspace, who: str = "maria", **typed: object) -> Seen:
    """Somebody keeps an offer."""
    person = workspace.person(who)
    return person.submit(person.click("Offer", card(workspace, who)), {"fee": "1,200", **typed})


def answer(workspace: Workspace, who: str = "maria", **typed: object) -> Seen:
    """Somebody says what became of the open offer."""
    person = workspace.person(who)
    return person.submit(person.click("Answer the offer", card(workspace, who)), {"decision": "accept", **typed})


def costs(workspace: Workspace) -> list[tuple[str, str, int, str]]:
    """What the collaboration costs by now."""
    with workspace.bot.database.reading(workspace.team) as store:
        return [(one.kind, one.state, one.amount, one.currency) for one in store.collaborations.costs([1])]


def test_offers_and_counter_offers_are_kept_and_the_newest_is_open(noor: Workspace) -> None:
    offer(noor, terms="Two reels & <a story>")
    counter = offer(noor, "omar", side="theirs", fee="2.000,00", currency="USD", terms="Three weeks").messages[-1]

    shown = counter.text_shown
    assert "We offered *€1,200.00* · @maria" in shown
    assert "replaced by the next" in shown
    assert "Two reels & <a story>" in shown
    assert "They asked *$2,000.00* · @omar" in shown
    assert shown.count("open") == 1


def test_an_accepted_fee_becomes_a_committed_cost_if_wanted(noor: Workspace) -> None:
    offer(noor)
    shown = answer(noor, cost="yes").messages[-1]

    assert "accepted by @maria" in shown.text_shown
    assert costs(noor) == [("fees", "committed", 120_000, "EUR")]
    offer(noor, "omar", fee="1500")
    form = noor.person("omar").click("Answer the offer", card(noor, "omar")).view
    assert "Fees in the costs by now: €1,200.00 committed" in form.text
    assert form.field("cost").value == "no"
    noor.person("omar").submit(form, decision="accept")
    assert len(costs(noor)) == 1


def test_a_declined_offer_costs_nothing_and_stays_in_the_history(noor: Workspace) -> None:
    offer(noor)
    shown = answer(noor, decision="decline", cost="yes").messages[-1]

    assert "declined by @maria" in shown.text_shown
    assert "Answer the offer" not in [button.label for button in shown.buttons]
    assert costs(noor) == []


def test_an_offer_for_nothing_is_an_offer_and_no_cost(noor: Workspace) -> None:
    offer(noor, fee="0", terms="The product")

    assert answer(noor).closed
    assert costs(noor) == []


def test_their_offer_is_a_reply_and_the_timeline_names_no_fee(noor: Workspace) -> None:
    maria = noor.person("maria")
    written(noor)
    shown = offer(noor, side="theirs", fee="4,321").messages[-1]

    assert "waiting for a reply" not in shown.text_shown
    timeline = maria.click("Full timeline", maria.command("/influencer show noor")).text
    assert "Autumn bread: they made an offer" in timeline
    assert "4,321" not in timeline


@pytest.mark.parametrize("fee", ["a lot", "-5", "1.234.5", "9" * 30])
def test_a_fee_that_is_no_amount_is_refused_on_its_field(noor: Workspace, fee: str) -> None:
    seen = offer(noor, fee=fee, terms="Kept")

    assert list(seen.errors) == ["fee"]
    assert seen.view.field("terms").value == "Kept"


def test_of_two_offers_or_answers_at_once_one_wins_and_the_other_is_told(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    late = maria.click("Offer", card(noor)).view
    offer(noor, "omar")
    seen = maria.submit(late, fee="900", terms="Mine")
    assert seen.errors["fee"].startswith("omar added an offer while this was open.")
    assert seen.view.field("terms").value == "Mine"
    maria.close(seen)

    hers, his = (one.click("Answer the offer", card(noor, one.name)) for one in (maria, omar))
    assert omar.submit(his, decision="decline").closed
    assert "omar declined this offer a moment ago." in told(maria, hers)
    offer(noor, "omar")
    superseded = maria.click("Answer the offer", card(noor))
    offer(noor, "omar", fee="1,300")
    assert "omar made another offer instead a moment ago." in told(maria, superseded)
    assert costs(noor) == []


def told(person: Person, form: Seen) -> str:
    """What somebody who was too late is told."""
    seen = person.submit(form, decision="accept")
    person.close(seen)
    return "".join(seen.errors.values())


def test_a_viewer_sees_no_offer_and_cannot_make_one(noor: Workspace) -> None:
    offer(noor, fee="4,321")
    before = card(noor, "lee")
    lee = make_viewer(noor, "lee")

    seen = card(noor, "lee")

    assert "4,321" not in seen.text_shown
    assert not {"Offer", "Answer the offer"} & {button.label for button in seen.buttons}
    for label in ("Offer", "Answer the offer"):
        assert "That needs the role marketer" in lee.click(label, before).text


def test_whoever_writes_or_offers_at_the_same_moment_waits_for_the_other(noor: Workspace) -> None:
    """Two threads, each with a transaction of its own: one message, one offer, and a sentence for the slower."""
    by, now, refused = noor.member("maria"), noor.clock(), list[str]()

    def act() -> None:
        for step in ("sent", "offer"):
            try:
                with noor.bot.deps.transaction(noor.team) as store:
                    if step == "sent":
                        outreach.sent(store, 1, Letter("Hello", "Hi"), reason="Because", after=0, by=by, now=now)
                    else:
                        offers.add(store, 1, Side.OURS, Money(100, "EUR"), terms="", after=0, by=by, now=now)
            except Refused as no:
                refused.append(no.sentence)

    together(act, act)

    assert len(refused) == 2
    assert all(sentence.startswith("maria ") for sentence in refused)
    with noor.bot.database.reading(noor.team) as store:
        assert len(store.outreaches.offers(1)) == 1
