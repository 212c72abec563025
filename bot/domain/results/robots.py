"""Which requests of a link are no person's: crawlers, link previews, programs, and pages fetched ahead.

A robot is redirected like anybody, but its click is not counted. The names are those by which the services
present themselves (crawler-user-agents, and each service's own page for webmasters).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

_AHEAD = ("purpose", "sec-purpose", "x-purpose", "x-moz")
_LONGEST = 1_000
_ROBOT = re.compile(
    # Most say what they are or give their address. Cubot makes telephones.
    r"(?<!cu)bots?(?![a-z])|crawl|spider|slurp|scrap(?:er|y|e)\b|-scrap/|preview|\bfetch|\+https?://|headless|lighthouse"
    # Link previews and readers that do not.
    r"|facebookexternal|meta-external|facebot|whatsapp/|^whatsapp|embedly|iframely|mastodon|bluesky|cardyb|synapse"
    r"|vkshare|flipboardproxy|tumblr/|snap url|line-poker|quora link|nuzzel|bitlybot|outbrain|w3c_|validator"
    r"|ia_archiver|google-(?!chrome)|googleother|mediapartners|feedburner|appengine-google|bytespider|chatgpt-user|perplexity"
    # Watchers and scanners.
    r"|uptime|pingdom|statuscake|site24x7|datadog|newrelic|nagios|monitor|barracuda|proofpoint|mimecast|virustotal|censys"
    # Programs.
    r"|^(?:curl|wget|python|java|ruby|php|perl|go-http|node|axios|got|undici|okhttp|dart|apache-http|libwww|httpie|http\.rb"
    r"|guzzle|postman|insomnia|winhttp|lwp|aiohttp|httpx|deno|bun|rust|reqwest|faraday)"
    r"|python-(?:requests|urllib|httpx)|phantomjs|selenium|puppeteer|playwright",
    re.I,
)


def is_robot(user_agent: str | None, headers: Mapping[str, str], *, method: str = "GET") -> bool:
    """Tell whether a request is a robot's, a preview's or one made ahead. Names of headers are in any case."""
    if method.upper() != "GET" or not user_agent or not user_agent.strip():
        return True
    ahead = (value.lower() for name, value in headers.items() if name.lower() in _AHEAD)
    return any("prefetch" in value or "preview" in value or "prerender" in value for value in ahead) or _is_known(
        user_agent[:_LONGEST]
    )


@lru_cache(maxsize=4_096)
def _is_known(user_agent: str) -> bool:
    return _ROBOT.search(user_agent.strip()) is not None
