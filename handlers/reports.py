"""Results in Slack: the report, its exports, thank-you notes."""

from handlers.routes import Routes

ROUTES = Routes()
