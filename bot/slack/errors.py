"""Slack's answers that are no yes, sorted by what can be done about them."""

from slack_sdk.errors import SlackApiError

PERMANENT = frozenset(
    [
        "cant_update_message",
        "edit_window_closed",
        "invalid_arguments",
        "invalid_blocks",
        "invalid_blocks_format",
        "message_not_found",
        "msg_blocks_too_long",
        "msg_too_long",
        "not_enabled",
    ]
)
"""Answers to one message that no later try will change."""

SHUT_OUT = frozenset(
    [
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "is_archived",
        "is_inactive",
        "messages_tab_disabled",
        "no_permission",
        "not_in_channel",
        "restricted_action",
        "user_disabled",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    ]
)
"""Answers that somebody can change: a channel or a person takes nothing from the bot (any more)."""

TOKEN = frozenset(
    ["access_denied", "invalid_auth", "not_authed", "org_login_required", "token_expired", "token_revoked"]
)
"""Answers that an admin of the workspace can change: nothing gets through."""

MISSING_SCOPE = "missing_scope"
"""The same for one method."""

BLOCKS_REFUSED = frozenset({"invalid_blocks", "invalid_blocks_format"})
"""What Slack answers where a workspace does not have a block yet."""

INACTIVE = "account_inactive"
"""The person's account, or the bot's own: `auth.test` tells which."""

TOO_FAST = 429
WITHOUT_A_WORD = 30
"""Seconds to wait where Slack says that it was too fast and does not say for how long."""


class SlackDown(Exception):
    """Slack did not take it this time. `in_doubt`: it may have had its effect all the same.

    `wait`: it was too fast, and wants to be left alone for so many seconds.
    """

    def __init__(self, why: str, *, in_doubt: bool, wait: int | None = None) -> None:
        super().__init__(why)
        self.in_doubt = in_doubt
        self.wait = wait


class Rests(Exception):
    """It is not the time to call: nothing was asked of Slack. `wait` in seconds."""

    def __init__(self, why: str, *, wait: float) -> None:
        super().__init__(why)
        self.wait = wait


class SlackRefused(Exception):
    """Slack does not take it; the text is Slack's own word for why."""

    @property
    def is_shut_out(self) -> bool:
        """Whether it is the conversation that takes nothing, rather than the message that is wrong."""
        return str(self) in SHUT_OUT


class SlackShut(SlackDown):
    """Slack takes nothing until an admin mends it: by this `method`, or without one, nothing at all."""

    def __init__(self, why: str, *, method: str | None) -> None:
        super().__init__(why, in_doubt=False)
        self.method = method


def sort_out(method: str, error: SlackApiError) -> SlackDown | SlackRefused | SlackShut:
    response = error.response
    answer = response.data if hasattr(response, "data") and isinstance(response.data, dict) else {}
    status = getattr(response, "status_code", 200)
    why = str(answer.get("error") or status)
    if why in TOKEN or why == MISSING_SCOPE:
        return SlackShut(why, method=method if why == MISSING_SCOPE else None)
    if why in PERMANENT or why in SHUT_OUT:
        return SlackRefused(why)
    if status != TOO_FAST and why != "ratelimited":
        return SlackDown(why, in_doubt=True)
    headers = {name.lower(): value for name, value in getattr(response, "headers", {}).items()}
    wait = str(headers.get("retry-after", ""))
    return SlackDown(why, in_doubt=False, wait=int(wait) if wait.isdecimal() else WITHOUT_A_WORD)
