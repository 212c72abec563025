"""A storm over several copies of the bot: killed, with a Slack, a database and a clock that fail."""
