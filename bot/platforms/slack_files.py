"""Files that people gave the bot in Slack, and files that it gives back."""

from urllib.parse import urlsplit

import httpx

from bot.domain.refused import Refused

LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is read."""
TIMEOUT = 30
"""Seconds."""


class SlackFiles:
    """Downloads with the bot's token, which is shown to Slack's hosts alone."""

    def __init__(self, *, token: str, api_url: str) -> None:
        self._token = token
        self._api_host = urlsplit(api_url).hostname or ""

    def fetch(self, address: str) -> bytes:
        """The bytes of a file at its `url_private_download`; raises Refused when it cannot be had."""
        if not self._is_slack(address):
            raise Refused("This file does not lie in Slack. Upload the file itself.", field="file")
        headers = {"Authorization": f"Bearer {self._token}"}
        try:
            answer = httpx.get(address, headers=headers, timeout=TIMEOUT, follow_redirects=False)
        except httpx.HTTPError as error:
            raise Refused("Slack did not hand the file over. Try again in a moment.", field="file") from error
        if answer.status_code != httpx.codes.OK or "text/html" in answer.headers.get("content-type", ""):
            raise Refused("Slack does not let Rapport read this file. Upload it again.", field="file")
        if len(answer.content) > LARGEST:
            raise Refused("This file is over 20 MB. Split it and import the parts.", field="file")
        return answer.content

    def put(self, address: str, content: bytes) -> None:
        """Send a file's bytes to the upload address that Slack gave; raises OSError when that fails."""
        try:
            httpx.post(address, content=content, timeout=TIMEOUT).raise_for_status()
        except httpx.HTTPError as error:
            raise OSError("the upload failed") from error

    def _is_slack(self, address: str) -> bool:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if host == self._api_host:
            return True
        return parts.scheme == "https" and (host == "slack.com" or host.endswith(".slack.com"))
