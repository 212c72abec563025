"""The list of what we owe: pages, filters, Home, and what a viewer sees of it."""

from tests.content import approve, begin, noor, plan, submit
from tests.outreaching import make_viewer
from tests.promising import labels, listed, owe, touched
from tests.workspace import Workspace

__all__ = ["noor"]

HOSTILE = "<!channel> *b* & <i> \u202e" + "x" * 100


def test_the_list_has_pages_and_filters_by_word_and_by_campaign(noor: Workspace) -> None:
    maria = noor.person("maria")
    for number in range(11):
        owe(noor, days=number - 1.5, number=number, owner="maria" if number < 10 else "omar")

    first = listed(noor)
    assert "*10* promises that I am to keep, 2 overdue · page 1 of 2" in first.text_shown
    second = maria.click("Later", first).messages[-1]
    assert "page 2 of 2" in second.text_shown
    assert "*11* promises , 2 overdue" not in second.text_shown
    assert "*11* promises" in maria.click("All", second).messages[-1].text_shown
    assert "*2* promises overdue" in listed(noor, which="overdue").text_shown
    assert "*11* promises in Autumn bread" in listed(noor, which="autumn").text_shown
    assert "I know no campaign" in listed(noor, which="winter").text_shown
    noor.campaign("maria", "Autumn jam")
    assert "Several campaigns may be meant" in listed(noor, which="autumn").text_shown
    assert "page 1 of 2" in maria.click("Earlier", maria.click("Later", listed(noor))).messages[-1].text_shown


def test_home_shows_the_first_and_how_to_see_the_rest(noor: Workspace) -> None:
    for number in range(7):
        owe(noor, days=number + 1, number=number, text=f"Pay: part {number}")

    opened = noor.person("maria").home()
    assert "Pay: part 4" in opened.text
    assert "Pay: part 5" not in opened.text
    assert "and 2 more: `/contract promises`" in opened.text
    assert "*7* promises" in noor.person("maria").click("All promises", opened).text


def test_a_viewer_reads_what_is_owed_without_what_a_contract_says_and_settles_nothing(noor: Workspace) -> None:
    owe(noor, days=1, text="Pay: 900 EUR")
    touched(noor, "reply")
    before = listed(noor, "lee", "all")
    viewer = make_viewer(noor, "lee")
    owed = listed(noor, "lee", "all")
    assert "900" not in owed.text_shown
    assert "*Noor Haddad* · Pay" in owed.text_shown
    assert "Nothing to answer" not in labels(owed)
    refused = viewer.click("Nothing to answer", before)
    assert "marketer" in refused.text.casefold()
    assert "Answer their reply" in listed(noor).text_shown
    assert "full members" in noor.person("gus").command("/contract promises").text


def test_what_people_typed_is_shown_as_they_typed_it(workspace: Workspace) -> None:
    plan(begin(workspace), title=HOSTILE)
    submit(workspace)

    assert "<!channel> *b* & <i>" in listed(workspace).text_shown
    assert "<!channel>" not in str(listed(workspace).blocks)


def test_an_old_message_says_that_it_was_settled(noor: Workspace) -> None:
    submit(noor)
    old = listed(noor)
    approve(noor)

    assert "@" not in noor.person("maria").click("Review", old).text
    assert "approved" in noor.person("maria").click("Review", old).text


def test_a_payment_leads_to_the_contract_that_it_hangs_on(noor: Workspace) -> None:
    maria, now = noor.person("maria"), noor.clock()
    version: dict[str, object] = dict.fromkeys(("terms", "contract_text_version_id", "fee", "currency"))
    version |= {"typed": {}, "note": ""}
    with noor.bot.deps.transaction(noor.team) as store:
        number = store.contracts.add(1, version, owner=maria.id, by=maria.id, now=now)
    owe(noor, days=1)

    assert f"Contract {number}" in noor.person("maria").click("Pay on the contract", listed(noor)).text
