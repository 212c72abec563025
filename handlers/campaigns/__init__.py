"""Slack in, for campaigns: the plan, the roster, outreach, offers and costs."""
