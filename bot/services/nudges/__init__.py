"""The use cases of nudges: planning, sending, and what people do with them."""
