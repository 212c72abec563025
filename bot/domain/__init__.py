"""Pure rules: values and `now` in, decisions out. Imports nothing but the standard library."""
