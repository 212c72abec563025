"""Slack in, for influencers: who they are, what passed between us, what is to be done."""
