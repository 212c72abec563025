"""The settings: one frozen object, read from the environment once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit


class SettingsError(Exception):
    """A value is missing or wrong; the text says what to set and where to find it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where Slack and the database are, how payloads arrive, and where the web part is met.

    `url` is the public address, without a slash at its end; `is_local` says that nobody set one. `serves_web` says
    whether the web part listens. `data` is a folder for files that belong to a database on a server.
    """

    slack_api_url: str
    bot_token: str
    app_token: str
    signing_secret: str
    database_url: str
    mode: Literal["socket", "http"]
    port: int
    url: str = "http://localhost:3000"
    is_local: bool = True
    serves_web: bool = False
    data: Path = Path("data")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Read and check the environment; raises SettingsError with one sentence about the first fault."""
    mode = environment.get("RAPPORT_MODE", "").strip() or "socket"
    if mode not in ("socket", "http"):
        raise SettingsError(f"Set RAPPORT_MODE to socket or http (it says {mode!r}); socket needs no public address.")
    port = _port(environment)
    url = _public_url(environment)
    return Settings(
        slack_api_url=_api_url(environment),
        bot_token=_token(environment, "SLACK_BOT_TOKEN", "xoxb-", where="OAuth & Permissions › Bot User OAuth Token"),
        app_token=_app_token(environment) if mode == "socket" else environment.get("SLACK_APP_TOKEN", ""),
        signing_secret=_secret(environment) if mode == "http" else environment.get("SLACK_SIGNING_SECRET", ""),
        database_url=_database_url(environment),
        mode="http" if mode == "http" else "socket",
        port=port,
        url=url or f"http://localhost:{port}",
        is_local=not url,
        serves_web=mode == "http" or bool(environment.get("PORT", "").strip()),
        data=Path(environment.get("RAPPORT_DATA", "").strip() or "data"),
    )


def _token(environment: Mapping[str, str], name: str, prefix: str, *, where: str) -> str:
    value = environment.get(name, "").strip()
    place = f"you find it at api.slack.com/apps under {where}"
    if not value:
        raise SettingsError(f"Set {name}: {place}; it begins with {prefix}.")
    if not value.startswith(prefix):
        raise SettingsError(f"{name} should begin with {prefix}, and it does not: {place}.")
    return value


def _app_token(environment: Mapping[str, str]) -> str:
    where = "Basic Information › App-Level Tokens (scope connections:write)"
    return _token(environment, "SLACK_APP_TOKEN", "xapp-", where=where)


def _secret(environment: Mapping[str, str]) -> str:
    value = environment.get("SLACK_SIGNING_SECRET", "").strip()
    if not value:
        raise SettingsError(
            "Set SLACK_SIGNING_SECRET: with RAPPORT_MODE=http every request is checked against it; "
            "you find it at api.slack.com/apps under Basic Information › App Credentials."
        )
    return value


def _api_url(environment: Mapping[str, str]) -> str:
    value = environment.get("SLACK_API_URL", "").strip() or "https://slack.com/api/"
    if urlsplit(value).scheme not in ("http", "https"):
        raise SettingsError(f"SLACK_API_URL should be an address such as https://slack.com/api/ (it says {value!r}).")
    return value if value.endswith("/") else f"{value}/"


def _public_url(environment: Mapping[str, str]) -> str:
    value = environment.get("RAPPORT_URL", "").strip().rstrip("/")
    parts = urlsplit(value)
    if value and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment):
        raise SettingsError(f"RAPPORT_URL should be an address such as https://links.example.com (it says {value!r}).")
    return value


def _database_url(environment: Mapping[str, str]) -> str:
    value = environment.get("DATABASE_URL", "").strip() or "sqlite:///rapport.db"
    for plain in ("postgres://", "postgresql://"):
        if value.startswith(plain):
            return f"postgresql+psycopg://{value.removeprefix(plain)}"
    if not value.startswith(("sqlite://", "postgresql+psycopg://")):
        raise SettingsError(
            "DATABASE_URL should begin with sqlite:/// (a file) or postgresql:// (a server); "
            "leave it out to use the file rapport.db in this folder."
        )
    return value


def _port(environment: Mapping[str, str]) -> int:
    value = environment.get("PORT", "").strip() or "3000"
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise SettingsError(f"Set PORT to a number from 1 to 65535 (it says {value!r}).")
    return int(value)
