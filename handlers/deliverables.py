"""Deliverables in Slack: planning content, drafts and their review, publishing, usage rights."""

from handlers.routes import Routes

ROUTES = Routes()
