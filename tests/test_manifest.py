"""The manifest, the routes, the templates and what the code asks of Slack name the same things."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.rendering import TEMPLATES, template_names
from handlers import ROUTES
from handlers.answers import Change, Finish, Open, Replace, Say
from sandbox.manifest import check_manifest, load_manifest
from sandbox.rules.manifests import EVENT_SCOPES
from sandbox.web_api.methods import METHODS
from tests.example_records import Said
from tests.examples import EXAMPLES, LIVE, OUTBOX, render

ROOT = Path(__file__).parents[1]
MANIFEST = ROOT / "app_manifest.yaml"
APP = load_manifest(MANIFEST)

SCOPES_BY_HAND = {
    "conversations.history": {"channels:history", "groups:history", "im:history"},
    "conversations.info": {"channels:read", "groups:read"},
    "slash commands and shortcuts": {"commands"},
    "files downloaded with the token": {"files:read"},
}
"""Scopes that no table of methods knows: they depend on the conversation, or go without a method."""


def test_the_manifest_is_one_that_slack_takes() -> None:
    assert check_manifest(yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))) == []


def test_every_command_has_a_route_and_every_route_a_command() -> None:
    assert {one.command for one in APP.commands} == set(ROUTES.commands) | set(ROUTES.defaults)


@pytest.mark.parametrize("command", APP.commands, ids=lambda one: one.command)
def test_the_usage_hint_of_a_command_is_true(command: Any) -> None:
    if command.command in ROUTES.defaults:
        assert "list" in ROUTES.commands[command.command]
    else:
        hinted = {part.strip() for part in command.usage_hint.split("|")}
        assert hinted == set(ROUTES.commands[command.command]) | ({"help"} & hinted)


def test_every_shortcut_has_a_route_and_every_route_a_shortcut() -> None:
    assert {one.callback_id for one in APP.shortcuts} == set(ROUTES.shortcuts)


def test_every_event_is_listened_to_and_nothing_is_listened_to_in_vain() -> None:
    called = calls_in("handlers", lambda call: getattr(call.func, "attr", "") == "event")
    listened = {constant(call.args[0]) for call in called}

    assert {event.partition(".")[0] for event in APP.bot_events} == listened


def test_every_button_menu_form_and_lookup_that_a_template_prints_leads_somewhere() -> None:
    printed = printed_by_templates()

    assert printed["click"] - set(ROUTES.clicks) == set()
    assert printed["form"] - set(ROUTES.forms) == set()
    assert printed["lookup"] - set(ROUTES.lookups) == set()


def test_every_click_form_and_lookup_that_has_a_route_is_printed_by_a_template() -> None:
    printed = printed_by_templates()

    assert set(ROUTES.clicks) - printed["click"] == set()
    assert set(ROUTES.forms) - printed["form"] == set()
    assert set(ROUTES.lookups) - printed["lookup"] == set()


def printed_by_templates() -> dict[str, set[str]]:
    """The names by which what people do is routed, as the examples print them: a click by what stands before `:`."""
    printed: dict[str, set[str]] = {"click": set(), "form": set(), "lookup": set()}
    for name in EXAMPLES:
        for many in (0, 1, 2, 61):
            view = render(name, Said(), many)
            if "submit" in view:
                printed["form"].add(view["callback_id"])
            for element in interactive(view):
                action = element["action_id"].partition(":")[0]
                printed["lookup" if element["type"] == "external_select" else "click"].add(action)
    return printed


def interactive(value: Any) -> Iterator[dict[str, Any]]:
    """Elements that send something when they are used; the inputs of a form wait for its submission."""
    if isinstance(value, dict):
        is_input = value.get("type") == "input" and value["element"]["type"] != "external_select"
        if "action_id" in value:
            yield value
        for part in () if is_input else value.values():
            yield from interactive(part)
    elif isinstance(value, list):
        for part in value:
            yield from interactive(part)


@pytest.mark.parametrize(
    ("answers", "folder"),
    [({Say.__name__, Replace.__name__, Finish.__name__}, "messages"), ({Open.__name__, Change.__name__}, "modals")],
)
def test_every_answer_of_a_handler_has_its_template(answers: set[str], folder: str) -> None:
    called = calls_in("handlers", lambda call: getattr(call.func, "id", "") in answers)
    kinds = {kind for call in called if call.args and (kind := constant(call.args[0]))}

    assert {f"{folder}/{kind}.json.j2" for kind in kinds} - set(template_names()) == set()
    assert kinds


def test_every_template_is_used() -> None:
    handled = {kind for call in calls_in("handlers", is_answer) if call.args and (kind := constant(call.args[0]))}
    by_event = {constant(call.args[0]) for call in calls_in("handlers", is_render) if call.args}
    shown = {f"messages/{kind}" for kind in handled | by_event | OUTBOX | LIVE}
    shown |= {f"modals/{kind}" for kind in handled}

    assert {name.partition(":")[0] for name in EXAMPLES} - shown == {"home/home", "home/stranger"}


def is_answer(call: ast.Call) -> bool:
    """Whether this makes an answer that names a template."""
    return getattr(call.func, "id", "") in {"Say", "Replace", "Finish", "Open", "Change"}


def is_render(call: ast.Call) -> bool:
    """Whether this renders a message by its name."""
    return getattr(call.func, "attr", "") == "message" and isinstance(call.args[0], ast.Constant)


def test_everything_put_into_the_outbox_is_swept_as_json() -> None:
    kinds = {kind for call in calls_in("bot", "handlers") for kind in outbox_kinds(call)}

    assert kinds - {"home"} == OUTBOX | LIVE


def outbox_kinds(call: ast.Call) -> Iterator[str]:
    """The kinds of message that this call puts into the outbox."""
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    place = {"Message": 0, "speak": 2}.get(name)
    given = [call.args[place]] if place is not None and len(call.args) > place else []
    given += [one.value for one in call.keywords if one.arg == "kind" and name in {"Message", "_settle", "change"}]
    yield from (kind for one in given if (kind := constant(one)))


def test_every_method_that_the_code_calls_has_its_scope_and_no_scope_is_unused() -> None:
    needed = {scope for method in methods_called() if (scope := METHODS[method].scope)}
    needed |= {scope for scopes in SCOPES_BY_HAND.values() for scope in scopes}
    needed |= {EVENT_SCOPES[event][0] for event in APP.bot_events if EVENT_SCOPES.get(event)}

    assert needed == set(APP.bot_scopes)


def test_the_code_calls_slack_by_methods_that_the_sandbox_knows() -> None:
    assert {"chat.postMessage", "views.open", "users.info"} <= methods_called() <= set(METHODS)


def methods_called() -> set[str]:
    """Web API methods by the names in the code: `"chat.update"`, or `client.views_open(…)`."""
    spelled = re.compile(r'"((?:chat|views|users|files|conversations|auth|team|reactions|pins)\.[A-Za-z.]+)"')
    called = {name for path in code_of("bot", "handlers") for name in spelled.findall(path.read_text(encoding="utf-8"))}
    clients = {getattr(call.func, "attr", "") for call in calls_in("bot", "handlers")}
    return called | {method for method in METHODS if method.replace(".", "_") in clients}


def test_templates_are_all_in_the_folders_that_the_sweep_reads() -> None:
    parts = {path.name for path in TEMPLATES.glob("*.j2")}
    rendered = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("*/*.json.j2")}

    assert rendered == set(template_names())
    for part in parts:
        assert any(f'"{part}"' in path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2")), part


def calls_in(*packages: str | Callable[[ast.Call], bool]) -> list[ast.Call]:
    """The calls in some packages, those that a last argument chooses."""
    choose = packages[-1] if callable(packages[-1]) else lambda _call: True
    names = [one for one in packages if isinstance(one, str)]
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in code_of(*names)]
    return [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call) and choose(node)]


def code_of(*packages: str) -> Iterator[Path]:
    """The modules of some packages; the demo only plays the people."""
    for package in packages:
        yield from (path for path in sorted((ROOT / package).rglob("*.py")) if "demo" not in path.parts)


def constant(node: ast.expr) -> str:
    """The text that stands in the code, or nothing where it is made."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
