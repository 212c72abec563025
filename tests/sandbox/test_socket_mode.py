"""Socket Mode as Slack speaks it: single-use addresses, hello, envelopes, acks, renewal, ten connections."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse, WSServerHandshakeError
from slack_bolt import Ack, App
from slack_sdk import WebClient

from sandbox.driver import Sandbox
from tests.sandbox.test_web_api_chat import codes

Json = dict[str, Any]
Connect = Callable[[], Any]
Open = Callable[[], Awaitable[ClientWebSocketResponse]]


def address(slack: Sandbox) -> str:
    environment = slack.environment
    client = WebClient(base_url=environment["SLACK_API_URL"])
    return str(client.apps_connections_open(app_token=environment["SLACK_APP_TOKEN"])["url"])


def raw(slack: Sandbox, story: Callable[[Open], Awaitable[None]]) -> None:
    """Play a story with bare sockets, without slack_sdk."""

    async def play() -> None:
        async with ClientSession() as session:

            async def connection() -> ClientWebSocketResponse:
                return await session.ws_connect(await asyncio.to_thread(address, slack))

            await story(connection)

    asyncio.run(play())


async def does(slack: Sandbox, text: str) -> Any:
    return await asyncio.to_thread(slack.person("maria").command, text)


def test_a_connection_is_greeted_and_its_address_is_used_up(slack: Sandbox) -> None:
    async def story(_open: Open) -> None:
        url = await asyncio.to_thread(address, slack)
        async with ClientSession() as session, session.ws_connect(url) as socket:
            hello = await socket.receive_json()
            assert hello["type"] == "hello"
            assert hello["num_connections"] == 1
            assert hello["connection_info"]["app_id"].startswith("A")
            with pytest.raises(WSServerHandshakeError):
                await session.ws_connect(url)

    raw(slack, story)


def test_an_envelope_is_acknowledged_by_its_id_and_may_carry_the_answer(slack: Sandbox) -> None:
    async def story(open_: Open) -> None:
        socket = await open_()
        await socket.receive_json()
        command = asyncio.create_task(does(slack, "/do it"))
        envelope = await socket.receive_json()
        assert envelope["type"] == "slash_commands"
        assert envelope["accepts_response_payload"] is True
        assert envelope["payload"]["text"] == "it"
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "Done"}})
        assert (await command).text == "Done"

    raw(slack, story)


def test_an_acknowledgement_of_nothing_is_a_breach(slack: Sandbox) -> None:
    async def story(open_: Open) -> None:
        socket = await open_()
        await socket.receive_json()
        await socket.send_json({"envelope_id": "nonsense"})
        await socket.close()

    raw(slack, story)
    assert codes(slack) == ["ack_unknown_envelope"]


def test_an_event_cannot_be_acknowledged_with_a_payload(slack: Sandbox) -> None:
    async def story(open_: Open) -> None:
        socket = await open_()
        await socket.receive_json()
        said = asyncio.create_task(asyncio.to_thread(slack.person("maria").say, "Hello"))
        envelope = await socket.receive_json()
        assert (envelope["type"], envelope["retry_attempt"]) == ("events_api", 0)
        assert envelope["accepts_response_payload"] is False
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "no"}})
        await said

    raw(slack, story)
    assert codes(slack) == ["payload_not_accepted"]


def test_each_payload_goes_to_one_of_the_connections(slack: Sandbox) -> None:
    async def story(open_: Open) -> None:
        got: list[int] = []

        async def serve(number: int, socket: ClientWebSocketResponse) -> None:
            async for message in socket:
                envelope = json.loads(message.data)
                if "envelope_id" in envelope:
                    got.append(number)
                    await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {"text": "ok"}})

        sockets = [await open_() for _ in range(2)]
        for socket in sockets:
            await socket.receive_json()
        servers = [asyncio.create_task(serve(number, socket)) for number, socket in enumerate(sockets)]
        for _ in range(4):
            await does(slack, "/do")
        assert sorted(got) == [0, 0, 1, 1]
        for socket in sockets:
            await socket.close()
        await asyncio.gather(*servers)

    raw(slack, story)


def test_an_app_has_at_most_ten_connections(slack: Sandbox) -> None:
    async def story(open_: Open) -> None:
        kept = [await open_() for _ in range(10)]
        with pytest.raises(WSServerHandshakeError):
            await open_()
        for socket in kept:
            await socket.close()

    raw(slack, story)
    assert codes(slack) == ["too_many_websockets"]


def test_a_connection_is_renewed_when_slack_asks_for_it(slack: Sandbox, bolt: App, connect: Connect) -> None:
    @bolt.command("/do")
    def do(ack: Ack) -> None:
        ack("Here")

    connect()
    before = [call.method for call in slack.calls].count("apps.connections.open")
    slack.disconnect(reason="refresh_requested")

    def renewed() -> bool | None:
        opened = [call.method for call in slack.calls].count("apps.connections.open")
        staying = [c for c in slack.slack.delivery.socket_mode.connections if not c.leaving]
        return True if opened > before and staying else None

    slack.wait(renewed, within=10, what="a new connection")
    assert slack.person("maria").command("/do").text == "Here"


def test_a_warning_leaves_the_connection_in_use(slack: Sandbox) -> None:
    async def story(open_: Open) -> None:
        socket = await open_()
        await socket.receive_json()
        await asyncio.to_thread(slack.disconnect, reason="warning")
        assert (await socket.receive_json())["reason"] == "warning"
        assert not socket.closed

    raw(slack, story)


def test_a_command_into_a_cut_connection_fails_for_the_person(slack: Sandbox) -> None:
    async def story(open_: Open) -> None:
        socket = await open_()
        await socket.receive_json()
        await asyncio.to_thread(slack.drop_sockets)
        await socket.receive()
        seen = await does(slack, "/do")
        assert seen.error == '/do failed with the error "dispatch_failed"'

    raw(slack, story)
