"""The use cases of gifts: proposing, approving, sending, their cost, and the address they go to."""
