"""Slack in, for content: deliverables, drafts, posts and their metrics."""
