"""Views: triggers, stacks, hashes, what stays typed, what the app's answers to a submission do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Person, Sandbox, SandboxError, Seen
from tests.sandbox.test_driver import actions, button, field, modal, plain, text_field
from tests.sandbox.test_web_api_chat import codes

Json = dict[str, Any]
Connect = Callable[[], Any]
Do = Callable[[Json], None]


@pytest.fixture
def opens(bolt: App, connect: Connect, client: WebClient) -> Callable[[Json], None]:
    """`/do` opens the view that was given."""

    def with_view(view: Json) -> None:
        @bolt.command("/do")
        def do(ack: Ack, command: Json) -> None:
            client.views_open(trigger_id=command["trigger_id"], view=view)
            ack()

        connect()

    return with_view


def option(label: str, value: str) -> Json:
    return {"text": plain(label), "value": value}


def test_a_trigger_opens_one_view(slack: Sandbox, bolt: App, connect: Connect, client: WebClient) -> None:
    errors: list[str] = []

    @bolt.command("/do")
    def do(ack: Ack, command: Json) -> None:
        view = modal(text_field("name"))
        client.views_open(trigger_id=command["trigger_id"], view=view)
        for trigger in (command["trigger_id"], "1.2.3"):
            try:
                client.views_open(trigger_id=trigger, view=view)
            except SlackApiError as error:
                errors.append(error.response["error"])
        ack()

    connect()
    slack.person("maria").command("/do")

    assert errors == ["exchanged_trigger_id", "invalid_trigger_id"]


def test_a_trigger_lives_three_seconds(slack: Sandbox, client: WebClient) -> None:
    maria, triggers = slack.person("maria"), slack.slack.triggers
    triggers.time = lambda: 100.0
    trigger = slack.ask(lambda _: triggers.issue(maria.id))
    triggers.time = lambda: 103.1

    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        client.views_open(trigger_id=trigger, view=modal(text_field("name")))


def test_at_most_three_views_lie_on_top_of_one_another(slack: Sandbox, bolt: App, opens: Do, client: WebClient) -> None:
    errors: list[str] = []

    @bolt.action("press")
    def press(ack: Ack, body: Json) -> None:
        try:
            client.views_push(trigger_id=body["trigger_id"], view=modal(actions(button("More"))))
        except SlackApiError as error:
            errors.append(error.response["error"])
        ack()

    opens(modal(actions(button("More"))))
    maria = slack.person("maria")
    seen = maria.command("/do")
    for _ in range(3):
        seen = maria.click("More", seen)

    assert errors == ["push_limit_reached"]
    closed = maria.close(seen)
    assert closed.has_view
    assert not maria.close(closed, all_=True).has_view


def test_a_view_is_pushed_only_from_inside_a_modal(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    @bolt.command("/do")
    def do(ack: Ack, command: Json) -> None:
        with pytest.raises(SlackApiError, match="not_found"):
            client.views_push(trigger_id=command["trigger_id"], view=modal(text_field("name")))
        ack("Refused")

    connect()

    assert slack.person("maria").command("/do").text == "Refused"


def test_a_broken_view_is_refused_with_the_place_of_the_fault(
    slack: Sandbox, bolt: App, connect: Connect, client: WebClient
) -> None:
    messages: list[str] = []

    @bolt.command("/do")
    def do(ack: Ack, command: Json) -> None:
        view = modal(text_field("name"), title=plain("x" * 25))
        with pytest.raises(SlackApiError) as caught:
            client.views_open(trigger_id=command["trigger_id"], view=view)
        assert caught.value.response["error"] == "invalid_arguments"
        messages.extend(caught.value.response["response_metadata"]["messages"])
        ack("Refused")

    connect()
    slack.person("maria").command("/do")

    assert messages[0].startswith("[ERROR] ")
    assert "json-pointer:/view/title" in messages[0]


def test_a_field_that_keeps_its_ids_keeps_what_was_typed(
    slack: Sandbox, bolt: App, opens: Do, client: WebClient
) -> None:
    @bolt.action("kind")
    def kind(ack: Ack, body: Json) -> None:
        view = body["view"]
        new = modal(text_field("name", initial_value="Other"), text_field("new"))
        client.views_update(view_id=view["id"], hash=view["hash"], view=new)
        ack()

    element = {"type": "static_select", "action_id": "kind", "options": [option("One", "1")]}
    opens(modal(text_field("name"), field("kind", element, dispatch_action=True)))
    maria = slack.person("maria")
    view = maria.command("/do").view

    seen = maria.choose("kind", "One", in_=view, name="Noor")

    assert seen.view.field("name").value == "Noor"
    assert seen.view.field("new").value is None
    assert "initial_value_ignored" in codes(slack)


def test_an_update_with_an_old_hash_is_refused(slack: Sandbox, opens: Do, client: WebClient) -> None:
    opens(modal(text_field("name")))
    view = slack.person("maria").command("/do").view
    client.views_update(view_id=view.id, hash=view.raw["hash"], view=modal(text_field("other")))

    with pytest.raises(SlackApiError, match="hash_conflict"):
        client.views_update(view_id=view.id, hash=view.raw["hash"], view=modal(text_field("name")))


def test_a_closed_view_cannot_be_updated(slack: Sandbox, opens: Do, client: WebClient) -> None:
    opens(modal(text_field("name")))
    maria = slack.person("maria")
    view = maria.command("/do").view
    maria.close(view)

    with pytest.raises(SlackApiError, match="not_found"):
        client.views_update(view_id=view.id, view=modal(text_field("name")))


def test_an_external_id_names_one_view_of_the_team(slack: Sandbox, opens: Do, client: WebClient) -> None:
    view = modal(text_field("name"), external_id="form-1")
    opens(view)
    maria, omar = slack.person("maria"), slack.person("omar")
    maria.command("/do")
    client.views_update(external_id="form-1", view=modal(text_field("other"), external_id="form-1"))

    trigger = slack.ask(lambda inside: inside.triggers.issue(omar.id))
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        client.views_open(trigger_id=trigger, view=view)
    assert maria.view() is not None


def test_the_app_hears_of_a_closed_view_when_it_asked_for_that(slack: Sandbox, bolt: App, opens: Do) -> None:
    closed: list[tuple[str, bool]] = []

    @bolt.view_closed("form")
    def gone(ack: Ack, body: Json) -> None:
        closed.append((body["view"]["private_metadata"], body["is_cleared"]))
        ack()

    opens(modal(text_field("name"), notify_on_close=True, private_metadata="about 7"))
    maria = slack.person("maria")
    maria.close(maria.command("/do"))

    assert closed == [("about 7", False)]


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


def test_home_is_published_only_as_a_home_view(slack: Sandbox, client: WebClient) -> None:
    maria = slack.person("maria")

    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.views_publish(user_id=maria.id, view=modal(text_field("name")))


def test_a_form_nobody_answers_stays_open(slack: Sandbox, opens: Do) -> None:
    opens(modal(text_field("name")))
    maria = slack.person("maria")

    seen = maria.submit(maria.command("/do"), name="Noor")

    assert seen.error == "We had some trouble connecting. Try again?"
    assert seen.view.field("name").value == "Noor"
    assert codes(slack) == ["never_acked"]
