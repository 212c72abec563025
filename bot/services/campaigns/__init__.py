"""The use cases of campaigns: the plan, the roster, outreach, offers and costs."""
