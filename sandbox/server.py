"""The aiohttp application: `/api/*` for the app, `/sandbox/*` for people, `/` the page."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial

from aiohttp import web

from sandbox import page_api, stored_files
from sandbox.responses import answer_response_url
from sandbox.slack import Slack
from sandbox.web_api.endpoint import answer_call

MOST_BYTES = 60 * 1024 * 1024


def application(slack: Slack) -> web.Application:
    """All routes of one sandbox."""
    app = web.Application(client_max_size=MOST_BYTES)
    app.router.add_route("*", "/api/{method}", partial(answer_call, slack))
    app.router.add_get("/link/", slack.delivery.socket_mode.serve)
    app.router.add_post("/response/{key}", partial(answer_response_url, slack))
    stored_files.add_routes(app, slack)
    page_api.add_routes(app, slack)
    return app


class Server:
    """The server of one sandbox, in the running loop. `port` 0 takes a free one."""

    def __init__(self, slack: Slack, *, port: int = 0, host: str = "127.0.0.1") -> None:
        self.slack = slack
        self._port = port
        self._host = host
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Listen, and run the timers."""
        self._runner = web.AppRunner(application(self.slack), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.slack.base = f"http://{self._host}:{port}"
        self.slack.start(self.slack.timers.run())

    async def stop(self) -> None:
        """Close every connection and cancel what runs."""
        await self.slack.delivery.close()
        await self.slack.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[Slack]:
        """Listen while the block runs."""
        await self.start()
        try:
            yield self.slack
        finally:
            await self.stop()


async def serve_forever(server: Server) -> None:
    """Run until cancelled."""
    async with server.running():
        await asyncio.Event().wait()
