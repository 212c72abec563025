"""Use cases: load, ask the rules, record, tell. They know nothing of Slack."""
