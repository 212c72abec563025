"""The bot's web part: Slack's signed requests, tracking links, webhooks of shops, and whether it is well."""

from bot.web.hooks import Hooks
from bot.web.redirects import Redirects
from bot.web.server import Part, WebServer, slack_part

__all__ = ["Hooks", "Part", "Redirects", "WebServer", "slack_part"]
