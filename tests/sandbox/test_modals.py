"""Views: triggers, stacks, hashes, what stays typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Sandbox
from tests.sandbox.test_driver import actions, button, field, modal, option, plain, text_field
from tests.sandbox.test_web_api_chat import codes

Json = dict[str, Any]
Connect = Callable[[], Any]
Do = Callable[[Json], None]


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


def test_home_is_published_only_as_a_home_view(slack: Sandbox, client: WebClient) -> None:
    maria = slack.person("maria")

    with pytest.raises(SlackApiError, match="invalid_arguments"):
        client.views_publish(user_id=maria.id, view=modal(text_field("name")))
