"""The use cases of the weekly digest: its schedule, what it says, and sending it."""
