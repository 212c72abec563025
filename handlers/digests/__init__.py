"""The weekly digest in Slack."""
