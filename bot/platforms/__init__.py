"""The outside by HTTP. The only home of httpx."""
