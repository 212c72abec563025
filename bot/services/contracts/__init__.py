"""The use cases of contracts: terms, versions, texts and signatures."""
