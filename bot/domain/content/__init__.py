"""The rules of content: deliverables, drafts, posts and their metrics."""
