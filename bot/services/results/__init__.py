"""The use cases of results: links, orders, and what a campaign brought."""
