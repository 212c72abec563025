"""The rules of gifts: what may follow what, what a change needs, and what came back of them."""
