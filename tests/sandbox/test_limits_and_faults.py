"""Rate limits, and faults on demand: what an app has to cope with."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.error import HTTPError, URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.driver import Sandbox
from sandbox.rate_limits import RateLimits
from sandbox.slack import Call
from tests.sandbox.test_web_api_chat import codes


class Watch:
    """A clock that a test moves by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_tier_2_method_takes_20_calls_a_minute() -> None:
    watch = Watch()
    limits = RateLimits(factor=1.0, time=watch)

    answers = [limits.tier("users.list", 2)[0] for _ in range(21)]

    assert answers == [0] * 20 + [3]


def test_a_channel_takes_a_short_burst_and_then_one_message_a_second() -> None:
    watch = Watch()
    limits = RateLimits(factor=1.0, time=watch)

    assert [limits.channel("C1")[0] for _ in range(6)] == [0, 0, 0, 0, 0, 1]
    assert limits.channel("C2") == (0, False)
    watch.now = 1.0
    assert limits.channel("C1") == (0, False)


def test_calling_before_retry_after_is_over_is_told() -> None:
    watch = Watch()
    limits = RateLimits(factor=1.0, time=watch)
    for _ in range(6):
        limits.channel("C1")

    watch.now = 0.5

    assert limits.channel("C1") == (1, True)


def test_limits_can_be_switched_off() -> None:
    limits = RateLimits(factor=0, time=Watch())

    assert {limits.tier("users.list", 1) for _ in range(100)} == {(0, False)}


def test_the_message_after_a_burst_of_five_is_told_to_wait(manifest: Path) -> None:
    with Sandbox(manifest=manifest, rate_limits=1.0) as slack:
        environment = slack.environment
        client = WebClient(environment["SLACK_BOT_TOKEN"], base_url=environment["SLACK_API_URL"], retry_handlers=[])

        for _ in range(5):
            client.chat_postMessage(channel="#launch", text="a")
        with pytest.raises(SlackApiError) as caught:
            client.chat_postMessage(channel="#launch", text="a")

        assert caught.value.response.status_code == 429
        assert caught.value.response.headers["Retry-After"] == "1"


def test_a_planned_429_has_no_effect_and_names_the_time_to_wait(slack: Sandbox, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", error=429, retry_after=7)

    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="#launch", text="a")

    assert caught.value.response.headers["Retry-After"] == "7"
    assert slack.person("maria").messages("#launch") == []
    client.chat_postMessage(channel="#launch", text="b")
    assert "retry_after_ignored" in codes(slack)


def test_a_planned_500_happens_as_often_as_asked(slack: Sandbox, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", error=500, times=2)

    for _ in range(2):
        with pytest.raises((SlackApiError, HTTPError)):
            client.chat_postMessage(channel="#launch", text="a")

    assert client.chat_postMessage(channel="#launch", text="a")["ok"]


def test_a_lost_answer_has_had_its_effect(slack: Sandbox, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", error="lost")

    with pytest.raises((URLError, ConnectionError)):
        client.chat_postMessage(channel="#launch", text="a")

    assert [message.text for message in slack.person("maria").messages("#launch")] == ["a"]
    assert slack.calls[0].answer is None


def test_a_call_that_is_never_answered_has_no_effect(slack: Sandbox, client: WebClient) -> None:
    slack.faults.add("chat.postMessage", error="timeout")
    client.timeout = 1

    with pytest.raises((URLError, TimeoutError)):
        client.chat_postMessage(channel="#launch", text="a")

    assert slack.person("maria").messages("#launch") == []


def test_a_hook_runs_before_and_after_the_effect_of_each_call(slack: Sandbox, client: WebClient) -> None:
    seen: list[tuple[str, str, int]] = []

    def watch(call: Call, phase: Literal["before", "after"]) -> None:
        seen.append((call.method, phase, len(slack.person("maria").messages("#launch"))))

    slack.on_call = watch
    client.chat_postMessage(channel="#launch", text="a")

    assert seen == [("chat.postMessage", "before", 0), ("chat.postMessage", "after", 1)]
