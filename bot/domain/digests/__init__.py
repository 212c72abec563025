"""The rules of the weekly digest: when it is due, and what stands out in a week."""
