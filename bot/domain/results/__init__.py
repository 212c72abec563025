"""The rules of results: links, orders, and what a campaign brought."""
