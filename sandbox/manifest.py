"""The app's manifest, as the sandbox reads it: commands, shortcuts, scopes, events, unfurl domains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml

from sandbox.rules.manifests import EVENT_SCOPES, manifest
from sandbox.rules.problem import Problem, Report, Spot


@dataclass(frozen=True, slots=True)
class Command:
    """One slash command; `command` has its slash."""

    command: str
    description: str
    usage_hint: str = ""
    url: str | None = None
    should_escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """One shortcut: global (the lightning menu) or message (a message's own menu)."""

    name: str
    type: Literal["global", "message"]
    callback_id: str
    description: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A Slack app: what it is called, what it may do, what it is told of and where.

    The three addresses are None where the manifest names none. `raw` is the manifest as it was read.
    """

    name: str
    description: str
    color: str
    bot_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    bot_scopes: frozenset[str]
    user_scopes: frozenset[str]
    bot_events: frozenset[str]
    unfurl_domains: tuple[str, ...]
    redirect_urls: tuple[str, ...]
    socket_mode: bool
    home_tab: bool
    messages_tab: bool
    messages_tab_read_only: bool
    interactivity: bool
    events_url: str | None
    interactivity_url: str | None
    options_url: str | None
    raw: dict[str, Any]


class ManifestError(ValueError):
    """The manifest has errors; `problems` lists them, the message is one line each."""

    def __init__(self, problems: list[Problem]) -> None:
        """Take the problems that are errors."""
        super().__init__("\n".join(f"{p.code} at {p.pointer or '/'}: {p.message}" for p in problems))
        self.problems = problems


def load_manifest(path: Path | str) -> Manifest:
    """Read a manifest in YAML or JSON, or raise `ManifestError`, also where the file cannot be read."""
    try:
        raw = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ManifestError([Problem("manifest_unreadable", str(error), "")]) from error
    errors = [problem for problem in check_manifest(raw) if problem.level == "error"]
    if errors:
        raise ManifestError(errors)
    return read_manifest(raw)


def check_manifest(raw: Any) -> list[Problem]:
    """Everything that is wrong with a manifest: its parts, and when those are sound, what must agree."""
    report = Report()
    root = Spot(report)
    manifest(raw, root)
    if not report.refusals:
        _agree(read_manifest(raw), root)
    return report.problems


def _part(raw: Mapping[str, Any], *keys: str) -> Mapping[str, Any]:
    """A part of the manifest by its keys; empty where it is not there."""
    part: Any = raw
    for key in keys:
        part = part.get(key, {})
    return part if isinstance(part, Mapping) else {}


def _tabs(home: Mapping[str, Any]) -> dict[str, bool]:
    """Which tabs the app's own place in Slack has."""
    return {
        "home_tab": home.get("home_tab_enabled", False),
        "messages_tab": home.get("messages_tab_enabled", False),
        "messages_tab_read_only": home.get("messages_tab_read_only_enabled", False),
    }


def read_manifest(raw: dict[str, Any]) -> Manifest:
    """The manifest as values, of a `raw` that `check_manifest` finds sound."""
    display, features = raw["display_information"], _part(raw, "features")
    settings, scopes = _part(raw, "settings"), _part(raw, "oauth_config", "scopes")
    events, interactivity = _part(settings, "event_subscriptions"), _part(settings, "interactivity")
    return Manifest(
        name=display["name"],
        description=display.get("description", ""),
        color=display.get("background_color", ""),
        bot_name=_part(features, "bot_user").get("display_name", display["name"]),
        commands=tuple(Command(**each) for each in features.get("slash_commands", ())),
        shortcuts=tuple(Shortcut(**each) for each in features.get("shortcuts", ())),
        bot_scopes=frozenset((*scopes.get("bot", ()), *scopes.get("bot_optional", ()))),
        user_scopes=frozenset((*scopes.get("user", ()), *scopes.get("user_optional", ()))),
        bot_events=frozenset(events.get("bot_events", ())),
        unfurl_domains=tuple(features.get("unfurl_domains", ())),
        redirect_urls=tuple(_part(raw, "oauth_config").get("redirect_urls", ())),
        socket_mode=settings.get("socket_mode_enabled", False),
        **_tabs(_part(features, "app_home")),
        interactivity=interactivity.get("is_enabled", False),
        events_url=events.get("request_url"),
        interactivity_url=interactivity.get("request_url"),
        options_url=interactivity.get("message_menu_options_url"),
        raw=raw,
    )


def _agree(app: Manifest, root: Spot) -> None:
    """Report what does not fit together."""
    _names_agree(app, root.of("features"))
    _scopes_agree(app, root.of("oauth_config").of("scopes").of("bot"))
    _links_agree(app, root)
    if not app.socket_mode:
        _addresses_agree(app, root)
    if app.home_tab and "app_home_opened" not in app.bot_events:
        at = root.of("settings").of("event_subscriptions").of("bot_events")
        at.warn("home_tab_without_app_home_opened", "A Home tab is filled on app_home_opened: subscribe to it.")


def _names_agree(app: Manifest, at: Spot) -> None:
    """No command and no shortcut comes twice."""
    names = [each.command for each in app.commands]
    if len(set(names)) != len(names):
        at.of("slash_commands").refuse("command_repeated", "two commands have the same name")
    callbacks = [(each.type, each.callback_id) for each in app.shortcuts]
    if len(set(callbacks)) != len(callbacks):
        at.of("shortcuts").refuse("shortcut_repeated", "two shortcuts of a kind have the same callback_id")


def _scopes_agree(app: Manifest, at: Spot) -> None:
    """What the app offers and is told of, it has the scope for."""
    if (app.commands or app.shortcuts) and "commands" not in app.bot_scopes:
        at.refuse("scope_missing", "commands and shortcuts need the scope commands")
    for event in sorted(app.bot_events):
        needed = EVENT_SCOPES.get(event, ())
        if needed and app.bot_scopes.isdisjoint(needed):
            at.refuse("scope_missing", f"the event {event} needs the scope {' or '.join(needed)}")


def _links_agree(app: Manifest, root: Spot) -> None:
    """Unfurling takes domains, an event and two scopes."""
    domains = root.of("features").of("unfurl_domains")
    listens = "link_shared" in app.bot_events
    if listens and not app.unfurl_domains:
        domains.refuse("unfurl_domains_missing", "link_shared is sent only for unfurl_domains: name some")
    if app.unfurl_domains and not listens:
        domains.warn("link_shared_missing", "Subscribe to link_shared to be told of links to these domains.")
    if listens and "links:write" not in app.bot_scopes:
        at = root.of("oauth_config").of("scopes").of("bot")
        at.warn("links_write_missing", "Unfurling a link needs the scope links:write.")
    if app.shortcuts and not app.interactivity:
        at = root.of("settings").of("interactivity")
        at.refuse("interactivity_missing", "shortcuts need interactivity: set is_enabled to true")


def _addresses_agree(app: Manifest, root: Spot) -> None:
    """Without Socket Mode, Slack needs to know where to send everything."""
    settings = root.of("settings")
    if app.bot_events and not app.events_url:
        settings.of("event_subscriptions").refuse("request_url_missing", "events need a request_url")
    if app.interactivity and not app.interactivity_url:
        settings.of("interactivity").refuse("request_url_missing", "interactivity needs a request_url")
    for index, command in enumerate(app.commands):
        if not command.url:
            at = root.of("features").of("slash_commands").of(index)
            at.refuse("request_url_missing", f"{command.command} needs a url")
