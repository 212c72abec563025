"""The weekly digest: which week it is about, and when it is due."""
