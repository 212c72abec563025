"""The rules of approvals: who decides what, and what was decided."""
