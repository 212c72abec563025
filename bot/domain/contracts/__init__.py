"""The rules of contracts: terms, versions, texts and signatures."""
