"""Slack in, for the team: its members, their roles, and who changed what."""
