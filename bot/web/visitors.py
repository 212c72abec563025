"""Who a request comes from: a person or a robot, and from which address."""

from ipaddress import ip_address

from bot.domain.results.robots import is_robot
from bot.web.server import Environment

MOST_OF_ADDRESS = 45
"""Characters of an address, of the longest form of IPv6."""

_AHEAD = {"HTTP_PURPOSE": "purpose", "HTTP_SEC_PURPOSE": "sec-purpose"}
_AHEAD |= {"HTTP_X_PURPOSE": "x-purpose", "HTTP_X_MOZ": "x-moz"}
"""The headers by which a browser says that it fetches ahead."""


def is_by_robot(environment: Environment) -> bool:
    """Whether nobody looks: a robot, a preview of the link, or a page fetched ahead."""
    told = {name: environment[key] for key, name in _AHEAD.items() if key in environment}
    return is_robot(environment.get("HTTP_USER_AGENT"), told, method=environment["REQUEST_METHOD"])


def address_of(environment: Environment) -> str:
    """The address that a request comes from; behind a proxy of our own network, the one that this proxy saw."""
    peer = str(environment.get("REMOTE_ADDR", ""))
    passed_on = str(environment.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    try:
        is_proxy = bool(passed_on) and ip_address(peer).is_private
    except ValueError:
        is_proxy = False
    return passed_on[:MOST_OF_ADDRESS] if is_proxy else peer
