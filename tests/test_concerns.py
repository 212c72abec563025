"""What worries us about somebody is noted until it is settled, and read only by those who see private things."""

from functools import partial

import pytest

from bot.domain.team.roles import Member
from bot.services.influencers import concerns
from storage import Store
from tests.at_once import at_once, refusals
from tests.caring import card
from tests.outreaching import make_viewer
from tests.workspace import Seen, Workspace

WORRY = "Asked twice for the money before the work was seen"
HOSTILE = "<!channel> *b* & <i> \u202eolleh " + "x" * 300


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """Noor is on the roster."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes"))
    return workspace


def note(workspace: Workspace, text: str = WORRY, who: str = "maria") -> Seen:
    """Somebody notes a concern."""
    person = workspace.person(who)
    return person.submit(person.click("Concern", card(workspace, who)), text=text)


def test_a_concern_is_noted_shown_and_settled_with_what_came_of_it(noor: Workspace) -> None:
    omar = noor.person("omar")
    shown = note(noor).messages[-1]
    assert WORRY in shown.text_shown
    assert "*Concern* · @maria" in shown.text_shown

    form = omar.click("Settle", card(noor, "omar"))
    assert WORRY in form.view.text
    settled = omar.submit(form, outcome="We talked: half at signing suits her").messages[-1]

    assert WORRY not in settled.text_shown
    again = omar.click("Concern", card(noor, "omar")).view.text
    assert WORRY in again
    assert "Settled by @omar" in again
    assert "half at signing suits her" in again


def test_the_timeline_and_the_log_say_that_it_happened_and_not_what_it_says(noor: Workspace) -> None:
    note(noor)
    maria = noor.person("maria")
    maria.submit(maria.click("Settle", card(noor)), outcome="Nothing in it")

    timeline = maria.click("Full timeline", card(noor)).text
    assert "A concern was noted" in timeline
    assert "A concern was settled" in timeline
    assert WORRY not in timeline
    with noor.bot.deps.reading(noor.team) as store:
        told = store.audit.of("influencer:1")
    assert [one["verb"] for one in told][-2:] == ["concern", "settle"]
    assert WORRY not in str(told)


def test_a_viewer_and_a_guest_see_no_concern_and_can_neither_note_nor_settle_one(noor: Workspace) -> None:
    note(noor)
    before = card(noor, "lee")
    viewer = make_viewer(noor, "lee")

    seen = card(noor, "lee")
    assert WORRY not in seen.text_shown
    assert {"Concern", "Settle"}.isdisjoint(button.label for button in seen.buttons)
    for label in ("Concern", "Settle"):
        assert "marketer" in viewer.click(label, before).text
    assert "full members" in noor.person("gus").command("/influencer show noor").text


def test_brand_fit_counts_open_concerns_and_says_so(noor: Workspace) -> None:
    campaign_id = noor.campaign("maria", "Autumn bread")
    noor.collaboration("maria", campaign_id, "Noor Haddad")
    maria = noor.person("maria")

    def fit() -> str:
        shown = maria.click("Open", maria.command("/campaign show autumn"))
        return maria.click("How?", shown).text

    assert "No concern was ever noted" in fit()
    note(noor)
    assert "1 open concern." in fit()
    maria.submit(maria.click("Settle", card(noor)), outcome="Nothing in it")
    assert "0 open concerns." in fit()


def test_an_empty_concern_or_outcome_is_refused_on_its_field(noor: Workspace) -> None:
    maria = noor.person("maria")
    assert note(noor, " ").errors == {"text": "Say what worries you, in a sentence or two."}
    note(noor)
    form = maria.click("Settle", card(noor))
    assert "what came of it" in maria.submit(form, outcome=" ").errors["outcome"]
    assert maria.submit(form, outcome="It was a misunderstanding").closed


def test_what_was_typed_is_shown_as_it_was_typed(noor: Workspace) -> None:
    shown = note(noor, HOSTILE).messages[-1]

    assert "<!channel> *b* & <i>" in shown.text_shown
    assert "<!channel>" not in str(shown.blocks)


def test_many_concerns_end_in_and_so_many_more(noor: Workspace) -> None:
    for number in range(7):
        note(noor, f"Worry {number}")

    shown = card(noor).text_shown
    assert "Worry 2" in shown
    assert "Worry 3" not in shown
    assert "and 4 more concerns" in shown


def test_the_slower_of_two_who_settle_is_told_by_whom_and_loses_nothing(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    note(noor)
    old = card(noor)
    mine, theirs = maria.click("Settle", old), omar.click("Settle", card(noor, "omar"))
    omar.submit(theirs, outcome="All well")

    refused = maria.submit(mine, outcome="Not well at all")
    assert "settled this a moment ago: “All well”. Close this." in refused.errors["outcome"]
    maria.close(mine)
    assert "settled this a moment ago" in maria.click("Settle", old).text


def test_two_who_settle_at_the_same_moment_settle_it_once(noor: Workspace) -> None:
    note(noor)
    people = [noor.member(who) for who in ("maria", "omar")]

    def settle(store: Store, by: Member) -> None:
        concerns.settle(store, 1, outcome=f"by {by.name}", by=by, now=noor.clock())

    said = at_once(noor, *(partial(settle, by=by) for by in people))

    (lost,) = refusals(said)
    assert f"“by {people[said.index('won')].name}”" in lost


def test_concerns_outlive_the_joining_of_two_who_are_one(noor: Workspace) -> None:
    maria = noor.person("maria")
    maria.close(noor.add("maria", "Noor H.", "https://www.tiktok.com/@noor.sun"))
    with noor.bot.deps.transaction(noor.team) as store:
        concerns.note(store, 2, text=WORRY, by=noor.member("maria"), now=noor.clock())
        store.merges.offer([(1, 2, "the same name")])

    compared = maria.click("Compare", maria.command("/influencer show @noor.bakes"))
    maria.close(maria.click("Same person: join", compared.view))

    assert WORRY in card(noor).text_shown
