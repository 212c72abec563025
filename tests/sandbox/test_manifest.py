"""The manifest: what it may say, what must agree in it, and what becomes of it."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox.manifest import Command, ManifestError, Shortcut, check_manifest, load_manifest
from tests.sandbox.rules_examples import Json, codes

URL = "https://rapport.example.com/slack/events"
SOUND: Json = {
    "_metadata": {"major_version": 2},
    "display_information": {
        "name": "Rapport",
        "description": "Influencers",
        "background_color": "#4a154b",
        "long_description": "x" * 175,
    },
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Rapport bot", "always_online": True},
        "unfurl_domains": ["tiktok.com"],
        "shortcuts": [
            {"name": "Add influencer", "type": "global", "callback_id": "add", "description": "Add somebody"}
        ],
        "slash_commands": [{"command": "/influencer", "description": "Find", "usage_hint": "find", "url": URL}],
    },
    "oauth_config": {
        "redirect_urls": ["https://rapport.example.com/slack/oauth"],
        "scopes": {"bot": ["commands", "chat:write", "im:history", "links:read", "links:write"]},
    },
    "settings": {
        "event_subscriptions": {
            "request_url": URL,
            "bot_events": ["app_home_opened", "link_shared", "message.im"],
        },
        "interactivity": {"is_enabled": True, "request_url": URL, "message_menu_options_url": URL},
        "socket_mode_enabled": False,
    },
}


def sound() -> Json:
    """A manifest of one's own, with nothing wrong in it, that works over HTTP."""
    return copy.deepcopy(SOUND)


def test_a_sound_manifest_has_no_problem() -> None:
    assert check_manifest(sound()) == []
    assert check_manifest({"display_information": {"name": "x"}}) == []


def test_the_apps_own_manifest_is_sound() -> None:
    path = Path(__file__).parents[2] / "app_manifest.yaml"

    assert check_manifest(yaml.safe_load(path.read_text(encoding="utf-8"))) == []


def display(raw: Json) -> Json:
    return raw["display_information"]  # type: ignore[no-any-return]


def features(raw: Json) -> Json:
    return raw["features"]  # type: ignore[no-any-return]


LIMITS: list[tuple[str, Callable[[Json], Any]]] = [
    ("name_too_long", lambda raw: display(raw).update(name="x" * 36)),
    ("description_too_long", lambda raw: display(raw).update(description="x" * 141)),
    ("long_description_too_short", lambda raw: display(raw).update(long_description="x" * 174)),
    ("long_description_too_long", lambda raw: display(raw).update(long_description="x" * 4001)),
    ("background_color_invalid", lambda raw: display(raw).update(background_color="purple")),
    ("background_color_invalid", lambda raw: display(raw).update(background_color="#4a15")),
    ("missing_field", lambda raw: display(raw).pop("name")),
    ("unknown_property", lambda raw: display(raw).update(colour="#fff")),
    ("unknown_property", lambda raw: raw.update(feature={})),
    ("display_name_too_long", lambda raw: features(raw)["bot_user"].update(display_name="x" * 81)),
    ("not_a_boolean", lambda raw: features(raw)["app_home"].update(home_tab_enabled="yes")),
    ("command_invalid", lambda raw: features(raw)["slash_commands"][0].update(command="influencer")),
    ("command_too_long", lambda raw: features(raw)["slash_commands"][0].update(command="/" + "x" * 32)),
    (
        "command_description_too_long",
        lambda raw: features(raw)["slash_commands"][0].update(description="x" * 2001),
    ),
    (
        "command_usage_hint_too_long",
        lambda raw: features(raw)["slash_commands"][0].update(usage_hint="x" * 1001),
    ),
    ("url_invalid", lambda raw: features(raw)["slash_commands"][0].update(url="rapport.example.com")),
    (
        "slash_commands_too_many",
        lambda raw: features(raw).update(
            slash_commands=[{"command": f"/c{n}", "description": "x", "url": URL} for n in range(51)]
        ),
    ),
    ("slash_commands_empty", lambda raw: features(raw).update(slash_commands=[])),
    ("shortcut_name_too_long", lambda raw: features(raw)["shortcuts"][0].update(name="x" * 25)),
    (
        "shortcut_description_too_long",
        lambda raw: features(raw)["shortcuts"][0].update(description="x" * 151),
    ),
    (
        "shortcut_callback_id_too_long",
        lambda raw: features(raw)["shortcuts"][0].update(callback_id="x" * 256),
    ),
    ("shortcut_type", lambda raw: features(raw)["shortcuts"][0].update(type="local")),
    (
        "shortcuts_too_many",
        lambda raw: features(raw).update(
            shortcuts=[{**features(raw)["shortcuts"][0], "callback_id": str(n)} for n in range(11)]
        ),
    ),
    (
        "unfurl_domains_too_many",
        lambda raw: features(raw).update(unfurl_domains=[f"a{n}.com" for n in range(6)]),
    ),
    ("unfurl_domains_repeated", lambda raw: features(raw).update(unfurl_domains=["a.com", "a.com"])),
    ("unfurl_domain_invalid", lambda raw: features(raw).update(unfurl_domains=["TikTok.com"])),
    ("scopes_too_many", lambda raw: raw["oauth_config"]["scopes"].update(bot=[f"s{n}" for n in range(256)])),
    (
        "events_too_many",
        lambda raw: raw["settings"]["event_subscriptions"].update(bot_events=[f"e{n}" for n in range(101)]),
    ),
    (
        "redirect_urls_too_many",
        lambda raw: raw["oauth_config"].update(redirect_urls=[f"https://e.com/{n}" for n in range(1001)]),
    ),
    ("missing_field", lambda raw: raw["settings"]["interactivity"].pop("is_enabled")),
]


@pytest.mark.parametrize(("code", "change"), LIMITS)
def test_a_part_of_the_manifest_past_its_limit_is_an_error(code: str, change: Callable[[Json], Any]) -> None:
    raw = sound()
    change(raw)

    assert [(p.code, p.level) for p in check_manifest(raw)] == [(code, "error")]


def unscoped(raw: Json, scope: str) -> None:
    raw["oauth_config"]["scopes"]["bot"].remove(scope)


def deaf(raw: Json, event: str) -> None:
    raw["settings"]["event_subscriptions"]["bot_events"].remove(event)


DISAGREE: list[tuple[str, str, Callable[[Json], Any]]] = [
    ("scope_missing", "error", lambda raw: unscoped(raw, "commands")),
    ("scope_missing", "error", lambda raw: unscoped(raw, "im:history")),
    ("scope_missing", "error", lambda raw: unscoped(raw, "links:read")),
    ("links_write_missing", "warning", lambda raw: unscoped(raw, "links:write")),
    ("unfurl_domains_missing", "error", lambda raw: features(raw).pop("unfurl_domains")),
    ("link_shared_missing", "warning", lambda raw: deaf(raw, "link_shared")),
    ("home_tab_without_app_home_opened", "warning", lambda raw: deaf(raw, "app_home_opened")),
    ("interactivity_missing", "error", lambda raw: raw["settings"]["interactivity"].update(is_enabled=False)),
    ("request_url_missing", "error", lambda raw: raw["settings"]["interactivity"].pop("request_url")),
    ("request_url_missing", "error", lambda raw: raw["settings"]["event_subscriptions"].pop("request_url")),
    ("request_url_missing", "error", lambda raw: features(raw)["slash_commands"][0].pop("url")),
    (
        "command_repeated",
        "error",
        lambda raw: features(raw).update(slash_commands=features(raw)["slash_commands"] * 2),
    ),
    (
        "shortcut_repeated",
        "error",
        lambda raw: features(raw).update(shortcuts=features(raw)["shortcuts"] * 2),
    ),
]


@pytest.mark.parametrize(("code", "level", "change"), DISAGREE)
def test_parts_that_do_not_fit_together_are_told(code: str, level: str, change: Callable[[Json], Any]) -> None:
    raw = sound()
    change(raw)

    assert [(p.code, p.level) for p in check_manifest(raw)] == [(code, level)]


def test_socket_mode_needs_no_addresses() -> None:
    raw = sound()
    raw["settings"]["socket_mode_enabled"] = True
    del raw["settings"]["interactivity"]["request_url"]
    del raw["settings"]["event_subscriptions"]["request_url"]
    del features(raw)["slash_commands"][0]["url"]

    assert check_manifest(raw) == []


@pytest.mark.parametrize("write", [json.dumps, yaml.safe_dump])
def test_a_manifest_is_read_from_json_and_yaml(write: Callable[[Json], str], tmp_path: Path) -> None:
    path = tmp_path / "manifest"
    path.write_text(write(sound()), encoding="utf-8")

    app = load_manifest(path)

    assert (app.name, app.bot_name, app.color) == ("Rapport", "Rapport bot", "#4a154b")
    assert app.commands == (Command("/influencer", "Find", "find", URL, should_escape=False),)
    assert app.shortcuts == (Shortcut("Add influencer", "global", "add", "Add somebody"),)
    assert app.bot_scopes == {"commands", "chat:write", "im:history", "links:read", "links:write"}
    assert app.bot_events == {"app_home_opened", "link_shared", "message.im"}
    assert app.unfurl_domains == ("tiktok.com",)
    assert (app.socket_mode, app.home_tab, app.messages_tab, app.interactivity) == (False, True, True, True)
    assert (app.events_url, app.interactivity_url, app.options_url) == (URL, URL, URL)


def test_a_manifest_with_errors_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_text("display_information: {name: ''}\n", encoding="utf-8")

    with pytest.raises(ManifestError, match=r"name_empty at /display_information/name") as refused:
        load_manifest(path)
    assert codes(refused.value.problems) == ["name_empty"]


@pytest.mark.parametrize("text", ["{", "[]", "", "just words"])
def test_what_is_no_manifest_is_refused_by_name(text: str, tmp_path: Path) -> None:
    path = tmp_path / "manifest.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ManifestError, match=r"manifest_unreadable|not_an_object"):
        load_manifest(path)
    with pytest.raises(ManifestError, match="manifest_unreadable"):
        load_manifest(tmp_path / "nowhere.yaml")
