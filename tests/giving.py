"""What people do around gifts, for the tests: Noor on the roster, a gift, its card, and what is known of it."""

from collections.abc import Mapping

from bot.domain.gifts.gifts import Gift, GiftKind, Occasion
from bot.domain.money import Money
from bot.services.campaigns import campaign_sums, campaigns
from bot.services.gifts import gifts
from bot.services.gifts.gifts import Given
from sandbox.driver import Message
from tests.deciding import with_noor
from tests.workspace import Seen, Workspace

NOOR = 1
HOSTILE = "<!channel> *b* & <i>, שלום"


def team(workspace: Workspace) -> Workspace:
    """Noor on the roster of one campaign; Omar is a manager."""
    with_noor(workspace)
    workspace.collaboration("maria", workspace.campaign("maria", "Autumn", budget=1_000_000), "Noor Haddad")
    return workspace


def propose(workspace: Workspace, who: str = "maria", **typed: object) -> Seen:
    """Somebody proposes a gift for Noor, of 45 euros where nothing else is said."""
    person = workspace.person(who)
    form = person.command("/gift new noor")
    fields = {"what": "Bread box", "value": "45", "occasion": "thank-you", **typed}
    if "campaign" in fields:
        assert person.suggest("campaign", str(fields["campaign"]), in_=form.view) == [fields["campaign"]]
    return person.submit(form, fields)


def give(workspace: Workspace, *, minor: int = 4_500, kind: str = "product", campaign: bool = True) -> Gift:
    """Maria gives Noor something of some value, as another part of Rapport does."""
    given = Given(GiftKind(kind), "Bread box", Occasion.THANKS, Money(minor, "EUR"))
    by, now = workspace.member("maria"), workspace.clock()
    with workspace.bot.deps.transaction(workspace.team) as store:
        return gifts.add(store, NOOR, given, campaign_id=1 if campaign else None, by=by, now=now)


def gift(workspace: Workspace, number: int = 1) -> Gift:
    """The gift as the database has it."""
    with workspace.bot.deps.reading(workspace.team) as store:
        return gifts.found(store, number)


def card(workspace: Workspace, number: int = 1, who: str = "maria") -> Seen:
    """A gift's card, from the list."""
    person = workspace.person(who)
    return person.click("Open", person.command("/gift list all"), action_id=f"gift.open:{number}")


def step(workspace: Workspace, label: str, number: int = 1, who: str = "maria", **typed: object) -> Seen:
    """Somebody presses a button on a gift's card, and submits what it asks for."""
    person = workspace.person(who)
    return person.submit(person.click(label, card(workspace, number, who)), **typed)


def shipped(workspace: Workspace, number: int = 1) -> None:
    """It is on its way."""
    seen = step(workspace, "Shipped", number, carrier="DHL", tracking="JD0123", shipping="4.90")
    assert not seen.errors, seen.errors


def delivered(workspace: Workspace, number: int = 1) -> None:
    """It arrived."""
    shipped(workspace, number)
    assert not step(workspace, "Delivered", number).errors


def labels(seen: Seen | Message) -> list[str]:
    """What the buttons say."""
    message = seen.messages[-1] if isinstance(seen, Seen) else seen
    return [one.label for one in message.buttons]


def budget(workspace: Workspace) -> Mapping[str, int]:
    """What the campaign's budget says, in minor units."""
    with workspace.bot.deps.reading(workspace.team) as store:
        own = campaign_sums.budget(store, campaigns.found(store, 1)).own
    return {"planned": own.planned, "committed": own.committed, "spent": own.spent}
