"""Contracts, payments and limits under attack: a press without a right to it is private, logged, and changes nothing.

Decisions on contracts are attacked in `test_approvals_attacked`, the page to sign on in `test_signing_web`.
"""

from typing import Any

from bot.domain.approvals.approvals import Subject
from bot.domain.team.roles import Role
from tests.contracting import contract
from tests.deciding import give_role
from tests.keeping import approved, begin, card, day, payments_of, sign, signed
from tests.tampering import Tampering, is_private, nothing_changes, refused, replay
from tests.workspace import Message, View, Workspace


def due(workspace: Workspace) -> int:
    """A signed contract of Maria's whose first part fell due; gives the payment."""
    signed(workspace)
    workspace.travel(days=11)
    return payments_of(workspace)[0].id


def asked(workspace: Workspace) -> Message:
    """The message that asks Omar to decide."""
    return next(one for one in reversed(workspace.told("omar")) if "Review" in [each.label for each in one.buttons])


def request_of(workspace: Workspace, payment_id: int) -> int:
    """The request for a payment's approval."""
    with workspace.bot.deps.reading(workspace.team) as store:
        one = store.approvals.open_of(Subject.PAYMENT, payment_id)
    assert one is not None
    return one.id


def test_nobody_approves_a_payment_of_their_own_contract(workspace: Workspace) -> None:
    due(workspace)
    give_role(workspace, "maria", Role.ADMIN)
    omar, tampering = workspace.person("omar"), Tampering(workspace)
    window = omar.click("Review", asked(workspace)).view

    with nothing_changes(workspace), refused(workspace, "maria"), tampering.changing(who="maria"):
        seen = omar.submit(window, verdict="approve")

    assert seen.errors["verdict"].endswith("so somebody else takes it.")


def test_a_lower_role_approves_no_payment(workspace: Workspace) -> None:
    due(workspace)
    workspace.person("lee").command("/rapport help")
    omar, tampering = workspace.person("omar"), Tampering(workspace)
    window = omar.click("Review", asked(workspace)).view

    with nothing_changes(workspace), refused(workspace, "lee"), tampering.changing(who="lee"):
        seen = omar.submit(window, verdict="approve")

    assert "Your role is marketer" in seen.errors["verdict"]


def test_the_window_of_one_payment_approves_no_other(workspace: Workspace) -> None:
    due(workspace)
    omar, tampering = workspace.person("omar"), Tampering(workspace)
    window = omar.click("Review", asked(workspace)).view
    other = begin(workspace, name="Sam Ode", profile="https://www.instagram.com/sam.ode/")
    sign(workspace, other)
    workspace.travel(days=11)
    theirs = request_of(workspace, payments_of(workspace, other)[0].id)

    with nothing_changes(workspace), refused(workspace, "omar"), tampering.changing(about={"id": theirs}):
        seen = omar.submit(window, verdict="approve")

    assert "Close it and open Review again" in seen.errors["verdict"]


def test_an_old_window_approves_no_payment_that_was_cancelled_meanwhile(workspace: Workspace) -> None:
    payment = due(workspace)
    omar, maria = workspace.person("omar"), workspace.person("maria")
    window = omar.click("Review", asked(workspace)).view
    maria.submit(maria.click("Cancel payment", card(workspace, payment)), why="Not owed")

    with nothing_changes(workspace), refused(workspace, "omar"):
        seen = omar.submit(window, verdict="approve")

    assert "withdrawn" in seen.errors["verdict"]
    assert str(payments_of(workspace)[0].stage) == "cancelled"


def payable(workspace: Workspace) -> tuple[View, int]:
    """Maria's window to note a payment as paid; gives it with the payment."""
    signed(workspace)
    one = approved(workspace)
    return workspace.person("maria").click("Paid", card(workspace, one.id)).view, one.id


def test_a_window_of_an_approved_payment_pays_no_other(workspace: Workspace) -> None:
    window, payment = payable(workspace)
    maria, tampering = workspace.person("maria"), Tampering(workspace)
    other = payments_of(workspace)[1]

    with nothing_changes(workspace):
        for about in ({"id": other.id, "version": other.version}, {"id": 99}, {"version": 99}):
            with tampering.changing(about=about):
                seen = maria.submit(window, paid_on=day(workspace), reference="SEPA 1")
            assert is_private(seen, ""), seen.text

    assert [str(one.stage) for one in payments_of(workspace)] == ["approved", "planned"]
    assert payment != other.id


def test_a_payment_is_not_paid_again_by_a_replayed_window(workspace: Workspace) -> None:
    window, _ = payable(workspace)
    maria = workspace.person("maria")
    kept: list[dict[str, Any]] = []
    with Tampering(workspace).keeping(kept):
        maria.submit(window, paid_on=day(workspace), reference="SEPA 1")

    with nothing_changes(workspace):
        answer = replay(workspace, kept[-1])

    assert "It is never paid twice." in answer


def test_a_role_that_is_taken_while_the_window_is_open_pays_nothing(workspace: Workspace) -> None:
    window, _ = payable(workspace)
    give_role(workspace, "maria", Role.VIEWER)

    with nothing_changes(workspace), refused(workspace, "maria"):
        seen = workspace.person("maria").submit(window, paid_on=day(workspace), reference="SEPA 1")

    assert is_private(seen, "That needs the role marketer")


def test_a_window_that_names_a_signed_contract_changes_and_ends_nothing_of_it(workspace: Workspace) -> None:
    bound = signed(workspace)
    draft = other_draft(workspace)
    maria, tampering = workspace.person("maria"), Tampering(workspace)
    shown = maria.command(f"/contract show {draft}")
    version = version_of(workspace, bound)
    edit = maria.click("Edit", shown).view

    with nothing_changes(workspace), tampering.changing(about={"id": bound, "version": version}):
        seen = maria.submit(edit, fee="9,000", instalments="100% on signing")
    assert is_private(seen, "nothing of it is changed any more")
    maria.close(edit)

    end = maria.click("Terminate", shown).view
    with nothing_changes(workspace), tampering.changing(about={"id": bound, "version": version}):
        seen = maria.submit(end, why="I would rather not")
    assert is_private(seen, "only a manager terminates it")


def test_nothing_is_sent_for_signature_by_a_window_that_names_a_contract_nobody_approved(workspace: Workspace) -> None:
    sent = begin(workspace)
    draft = other_draft(workspace)
    maria, tampering = workspace.person("maria"), Tampering(workspace)
    window = maria.click("New link", maria.command(f"/contract show {sent}")).view

    with nothing_changes(workspace), tampering.changing(about={"id": draft, "version": version_of(workspace, draft)}):
        seen = maria.submit(window, days="14")

    assert is_private(seen, "only an approved one is sent for signature")
    assert "http" not in seen.text


def other_draft(workspace: Workspace) -> int:
    """A draft with somebody else; gives its number."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Sam Ode", "https://www.instagram.com/sam.ode/"))
    return contract(workspace, "maria", "Sam Ode")


def version_of(workspace: Workspace, number: int) -> int:
    """Which version a window of the contract would carry now."""
    with workspace.bot.deps.reading(workspace.team) as store:
        one = store.contracts.get(number)
    assert one is not None
    return one.version
