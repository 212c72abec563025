"""Nudges: at whose hours they come."""
