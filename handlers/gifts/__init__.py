"""Gifts in Slack."""
