"""Writing contracts: saved as far as typed, submitted when every term is there, changed by a new version."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest

from bot.domain.contracts import Contract, ContractStage
from bot.domain.refused import Refused
from bot.domain.roles import Member
from bot.services import contract_writing
from bot.services.contract_writing import Written
from storage import Store
from tests.content import begin, hub, plan
from tests.outreaching import make_viewer
from tests.workspace import Workspace
from tests.writing import bring, card, form, labels, press, stored, today, typed, write

TURN_SECONDS = 20
S = ContractStage
HOSTILE = {
    "broadcast": "<!channel> <@U0000000000> <!here|x>",
    "markup": "*bold* & <b> ~x~ `y` _z_ &amp; |",
    "long": "N" + "o" * 298 + "r",
    "right to left": "نور \u202eحداد\u202c שרה",
    "json": '"}]\\n{{ 7 * 7 }} {% raw %} \x1e',
}


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace in which Noor is in Autumn bread, with a post planned; omar is a manager."""
    plan(begin(workspace))
    return workspace


def test_a_contract_is_written_from_the_collaborations_card_and_submitted(noor: Workspace) -> None:
    maria = noor.person("maria")

    shown = maria.submit(form(noor), **typed(today(noor)), next="submit", note="As we spoke").messages[-1]

    assert "in review since" in shown.text_shown
    assert "*They get* *€1,200.00*" in shown.text_shown
    assert "• €600.00 on signing" in shown.text_shown
    assert "5% of the net revenue" in shown.text_shown
    assert "Edit" not in [button.label for button in shown.buttons]
    assert "*Contract 1* · in review" in hub(noor).text
    assert "Write the contract" not in labels(hub(noor))
    timeline = maria.command("/influencer show noor").text
    assert "*Contract 1* · in review" in timeline
    assert "Autumn bread: contract 1 draft → in review: As we spoke" in timeline
    with noor.bot.deps.reading(noor.team) as store:
        log = [(entry["verb"], entry["by"]) for entry in store.audit.of("contract:1")]
    assert ("write", maria.id) in log
    assert ("move", maria.id) in log


def test_a_draft_is_saved_however_little_of_it_can_be_read_and_says_what_is_missing(noor: Workspace) -> None:
    maria = noor.person("maria")
    wrong = typed(today(noor), fee="a lot", instalments="soon", ends_on=None, rights_territory="", payment_days="x")

    shown = maria.submit(form(noor), wrong).messages[-1].text_shown

    assert "Version 1 is saved" in shown
    assert "*Not complete yet*" in shown
    assert "*Ends*: Choose the day on which the contract ends." in shown
    assert "*Fee*: I can't read “a lot” as an amount." in shown
    assert "*Usage rights: countries*: Say in which countries" in shown
    assert "*Days to pay*: x" in shown
    again = press(noor, maria, "Edit").view
    for name in ("deliverables", "fee", "instalments", "payment_days", "product_by", "exclusive_until", "brief"):
        assert str(again.field(name).value) == str(wrong[name])
    assert stored(noor)[1][0].terms is None


def test_a_submission_names_every_fault_on_its_own_field_and_keeps_what_was_typed(noor: Workspace) -> None:
    maria, day = noor.person("maria"), today(noor)
    wrong = typed(
        day,
        deliverables="tomorrow something",
        starts_on=None,
        ends_on=day - timedelta(days=1),
        brief="the brand",
        fee="a lot",
        currency="shells",
        instalments="50% someday",
        payment_days="ten",
        commission="120",
        product="",
        rights_channels="",
        rights_territory="",
        rights_until=None,
        paid_use=None,
        exclusive_category="",
        round_cap="99",
        disclosure="",
    )
    opened = form(noor)

    told = maria.submit(opened, wrong, next="submit", note="Please")

    assert set(told.errors) == (set(wrong) - {"product_by", "exclusive_until", "cancellation"})
    assert told.errors["deliverables"] == (
        "Line 1: begin with the day it is due, such as “2026-12-10 instagram reel Pancake recipe”."
    )
    assert told.errors["rights_until"].startswith("Choose the last day of the usage rights, or tick")
    assert told.view.field("fee").value == "a lot"
    assert told.view.field("note").value == "Please"
    with noor.bot.deps.reading(noor.team) as store:
        assert store.contracts.of([1]) == []
    assert "in review" in maria.submit(told, typed(day), next="submit").text


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"instalments": "500 on signing\n600 on publishing"}, "instalments", "add up to 1100 EUR: 100 EUR less"),
        ({"rights_forever": ["yes"]}, "rights_until", "Choose a last day or tick “without end”, not both."),
        ({"exclusive_category": ""}, "exclusive_category", "Say what they may not advertise"),
        ({"fee": "", "instalments": "", "commission": "", "product": ""}, "fee", "Say what they get for it"),
        ({"disclosure": " "}, "disclosure", "Say how they disclose it"),
    ],
    ids=lambda one: one if isinstance(one, str) and " " not in one else "",
)
def test_terms_that_do_not_agree_are_not_submitted(
    noor: Workspace, wrong: dict[str, object], field: str, sentence: str
) -> None:
    told = noor.person("maria").submit(form(noor), {**typed(today(noor)), **wrong}, next="submit")

    assert sentence in told.errors[field]


@pytest.mark.parametrize("text", list(HOSTILE.values()), ids=list(HOSTILE))
def test_whatever_people_write_into_the_terms_is_kept_and_shown_as_text(noor: Workspace, text: str) -> None:
    maria, day = noor.person("maria"), today(noor)
    line = " ".join(text.split())[:120]
    names = ("product", "rights_channels", "rights_territory", "exclusive_category", "disclosure", "cancellation")
    fields = dict.fromkeys(names, line) | {
        "deliverables": f"{day + timedelta(days=5)} tiktok video {line}",
        "brief": f"must: {line}",
    }

    seen = maria.submit(form(noor), {**typed(day), **fields}, note=text)

    assert seen.errors == {}
    kept = stored(noor)[1][0]
    assert kept.terms is not None
    clean = line.replace("\x1e", "")
    assert kept.terms["deliverables"][0]["title"] == clean
    assert [kept.terms[name] for name in names] == [clean] * len(names)
    assert clean[:50] in seen.messages[-1].text_shown
    again = maria.submit(press(noor, maria, "Edit"))
    assert "Nothing was changed" in again.text
    press(noor, maria, "Versions")


def test_each_change_makes_a_version_and_no_change_makes_none(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)

    assert "Nothing was changed, so there is no new version" in maria.submit(press(noor, maria, "Edit")).text
    same = maria.submit(press(noor, maria, "Edit"), instalments="600 on signing\n600 on publishing", fee="1200.00")
    assert "Nothing was changed" in same.text
    lone = maria.submit(press(noor, maria, "Edit"), note="Only a note")
    assert "there is no version to keep a note with" in lone.errors["note"]
    maria.close(lone)
    shown = noor.person("omar").submit(press(noor, noor.person("omar"), "Edit"), fee="1,500", note="She asked for more")

    assert "Version 2 is saved" in shown.text
    one, versions = stored(noor)
    assert (one.current, [version.number for version in versions]) == (2, [2, 1])
    assert [version.written_by for version in versions] == [noor.person("omar").id, maria.id]
    assert [version.fee for version in versions] == [150_000, 120_000]


def test_versions_are_listed_and_each_says_what_it_changed(noor: Workspace) -> None:
    maria, day = noor.person("maria"), today(noor)
    write(noor)
    later = day + timedelta(days=12)
    changed = {"deliverables": f"{later} instagram reel Bread reel", "fee": "1,500", "brief": "may: Name the brand"}
    maria.submit(
        press(noor, maria, "Edit"), {**changed, "rights_until": None, "rights_forever": ["yes"]}, note="Longer"
    )

    listed = press(noor, maria, "Versions")
    assert "*Version 2* · @maria" in listed.view.text
    assert "Longer" in listed.view.text
    one = maria.click("Look", listed).view

    assert "What changed since version 1" in one.text
    assert "*Deliverable* Instagram reel *Bread reel*: 3 December 2026 → 5 December 2026" in one.text
    assert "*Deliverable* TikTok video *Crust*: 3 December 2026 _(taken out)_" in one.text
    assert "*Fee:* €1,200.00 → €1,500.00 (+25%)" in one.text
    assert "*Instalment* on signing: €600.00 → €750.00 (+25%)" in one.text
    assert "*Brief* Name the brand: must → may" in one.text
    assert "*Usage rights: until:* 23 November 2027 → without end" in one.text
    first = maria.click("Version before", one).view
    assert "What changed" not in first.text
    assert "*Version 1*" in maria.click("All versions", first).view.text


def test_a_version_names_who_decided_what_of_it_and_leads_to_the_evidence(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    maria.submit(form(noor), **typed(today(noor)), next="submit")
    asked = noor.told("omar")[-1]
    omar.submit(omar.click("Review", asked), verdict="ask for changes", reason="Less, <please>")
    maria.submit(press(noor, maria, "Edit"), fee="900")

    first = maria.click("Version before", maria.click("Look", press(noor, maria, "Versions"))).view

    assert "@omar asked for changes: Less, <please>" in first.text
    assert "900" not in first.text
    assert "Decision on version" not in maria.click("Version after", first).view.text
    again = maria.click("Version before", maria.view()).view
    assert "Budget" in maria.click("Evidence", again).view.text


def test_the_slower_of_two_editors_is_told_who_wrote_which_version_and_loses_nothing(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    write(noor)
    slow = press(noor, maria, "Edit")
    omar.submit(press(noor, omar, "Edit"), fee="1,500")

    told = maria.submit(slow, fee="1,600", note="Mine")

    assert "omar changed this contract a moment ago: it is draft, at version 2, by now." in "".join(
        told.errors.values()
    )
    assert told.view.field("fee").value == "1,600"
    assert stored(noor)[0].current == 2


def at_once(workspace: Workspace, *works: Callable[[Store], Contract]) -> list[str]:
    """What each of some works came to that began at the same moment, each in a transaction of its own."""
    ready, said = Barrier(len(works)), list[str]()

    def run(work: Callable[[Store], Contract]) -> None:
        ready.wait(TURN_SECONDS)
        try:
            with workspace.bot.deps.transaction(workspace.team) as store:
                work(store)
            said.append("won")
        except Refused as refused:
            said.append(refused.sentence)

    threads = [Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(TURN_SECONDS)
    return sorted(said, key=lambda one: one != "won")


def test_of_two_contracts_begun_at_the_same_moment_there_is_one_and_the_other_is_led_to_it(noor: Workspace) -> None:
    now, fields = noor.clock(), Written(typed(today(noor)))
    people = [noor.member("maria"), noor.member("omar")]

    said = at_once(
        noor, *(lambda store, by=by: contract_writing.begin(store, 1, fields, by=by, now=now) for by in people)
    )

    assert said[0] == "won"
    assert "wrote contract 1 for this collaboration already" in said[1]
    assert "/contract show 1" in said[1]
    with noor.bot.deps.reading(noor.team) as store:
        assert len(store.contracts.of([1])) == 1


def test_of_two_changes_at_the_same_moment_one_is_the_next_version(noor: Workspace) -> None:
    write(noor)
    one, now = stored(noor)[0], noor.clock()
    people = [(noor.member("maria"), "1,500"), (noor.member("omar"), "1,600")]

    def change(store: Store, by: Member, fee: str) -> Contract:
        written = Written({"fee": fee})
        return contract_writing.change(store, 1, written, version=one.version, by=by, now=now)[0]

    said = at_once(noor, *(lambda store, by=by, fee=fee: change(store, by, fee) for by, fee in people))

    assert said[0] == "won"
    assert "changed this contract a moment ago: it is draft, at version 2, by now." in said[1]
    assert [version.number for version in stored(noor)[1]] == [2, 1]


def test_whoever_comes_second_is_led_to_the_contract_that_stands(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    old, late = hub(noor), form(noor, "omar")
    write(noor)

    led = maria.click("Write the contract", old).messages[-1].text_shown
    told = omar.submit(late, typed(today(noor)), note="Mine")

    assert "This collaboration has contract 1 already" in led
    assert "*€1,200.00*" in led
    sentence = "".join(told.errors.values())
    assert sentence.startswith("maria wrote contract 1 for this collaboration already. Copy what you typed")
    assert told.view.field("note").value == "Mine"


def test_what_is_in_review_is_changed_only_once_it_was_taken_back_by_who_submitted_it(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    write(noor)
    before = card(noor)
    maria.submit(press(noor, maria, "Edit"), next="submit")

    assert "This contract is in review" in maria.click("Edit", before).text
    assert "Take it back" not in labels(card(noor, "lee"))
    waiting, old = card(noor), card(noor)
    assert "Taken back: it is a draft again." in maria.click("Take it back", waiting).text
    assert "maria changed this contract a moment ago" in maria.click("Take it back", old).text
    assert stored(noor)[0].stage is S.DRAFT
    noor.member("ada")
    assert "in review" in omar.submit(press(noor, omar, "Edit"), fee="1,500", next="submit").text
    version, by = stored(noor)[0].version, noor.member("lee")
    with noor.bot.deps.transaction(noor.team) as store, pytest.raises(Refused, match="Only omar, who submitted it"):
        contract_writing.take_back(store, 1, version=version, by=by, now=noor.clock())


def test_a_change_of_an_approved_contract_makes_it_a_draft_again_and_says_so_first(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)
    bring(noor, S.IN_REVIEW, S.APPROVED)

    opened = press(noor, maria, "Edit")
    assert "It is approved. A change takes it back to draft: the approval falls away" in opened.view.text
    again = maria.submit(opened, next="submit")
    assert again.errors == {"next": "Nothing changed since it was approved. Change something, then submit it."}
    maria.submit(again, fee="1,300", next="draft")

    one = stored(noor)[0]
    assert (one.stage, one.current) == (S.DRAFT, 2)
    bring(noor, S.IN_REVIEW, S.APPROVED, S.SENT)
    assert "the link to sign it stops working" in press(noor, maria, "Edit").view.text


@pytest.mark.parametrize("end", [(), (S.COMPLETED,), (S.TERMINATED,)], ids=["signed", "completed", "terminated"])
def test_nothing_of_a_signed_contract_is_changed_any_more(noor: Workspace, end: tuple[ContractStage, ...]) -> None:
    maria = noor.person("maria")
    write(noor)
    old = press(noor, maria, "Edit")
    before = card(noor)
    bring(noor, S.IN_REVIEW, S.APPROVED, S.SENT, S.SIGNED, *end)
    one = stored(noor)[0]

    assert "Edit" not in labels(card(noor))
    assert "changed this contract a moment ago" in "".join(maria.submit(old, fee="9,999").errors.values())
    maria.close(old)
    assert f"This contract is {one.stage}: nothing of it is changed any more." in maria.click("Edit", before).text
    by, written = noor.member("maria"), Written({"fee": "9,999"})
    with noor.bot.deps.transaction(noor.team) as store, pytest.raises(Refused, match="nothing of it is changed"):
        contract_writing.change(store, 1, written, version=one.version, by=by, now=noor.clock())
    assert len(stored(noor)[1]) == 1


def test_a_contract_is_terminated_with_a_reason_and_makes_room_for_another(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)

    asked = press(noor, maria, "Terminate")
    assert "a new contract can be written for the collaboration" in asked.view.text
    told = maria.submit(asked, why="   ")
    assert told.errors["why"].startswith("Say why")
    shown = maria.submit(told, why="They <moved> & stopped")

    assert "terminated" in shown.text
    assert "They <moved> & stopped" in shown.text
    assert not {"Edit", "Terminate"} & set(labels(shown))
    assert "*Contract 1* · terminated" in hub(noor).text
    second = write(noor)
    assert "Contract 2" in second.text


def test_only_a_manager_terminates_what_is_signed_and_the_window_says_what_follows(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    write(noor)
    assert "Only the owner (maria), who wrote it, or a manager" in press(noor, noor.person("lee"), "Terminate").text
    bring(noor, S.IN_REVIEW, S.APPROVED, S.SENT, S.SIGNED)

    assert "This contract is signed: only a manager terminates it." in press(noor, maria, "Terminate").text
    asked = press(noor, omar, "Terminate")
    assert "both sides are bound by it" in asked.view.text
    assert "Either side, with 14 days' notice." in asked.view.text
    assert "terminated" in omar.submit(asked, why="Ended by both").text


def test_viewers_and_guests_can_neither_see_nor_change_the_terms(noor: Workspace) -> None:
    write(noor)
    before = card(noor, "lee")
    late = press(noor, noor.person("lee"), "Edit")
    lee = make_viewer(noor, "lee")

    seen = card(noor, "lee")
    shown = seen.messages[-1].text_shown
    assert "€" not in shown
    assert "Bread reel" not in shown
    assert not {"Edit", "Versions", "Terminate"} & set(labels(seen))
    refused = "That needs the role marketer"
    assert refused in "".join(lee.submit(late, fee="1").errors.values())
    lee.close(late)
    for label in ("Edit", "Versions", "Terminate"):
        assert refused in lee.click(label, before).text
    assert refused in lee.command("/contract new noor").text
    assert "Rapport is for full members" in noor.person("gus").command("/contract new noor").text
    assert stored(noor)[0].current == 1


def test_a_form_of_a_contract_that_is_not_here_reaches_nothing(noor: Workspace) -> None:
    by, now = noor.member("maria"), noor.clock()

    with noor.bot.deps.transaction(noor.team) as store:
        with pytest.raises(Refused, match="This contract is no longer here"):
            contract_writing.change(store, 99, Written({}), version=1, by=by, now=now)
        with pytest.raises(Refused, match="This collaboration is no longer here"):
            contract_writing.begin(store, 99, Written({}), by=by, now=now)


def test_closing_the_campaign_names_contracts_that_nobody_signed(noor: Workspace) -> None:
    maria = noor.person("maria")
    write(noor)

    asked = maria.click("Close", maria.command("/campaign show Autumn bread")).view

    assert "Not signed yet: contract 1 with Noor Haddad (draft). They stay as they are." in asked.text
