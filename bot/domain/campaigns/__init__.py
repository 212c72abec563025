"""The rules of campaigns: the plan, the roster, outreach, offers and costs."""
