"""Slack in, for approvals: who decides what, and what was decided."""
