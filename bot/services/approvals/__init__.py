"""The use cases of approvals: who decides what, and what was decided."""
