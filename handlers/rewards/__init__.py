"""Rewards in Slack: proposals, what was given, underperformers and ambassador tiers."""
