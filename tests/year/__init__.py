"""A year of a team told twice: by the real services on a real database, and by an oracle that knows none of them.

`story` is what people do and when, `almanac` the oracle's calendar, `table` the product's table of nudges, `beginning`
what there was before. `affairs` is what there is, changed by what people do (`deeds`, and those that it gathers) and by
what happens by itself (`deciding`, `paying`); `standing` is what of it is to be seen to, `oracle` who must be told of
what and when. These import nothing of the bot. `world` is the real thing, `doing` (and those that it gathers) does the
deeds there, `play` has the story happen, `compare` says in a sentence where the two part.
"""
