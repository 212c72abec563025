"""The use cases of the team: its members, their roles, and who changed what."""
