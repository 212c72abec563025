"""The rules of payments and promises: what we owe, and what we gave."""
