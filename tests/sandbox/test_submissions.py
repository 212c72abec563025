"""Forms that a person sends: what a field takes, in which shape it arrives, and what the app's answers do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App

from sandbox.driver import Person, Sandbox, SandboxError, Seen
from tests.sandbox.test_driver import field, modal, option, plain, text_field
from tests.sandbox.test_web_api_chat import codes

Json = dict[str, Any]
Do = Callable[[Json], None]


def submitted(slack: Sandbox, bolt: App, opens: Do, **answer: Any) -> tuple[Person, Seen]:
    @bolt.view("form")
    def save(ack: Ack) -> None:
        ack(**answer)

    opens(modal(text_field("name")))
    maria = slack.person("maria")
    return maria, maria.submit(maria.command("/do"), name="Noor")


def test_an_answer_can_put_another_view_in_place_of_the_form(slack: Sandbox, bolt: App, opens: Do) -> None:
    _, seen = submitted(slack, bolt, opens, response_action="update", view=modal(text_field("b"), title=plain("B")))

    assert seen.view.title == "B"
    assert not seen.closed


def test_an_answer_can_put_a_view_on_top_of_the_form(slack: Sandbox, bolt: App, opens: Do) -> None:
    maria, seen = submitted(slack, bolt, opens, response_action="push", view=modal(text_field("b"), title=plain("B")))

    assert seen.view.title == "B"
    assert maria.close(seen).view.title == "Form"


def test_an_answer_can_close_everything(slack: Sandbox, bolt: App, opens: Do) -> None:
    _, seen = submitted(slack, bolt, opens, response_action="clear")

    assert seen.closed
    assert not seen.has_view


def test_an_error_for_a_block_that_is_no_field_is_a_breach(slack: Sandbox, bolt: App, opens: Do) -> None:
    _, seen = submitted(slack, bolt, opens, response_action="errors", errors={"nothing": "Wrong"})

    assert "errors_for_unknown_block" in codes(slack)
    assert seen.error == "We had some trouble connecting. Try again?"
    assert seen.has_view


def test_slacks_client_keeps_to_what_a_field_takes(slack: Sandbox, opens: Do) -> None:
    choice = {"type": "static_select", "action_id": "value", "options": [option("One", "1")]}
    opens(modal(text_field("name", max_length=3), field("choice", choice)))
    maria = slack.person("maria")
    view = maria.command("/do").view

    with pytest.raises(SandboxError, match="at most 3 characters"):
        maria.submit(view, name="Noor", choice="1")
    with pytest.raises(SandboxError, match="not offered"):
        maria.submit(view, name="No", choice="2")
    with pytest.raises(SandboxError, match="no field 'size'"):
        maria.submit(view, size="L")


def test_options_are_loaded_as_a_person_types(slack: Sandbox, bolt: App, opens: Do) -> None:
    got: list[Json] = []

    @bolt.options("who")
    def who(ack: Ack, payload: Json) -> None:
        ack(options=[option(f"{payload['value']} {number}", str(number)) for number in (1, 2)])

    @bolt.view("form")
    def save(ack: Ack, view: Json) -> None:
        got.append(view["state"]["values"]["who"]["who"]["selected_option"])
        ack()

    opens(modal(field("who", {"type": "external_select", "action_id": "who", "min_query_length": 2})))
    maria = slack.person("maria")
    view = maria.command("/do").view

    with pytest.raises(SandboxError, match="at least 2 characters"):
        maria.suggest("who", "n", in_=view)
    assert maria.suggest("who", "noor", in_=view) == ["noor 1", "noor 2"]
    assert maria.submit(view, who="noor 2").closed
    assert got[0]["value"] == "2"


def test_every_kind_of_field_arrives_in_its_own_shape(slack: Sandbox, bolt: App, opens: Do) -> None:
    got: Json = {}

    @bolt.view("form")
    def save(ack: Ack, view: Json) -> None:
        got.update({block: next(iter(values.values())) for block, values in view["state"]["values"].items()})
        ack()

    options = [option("One", "1"), option("Two", "2")]
    kinds: Json = {
        "text": {"type": "plain_text_input"},
        "number": {"type": "number_input", "is_decimal_allowed": False},
        "email": {"type": "email_text_input"},
        "link": {"type": "url_text_input"},
        "one": {"type": "static_select", "options": options},
        "many": {"type": "multi_static_select", "options": options},
        "boxes": {"type": "checkboxes", "options": options},
        "radio": {"type": "radio_buttons", "options": options},
        "day": {"type": "datepicker"},
        "hour": {"type": "timepicker"},
        "person": {"type": "users_select"},
        "persons": {"type": "multi_users_select"},
        "place": {"type": "conversations_select"},
        "empty": {"type": "plain_text_input"},
        "none": {"type": "multi_static_select", "options": options},
    }
    blank = {"optional": True}
    opens(modal(*(field(name, {**kind, "action_id": "v"}, **blank) for name, kind in kinds.items())))
    maria = slack.person("maria")
    place = slack.ask(lambda inside: inside.workspace.conversation("#launch").id)

    seen = maria.submit(
        maria.command("/do"),
        text="a",
        number="3",
        email="a@example.com",
        link="https://example.com",
        one="Two",
        many=["1", "2"],
        boxes=["1"],
        radio="1",
        day="2026-11-27",
        hour="10:30",
        person=maria.id,
        persons=[maria.id],
        place=place,
    )

    assert seen.closed
    assert got["number"] == {"type": "number_input", "value": "3"}
    assert got["one"]["selected_option"]["value"] == "2"
    assert [chosen["value"] for chosen in got["many"]["selected_options"]] == ["1", "2"]
    assert got["boxes"]["selected_options"][0]["text"]["text"] == "One"
    assert got["day"] == {"type": "datepicker", "selected_date": "2026-11-27"}
    assert got["hour"]["selected_time"] == "10:30"
    assert got["person"]["selected_user"] == maria.id
    assert got["persons"]["selected_users"] == [maria.id]
    assert got["place"]["selected_conversation"] == place
    assert got["empty"] == {"type": "plain_text_input", "value": None}
    assert got["none"]["selected_options"] == []
    assert slack.problems == []


def test_a_form_nobody_answers_stays_open(slack: Sandbox, opens: Do) -> None:
    opens(modal(text_field("name")))
    maria = slack.person("maria")

    seen = maria.submit(maria.command("/do"), name="Noor")

    assert seen.error == "We had some trouble connecting. Try again?"
    assert seen.view.field("name").value == "Noor"
    assert codes(slack) == ["never_acked"]
