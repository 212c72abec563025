"""The bot's web part: Slack's signed requests, links, webhooks of shops, pages to sign on, and whether it is well."""

from bot.web.hooks import Hooks
from bot.web.redirects import Redirects
from bot.web.server import Part, WebServer, slack_part
from bot.web.signing import Signing

__all__ = ["Hooks", "Part", "Redirects", "Signing", "WebServer", "slack_part"]
