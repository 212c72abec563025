"""Writing contracts: saved as far as typed, submitted when every term is there."""

from datetime import timedelta

import pytest

from bot.domain.refused import Refused
from bot.services.contracts import contract_writing
from bot.services.contracts.contract_writing import Written
from tests.content import hub, noor
from tests.workspace import Workspace
from tests.writing import form, labels, press, stored, today, typed

__all__ = ["noor"]

HOSTILE = {
    "broadcast": "<!channel> <@U0000000000> <!here|x>",
    "markup": "*bold* & <b> ~x~ `y` _z_ &amp; |",
    "long": "N" + "o" * 298 + "r",
    "right to left": "نور \u202eحداد\u202c שרה",
    "json": '"}]\\n{{ 7 * 7 }} {% raw %} \x1e',
}


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


def test_a_form_of_a_contract_that_is_not_here_reaches_nothing(noor: Workspace) -> None:
    by, now = noor.member("maria"), noor.clock()

    with noor.bot.deps.transaction(noor.team) as store:
        with pytest.raises(Refused, match="This contract is no longer here"):
            contract_writing.change(store, 99, Written({}), version=1, by=by, now=now)
        with pytest.raises(Refused, match="This collaboration is no longer here"):
            contract_writing.begin(store, 99, Written({}), by=by, now=now)
