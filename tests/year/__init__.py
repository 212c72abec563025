"""A year of a team told twice: by the real services on a real database, and by an oracle that knows none of them.

`story` is what people do and when, `almanac` is the oracle's calendar, `table` the product's table of nudges, `affairs`
what is open, `oracle` who must be told of what and when. These import nothing of the bot. `world` is the real thing,
`play` has the story happen there, `compare` says in a sentence where the two part.
"""
