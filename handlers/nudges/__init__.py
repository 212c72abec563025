"""Nudges in Slack."""
