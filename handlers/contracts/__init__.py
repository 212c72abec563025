"""Slack in, for contracts: terms, versions, texts and signatures."""
