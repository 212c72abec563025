"""The use cases of payments and promises: what we owe, and what we gave."""
