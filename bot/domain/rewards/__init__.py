"""The rules of rewards: like-for-like peers, top performers, underperformers and ambassador tiers."""
