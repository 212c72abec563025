"""Random walks through contracts, approvals and payments, and an oracle that knows what must come of each step.

`law` says who may decide, `ledger` what is owed, `oracle` what stands: told once more from the product's rules, in
plain data, importing nothing of the bot. `world` is the real thing: the services on a real database, with crashes.
"""
