"""The program: rules, use cases, nudges and the parts that make them run."""
