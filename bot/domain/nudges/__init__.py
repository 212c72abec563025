"""The rules of nudges: what is due when, and in whose hours."""
