"""Planning a campaign as a person does it: what is typed in each step, and where its card stands."""

from datetime import timedelta

from sandbox.driver import Person
from tests.workspace import Message, Seen, View, Workspace


def day(workspace: Workspace, *, plus: int = 0) -> str:
    """A day from today on, as a date picker gives it."""
    return (workspace.clock().date() + timedelta(days=plus)).isoformat()


def channel_id(workspace: Workspace, name: str) -> str:
    """A channel's id."""
    return str(workspace.slack.ask(lambda slack: slack.workspace.conversation(name).id))


def goal(workspace: Workspace, **typed: object) -> dict[str, object]:
    """What somebody types in the first step."""
    given = {"name": "Autumn bread", "goal": "sales", "about": "Three loaves, one story"}
    return {**given, "starts_on": day(workspace), "ends_on": day(workspace, plus=30), **typed}


NUMBERS = {"target_revenue": "18,000", "target_conversions": "300", "budget": "15,000", "currency": "EUR"}
NUMBERS |= {"hashtags": "AutumnBread, #ad #autumnbread", "mentions": "hazel.bakery"}
NUMBERS |= {"landing_page": "https://shop.example/autumn", "window_days": "14"}
BRIEF = {"must": "Say that it is an ad\n- Show the loaf", "may": "Show the kitchen", "free": "Music", "round_cap": "2"}
BRIEF |= {"places": "Germany, us", "category": "bakery", "niches": "baking, slow living", "strengths": "seller"}


def planned(workspace: Workspace, who: str = "maria", **typed: object) -> Seen:
    """Somebody plans a campaign in three steps; gives what they see then."""
    person = workspace.person(who)
    second = person.submit(person.command("/campaign new"), goal(workspace, **typed))
    assert second.errors == {}
    return person.submit(person.submit(second, NUMBERS), BRIEF)


def card_in(workspace: Workspace, channel: str = "#launch") -> Message:
    """The newest message of a channel, once everything is sent."""
    workspace.settle()
    return workspace.person("maria").messages(channel)[-1]


def edit(person: Person, card: Message | Seen | View, part: str | None = None) -> View:
    """The form *Edit*, or another part of it."""
    form = person.click("Edit", card).view
    return person.click(part, form).view if part else form
