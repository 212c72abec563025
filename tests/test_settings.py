"""A missing or wrong value is one sentence that names the variable, before anything starts."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import SettingsError, read_settings
from sandbox.driver import Sandbox

GOOD = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}
HTTP = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "secret", "RAPPORT_MODE": "http"}

WRONG: list[tuple[dict[str, str], str]] = [
    (
        {**GOOD, "SLACK_BOT_TOKEN": ""},
        "Set SLACK_BOT_TOKEN: you find it at api.slack.com/apps under OAuth & Permissions",
    ),
    ({**GOOD, "SLACK_BOT_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN should begin with xoxb-, and it does not"),
    ({**GOOD, "SLACK_APP_TOKEN": ""}, "Set SLACK_APP_TOKEN: you find it at api.slack.com/apps under Basic Information"),
    ({**GOOD, "SLACK_APP_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN should begin with xapp-"),
    ({**HTTP, "SLACK_SIGNING_SECRET": " "}, "Set SLACK_SIGNING_SECRET: with RAPPORT_MODE=http"),
    ({**GOOD, "RAPPORT_MODE": "smoke"}, "Set RAPPORT_MODE to socket or http (it says 'smoke')"),
    ({**GOOD, "PORT": "eighty"}, "Set PORT to a number from 1 to 65535 (it says 'eighty')"),
    ({**GOOD, "PORT": "70000"}, "Set PORT to a number from 1 to 65535"),
    ({**GOOD, "SLACK_API_URL": "slack.com/api"}, "SLACK_API_URL should be an address such as https://slack.com/api/"),
    ({**GOOD, "DATABASE_URL": "mysql://x"}, "DATABASE_URL should begin with sqlite:/// (a file) or postgresql://"),
]


@pytest.mark.parametrize(("environment", "sentence"), WRONG)
def test_each_wrong_value_is_one_sentence_that_names_it(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        read_settings(environment)

    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


def test_what_is_left_out_has_a_sensible_value() -> None:
    settings = read_settings(GOOD)

    assert (settings.slack_api_url, settings.mode, settings.port) == ("https://slack.com/api/", "socket", 3000)
    assert settings.database_url == "sqlite:///rapport.db"
    assert read_settings({**HTTP, "PORT": "8080"}).port == 8080


@pytest.mark.parametrize("url", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"])
def test_a_server_may_be_named_as_its_provider_names_it(url: str) -> None:
    assert read_settings({**GOOD, "DATABASE_URL": url}).database_url == "postgresql+psycopg://u:p@h/d"


def run(folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """`python -m bot run` with this environment alone: its exit status and what it prints about it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    kept["PYTHONPATH"] = str(Path(__file__).parent.parent)
    command = [sys.executable, "-m", "bot", "run"]
    done = subprocess.run(
        command, cwd=folder, env={**kept, **environment}, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, done.stderr.strip()


def test_the_program_ends_with_2_and_the_sentence_alone(tmp_path: Path, slack: Sandbox) -> None:
    assert run(tmp_path, {}) == (2, str(SettingsError(sentence_of({}))))
    wrong_token = {**slack.environment, "SLACK_BOT_TOKEN": "xoxb-not-this-one"}
    status, said = run(tmp_path, wrong_token)
    assert status == 2
    assert said.startswith("Slack does not accept SLACK_BOT_TOKEN (invalid_auth): copy it again")
    status, said = run(tmp_path, {**slack.environment, "SLACK_API_URL": "http://127.0.0.1:9/"})
    assert status == 2
    assert said.splitlines()[-1].startswith("Slack does not answer at http://127.0.0.1:9/")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all.db", "postgresql://nobody:secret@127.0.0.1:1/none", "postgresql://[bad"]
)
def test_a_database_that_cannot_be_used_is_one_sentence(tmp_path: Path, slack: Sandbox, url: str) -> None:
    status, said = run(tmp_path, {**slack.environment, "DATABASE_URL": url})

    assert status == 2
    assert said.startswith("The database cannot be used (")
    assert "Check DATABASE_URL" in said
    assert "secret" not in said
    assert len(said.splitlines()) == 1


def sentence_of(environment: dict[str, str]) -> str:
    """What is said about this environment."""
    with pytest.raises(SettingsError) as refused:
        read_settings(environment)
    return str(refused.value)
