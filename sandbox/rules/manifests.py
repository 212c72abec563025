"""What an app's manifest may say, and what must agree in it.

Shapes and limits: slackapi/manifest-schema, `manifest.schema.2.0.0.json`. That schema misspells the rule for
the colour; it is checked here. What must agree (scopes, events, addresses): the reference pages of the events
and of the features on docs.slack.dev.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.rules.problem import Spot
from sandbox.rules.shapes import Check, Shape, anything, array, boolean, one_of, string, whole

_READS_CONVERSATIONS = ("channels:read", "groups:read", "im:read", "mpim:read")

EVENT_SCOPES: Mapping[str, tuple[str, ...]] = {
    "app_mention": ("app_mentions:read",),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "link_shared": ("links:read",),
    "member_joined_channel": _READS_CONVERSATIONS,
    "member_left_channel": _READS_CONVERSATIONS,
    **dict.fromkeys(
        (f"channel_{what}" for what in ("archive", "created", "deleted", "left", "rename", "unarchive")),
        ("channels:read",),
    ),
    "channel_history_changed": ("channels:history",),
    "channel_shared": ("channels:read", "groups:read"),
    "channel_unshared": ("channels:read", "groups:read"),
    **dict.fromkeys(
        (f"group_{what}" for what in ("archive", "close", "deleted", "left", "open", "rename", "unarchive")),
        ("groups:read",),
    ),
    **dict.fromkeys(("im_close", "im_created", "im_open"), ("im:read",)),
    **dict.fromkeys(("team_join", "user_change", "user_huddle_changed", "user_status_changed"), ("users:read",)),
    "user_profile_changed": ("users.profile:read",),
    **dict.fromkeys(("reaction_added", "reaction_removed"), ("reactions:read",)),
    **dict.fromkeys(("pin_added", "pin_removed"), ("pins:read",)),
    **dict.fromkeys(
        (f"file_{what}" for what in ("change", "created", "deleted", "public", "shared", "unshared")),
        ("files:read",),
    ),
    **dict.fromkeys(("subteam_created", "subteam_members_changed", "subteam_updated"), ("usergroups:read",)),
    **dict.fromkeys(("team_domain_change", "team_rename"), ("team:read",)),
    **dict.fromkeys(
        (f"message_metadata_{what}" for what in ("posted", "updated", "deleted")), ("metadata.message:read",)
    ),
    **dict.fromkeys(("assistant_thread_started", "assistant_thread_context_changed"), ("assistant:write",)),
    "dnd_updated_user": ("dnd:read",),
    "emoji_changed": ("emoji:read",),
    "call_rejected": ("calls:read",),
}
"""The bot scopes of which an event needs one. Events that are not here need none, or we do not know."""


def _matching(name: str, form: str, longest: int, *, wanted: str) -> Check:
    length, pattern = string(name, longest, shortest=1), re.compile(form)

    def check(value: Any, at: Spot) -> None:
        length(value, at)
        if isinstance(value, str) and not pattern.fullmatch(value):
            at.refuse(f"{name}_invalid", f"must be {wanted}")

    return check


def _address(longest: int) -> Check:
    return _matching("url", r"https?://\S+", longest, wanted="an address with http:// or https://")


def _distinct(of: Check, name: str, *, fewest: int = 0, most: int) -> Check:
    items = array(name, of, fewest=fewest, most=most)

    def check(value: Any, at: Spot) -> None:
        items(value, at)
        if isinstance(value, list):
            repeated = [each for index, each in enumerate(value) if each in value[:index]]
            if repeated:
                at.refuse(f"{name}_repeated", f"must not repeat {repeated[0]}")

    return check


_command = Shape(
    {
        "command": _matching("command", r"/\S*", 32, wanted="a slash and 1 to 31 characters"),
        "description": string("command_description", 2000, shortest=1),
    },
    {
        "url": _address(3000),
        "usage_hint": string("command_usage_hint", 1000, shortest=1),
        "should_escape": boolean,
    },
)
_shortcut = Shape(
    {
        "name": string("shortcut_name", 24, shortest=1),
        "type": one_of("shortcut_type", "message", "global"),
        "callback_id": string("shortcut_callback_id", 255, shortest=1),
        "description": string("shortcut_description", 150, shortest=1),
    }
)
_domain = _matching(
    "unfurl_domain", r"(?![.-])[-a-z0-9.]+[a-z0-9]", 255, wanted="a domain in lower case, such as example.com"
)
_features = Shape(
    {},
    {
        "app_home": Shape(
            {},
            dict.fromkeys(("home_tab_enabled", "messages_tab_enabled", "messages_tab_read_only_enabled"), boolean),
        ),
        "bot_user": Shape({"display_name": string("display_name", 80, shortest=1)}, {"always_online": boolean}),
        "shortcuts": array("shortcuts", _shortcut, fewest=1, most=10),
        "slash_commands": array("slash_commands", _command, fewest=1, most=50),
        "unfurl_domains": _distinct(_domain, "unfurl_domains", fewest=1, most=5),
        **dict.fromkeys(("functions", "workflow_steps", "assistant_view", "agent_view", "code_channels"), anything),
    },
)
_scopes = array("scopes", string("scope", 50), most=255)
_oauth = Shape(
    {},
    {
        "redirect_urls": _distinct(string("redirect_url", 2500), "redirect_urls", most=1000),
        "scopes": Shape({}, dict.fromkeys(("bot", "user", "bot_optional", "user_optional"), _scopes)),
        "token_management_enabled": boolean,
        "pkce_enabled": boolean,
    },
)
_events = _distinct(string("event", 50), "events", most=100)
_settings = Shape(
    {},
    {
        "event_subscriptions": Shape(
            {},
            {
                "request_url": _address(3500),
                "bot_events": _events,
                "user_events": _events,
                "metadata_subscriptions": anything,
            },
        ),
        "interactivity": Shape(
            {"is_enabled": boolean},
            {"request_url": _address(3500), "message_menu_options_url": _address(3500)},
        ),
        "incoming_webhooks": Shape({}, {"incoming_webhooks_enabled": boolean}),
        **dict.fromkeys(
            (
                "org_deploy_enabled",
                "socket_mode_enabled",
                "is_hosted",
                "token_rotation_enabled",
                "is_mcp_enabled",
            ),
            boolean,
        ),
        "hermes_app_type": string("hermes_app_type"),
        "function_runtime": string("function_runtime"),
        "allowed_ip_address_ranges": anything,
        "siws_links": anything,
    },
)
_display = Shape(
    {"name": string("name", 35, shortest=1)},
    {
        "description": string("description", 140, shortest=1),
        "background_color": _matching(
            "background_color", r"#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?", 7, wanted="#rgb or #rrggbb"
        ),
        "long_description": string("long_description", 4000, shortest=175),
    },
)
_version = whole("version_invalid")

manifest = Shape(
    {"display_information": _display},
    {
        "$schema": string("schema"),
        "_metadata": Shape(
            {},
            dict.fromkeys(("schema_version", "min_version", "major_version", "minor_version"), _version),
        ),
        "features": _features,
        "oauth_config": _oauth,
        "settings": _settings,
        **dict.fromkeys(
            (
                "app_directory",
                "functions",
                "workflows",
                "datastores",
                "outgoing_domains",
                "types",
                "external_auth_providers",
                "mcp_servers",
            ),
            anything,
        ),
    },
)
"""A whole manifest, part by part; what must agree between the parts is `sandbox.manifest`'s to check."""
