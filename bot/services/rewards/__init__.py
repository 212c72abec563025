"""The use cases of rewards: who earned one, what became of it, who fell behind, and ambassador tiers."""
