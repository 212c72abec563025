"""The sandbox, held to its own promises."""
