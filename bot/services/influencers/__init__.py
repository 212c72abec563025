"""The use cases of influencers: who they are, what passed between us, what is to be done."""
