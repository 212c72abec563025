"""Slack in, for results: links, orders, and what a campaign brought."""
