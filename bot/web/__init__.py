"""The bot's web part: Slack's signed requests, links, webhooks of shops, private pages, and whether it is well."""

from bot.web.addresses import Addresses
from bot.web.hooks import Hooks
from bot.web.redirects import Redirects
from bot.web.server import Part, WebServer, slack_part
from bot.web.signing import Signing

__all__ = ["Addresses", "Hooks", "Part", "Redirects", "Signing", "WebServer", "slack_part"]
