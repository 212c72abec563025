"""Slack in, for payments and promises: what we owe, and what we gave."""
