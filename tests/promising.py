"""What people do about promises, for the tests: the list, touches, offers, and what is owed."""

from datetime import timedelta

from bot.domain.payments.promises import PromiseKind
from bot.services.payments import promises
from sandbox.driver import Message
from tests.content import hub as collaboration_card
from tests.workspace import Seen, View, Workspace


def listed(workspace: Workspace, who: str = "maria", which: str = "") -> Message:
    """The list of promises."""
    return workspace.person(who).command(f"/contract promises {which}").messages[-1]


def touched(workspace: Workspace, kind: str, who: str = "maria", **typed: object) -> Seen:
    """Somebody logs a touch with Noor."""
    person = workspace.person(who)
    form = person.click("Log a touch", person.command("/influencer show noor"))
    return person.submit(form, {"kind": kind, "note": f"a {kind}", **typed})


def offered(workspace: Workspace, side: str, who: str = "maria", fee: str = "900") -> Seen:
    """Somebody keeps an offer."""
    person = workspace.person(who)
    return person.submit(person.click("Offer", collaboration_card(workspace, who)), side=side, fee=fee)


def owe(workspace: Workspace, *, days: float, number: int = 1, owner: str = "maria", **fields: object) -> None:
    """We promised to pay, as another part of Rapport notes it."""
    about = {"collaboration_id": 1, "text": "Pay: first half", "owner": workspace.person(owner).id, **fields}
    due_at = workspace.clock() + timedelta(days=days)
    with workspace.bot.deps.transaction(workspace.team) as store:
        kind = PromiseKind.PAY
        promises.note(store, kind, f"payment:{number}", due_at=due_at, now=workspace.clock(), **about)  # type: ignore[arg-type]


def paid(workspace: Workspace, number: int = 1) -> None:
    """We kept it."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        assert promises.keep(store, f"payment:{number}", by="U1", at=workspace.clock())


def home(workspace: Workspace, who: str = "maria") -> View:
    """Home as Slack shows it by now, without opening it anew."""
    workspace.settle()
    person = workspace.person(who)
    body = workspace.slack.ask(lambda slack: slack.workspace.homes[person.id].body)
    return View(body, person.reader())


def labels(message: Message) -> list[str]:
    """What the buttons say."""
    return [button.label for button in message.buttons]
