"""Decisions under attack: each press without a right to it is refused privately, logged, and changes nothing."""

from bot.domain.money import Money
from bot.domain.team.roles import Role
from bot.services.contracts import contracts
from tests.contracting import contract
from tests.deciding import asked, decide, give_role, noor, on_roster, refused, stage, submit, submitted, window
from tests.deciding_forged import press_decide
from tests.test_isolation import names_workspace, statements
from tests.workspace import Workspace

__all__ = ["noor"]


def expect_nothing(workspace: Workspace, number: int, name: str) -> None:
    """Nothing was decided, nobody was told anything, and the press stands in the log, without a word of money."""
    assert stage(workspace, number) == "in review"
    with workspace.bot.deps.reading(workspace.team) as store:
        assert store.approvals.decisions(1) == []
        entries = [one for one in store.audit.of(f"contract:{number}") if one["verb"] == "refused"]
    if entries:
        assert "1,200" not in str(entries)
    assert workspace.person(name).id in {by for by, _ in refused(workspace)}
    assert [one.label for one in asked(workspace).buttons] == ["Review", "Read the PDF", "Open"]


def test_nobody_decides_on_their_own(noor: Workspace) -> None:
    number = submitted(noor)
    give_role(noor, "maria", Role.ADMIN)
    form = window(noor)
    maria = noor.person("maria")

    assert "Review" not in [one.label for one in maria.command(f"/contract show {number}").messages[-1].buttons]
    errors = press_decide(noor, "maria", form)

    assert errors == {"verdict": "You asked for this decision yourself, so somebody else takes it."}
    expect_nothing(noor, number, "maria")
    assert refused(noor) == [(maria.id, f"contract:{number}")]


def test_whoever_wrote_the_version_does_not_decide_on_it_even_if_somebody_else_submits(noor: Workspace) -> None:
    give_role(noor, "lee", Role.MANAGER)
    number = contract(noor, "lee")
    submit(noor, number)

    assert press_decide(noor, "lee", window(noor))["verdict"].startswith(("This contract is your own", "You wrote"))
    expect_nothing(noor, number, "lee")


def test_a_lower_role_is_refused_with_the_role_that_is_needed(noor: Workspace) -> None:
    number = submitted(noor)

    assert press_decide(noor, "lee", window(noor))["verdict"].endswith(
        "Your role is marketer, so ask a manager to decide."
    )
    expect_nothing(noor, number, "lee")


def test_a_manager_does_not_decide_above_the_limit(noor: Workspace) -> None:
    noor.person("ada").command("/rapport status")
    give_role(noor, "lee", Role.ADMIN)
    number = submitted(noor, approver="lee", fee=dear(10_000_00))
    form = window(noor, "lee")

    assert "so an admin decides. Your role is manager" in press_decide(noor, "omar", form)["verdict"]
    assert stage(noor, number) == "in review"


def dear(minor: int) -> Money:
    """A fee."""
    return Money(minor, "EUR")


def test_a_guest_and_a_member_of_another_workspace_are_refused(noor: Workspace) -> None:
    number = submitted(noor)
    form = window(noor)

    assert "full members" in press_decide(noor, "gus", form)["verdict"]
    expect_nothing(noor, number, "gus")
    assert "installed in" in press_decide(noor, "omar", form, team="T0ELSEWHERE")["verdict"]
    expect_nothing(noor, number, "omar")


def test_a_viewer_is_refused(noor: Workspace) -> None:
    number = submitted(noor)
    form = window(noor)
    give_role(noor, "lee", Role.VIEWER)

    assert "needs the role marketer" in press_decide(noor, "lee", form)["verdict"]
    expect_nothing(noor, number, "lee")
    assert "needs the role marketer" in noor.person("lee").command("/contract approvals").text


def test_a_role_that_is_taken_while_the_window_is_open_decides_nothing(noor: Workspace) -> None:
    number = submitted(noor)
    omar, form = noor.person("omar"), window(noor)
    give_role(noor, "omar", Role.MARKETER)

    assert "Your role is marketer" in omar.submit(form, verdict="approve").errors["verdict"]
    expect_nothing(noor, number, "omar")
    assert "Your role is marketer" in omar.click("Review", asked(noor)).text


def test_somebody_who_leaves_decides_nothing(noor: Workspace) -> None:
    number = submitted(noor)
    omar, form = noor.person("omar"), window(noor)
    noor.slack.change_person("omar", is_guest=True)

    assert "full members" in noor.person(omar.name).submit(form, verdict="approve").errors["verdict"]
    expect_nothing(noor, number, "omar")


def test_the_window_of_one_request_never_decides_another(noor: Workspace) -> None:
    first = submitted(noor)
    on_roster(noor, "Sam Ode", "sam.ode")
    second = contract(noor, "maria", "Sam Ode")
    submit(noor, second)
    form = window(noor)

    sentence = "This window shows other terms than those that are to be decided now. Close it and open Review again."
    assert press_decide(noor, "omar", form, id=1) == {"verdict": sentence}
    assert press_decide(noor, "omar", form, mark="0" * 32) == {"verdict": sentence}
    assert press_decide(noor, "omar", form, id=99) == {"verdict": "There is no such decision here."}
    for nonsense in ("1", None, [1], {"a": 1}, 1.5):
        assert "changed on its way" in press_decide(noor, "omar", form, id=nonsense)["verdict"]
    assert "changed on its way" in press_decide(noor, "omar", form, shown="x")["verdict"]
    assert [stage(noor, one) for one in (first, second)] == ["in review", "in review"]
    assert len(refused(noor)) == 9


def test_a_window_of_an_older_version_decides_nothing(noor: Workspace) -> None:
    number = submitted(noor)
    omar, maria = noor.person("omar"), noor.person("maria")
    message, old = asked(noor), window(noor)
    maria.click("Take it back", maria.command(f"/contract show {number}"))

    withdrawn = "It was withdrawn, so there is nothing to decide any more. Your press has changed nothing."
    assert omar.submit(old, verdict="approve").errors == {"verdict": withdrawn}
    assert "took it back" in asked(noor).text_shown
    assert [one.label for one in asked(noor).buttons] == ["Open"]
    edit = maria.click("Edit", maria.command(f"/contract show {number}"))
    maria.submit(edit, fee="1,500", instalments="100% on signing", next="submit", approver=omar.id)
    assert press_decide(noor, "omar", old)["verdict"] == withdrawn
    assert stage(noor, number) == "in review"
    assert message.ts != asked(noor).ts
    decide(noor)
    assert stage(noor, number) == "approved"


def test_a_decision_is_not_replayed(noor: Workspace) -> None:
    number = submitted(noor)
    form = window(noor)
    noor.person("omar").submit(form, verdict="ask for changes", reason="Cheaper")
    maria = noor.person("maria")
    submit(noor, number)

    assert "omar asked for changes already" in press_decide(noor, "omar", form)["verdict"]
    assert stage(noor, number) == "in review"
    assert maria.command(f"/contract show {number}").text.count("in review") >= 1


def test_the_slower_of_two_managers_is_told_by_whom_it_was_decided(noor: Workspace) -> None:
    give_role(noor, "lee", Role.MANAGER)
    submitted(noor)
    lee = noor.person("lee")
    slow = lee.click("Review", lee.command("/contract show 1"))
    decide(noor, "reject", "Too dear")

    seen = lee.submit(slow, verdict="approve")

    assert seen.errors == {"verdict": "omar rejected it already. Your press has changed nothing."}
    assert (lee.id, "contract:1") in refused(noor)


def test_the_button_of_an_old_message_is_refused_with_what_was_decided(noor: Workspace) -> None:
    give_role(noor, "lee", Role.MANAGER)
    number = submitted(noor)
    lee = noor.person("lee")
    old = lee.command(f"/contract show {number}")
    decide(noor)

    seen = lee.click("Review", old)

    assert not seen.has_view
    assert "omar approved it already. Your press has changed nothing." in seen.text
    assert seen.messages[-1].ephemeral
    assert refused(noor) == [(lee.id, f"contract:{number}")]


def test_every_statement_of_a_decision_names_its_workspace(noor: Workspace) -> None:
    with statements(noor) as seen:
        number = submitted(noor)
        noor.person("omar").home()
        noor.person("omar").command("/contract approvals")
        noor.travel(hours=49)
        decide(noor, "ask for changes", "Cheaper")
        noor.person("maria").command(f"/contract show {number}")

    assert [one for one in seen if not names_workspace(one)] == []


def test_a_manager_who_was_given_the_contract_meanwhile_does_not_decide_on_it(noor: Workspace) -> None:
    number = submitted(noor)
    form = window(noor)
    with noor.bot.deps.transaction(noor.team) as store:
        assert store.contracts.change(contracts.found(store, number), {"owner": noor.person("omar").id})

    assert "nobody decides on their own" in press_decide(noor, "omar", form)["verdict"]
    expect_nothing(noor, number, "omar")


def test_whoever_is_given_the_collaboration_does_not_decide_on_its_contract(noor: Workspace) -> None:
    number = submitted(noor)
    form = window(noor)
    give_role(noor, "lee", Role.MANAGER)
    maria = noor.person("maria")
    card = maria.click("Collaboration", maria.command(f"/contract show {number}"))

    maria.submit(maria.click("Owner", card), owner=noor.person("omar").id)

    assert press_decide(noor, "omar", form)["verdict"].startswith("This contract is your own")
    assert stage(noor, number) == "in review"
    assert "looks after" not in noor.person("omar").command(f"/contract show {number}").text
    assert [one.label for one in asked(noor, "lee").buttons] == ["Review", "Read the PDF", "Open"], (
        "somebody else is asked"
    )
    decide(noor, name="lee")
    assert stage(noor, number) == "approved"


def test_of_a_dropped_collaboration_nothing_is_decided_sent_or_signed(noor: Workspace) -> None:
    number = submitted(noor)
    form = window(noor)
    maria = noor.person("maria")
    card = maria.click("Collaboration", maria.command(f"/contract show {number}"))
    opened = maria.click("Change stage", card)
    assert f"Contract {number} is in review" in opened.view.text

    maria.submit(opened, stage="dropped", why="No budget")

    sentence = f"The collaboration of contract {number} is dropped."
    assert press_decide(noor, "omar", form)["verdict"].startswith(sentence)
    noor.travel(hours=50)
    assert len([one for one in noor.told("omar") if "wait" in one.text.casefold()]) == 0, "nobody is reminded of it"
    maria.submit(
        maria.click("Change stage", maria.click("Collaboration", maria.command(f"/contract show {number}"))),
        stage="shortlisted",
    )
    decide(noor)
    assert stage(noor, number) == "approved"
