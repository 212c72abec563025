"""The use cases of content: deliverables, drafts, posts and their metrics."""
