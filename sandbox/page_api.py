"""`/sandbox/*` for people (README, "What a person sees") and the page's files at `/`."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Awaitable, Callable
from functools import cache, partial
from pathlib import Path

from aiohttp import web

from sandbox import live
from sandbox.people import SEEN, act
from sandbox.places import member_of
from sandbox.records import Person
from sandbox.seen import conversation_json, home_json, messages_of, person_json, stack_json, thread_of
from sandbox.slack import Slack
from sandbox.trouble import CannotDo, Json

PAGE = Path(__file__).parent / "page"
PAGE_SIZE = 100

Answer = Callable[[Slack, Person, web.Request], Awaitable[Json]]


def add_routes(app: web.Application, slack: Slack) -> None:
    """Hang them in; the page's files come last."""
    for path, answer in _ANSWERS.items():
        app.router.add_get(path, _handler(slack, answer))
    app.router.add_get("/sandbox/people", partial(_people, slack))
    app.router.add_get("/sandbox/problems", partial(_problems, slack))
    app.router.add_get("/sandbox/live", partial(live.serve, slack))
    app.router.add_post("/sandbox/act", partial(_act, slack))
    app.router.add_get("/{path:.*}", _file)


def _handler(slack: Slack, answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def handle(request: web.Request) -> web.Response:
        try:
            person = slack.workspace.person(request.query.get("as", ""))
            return web.json_response(await answer(slack, person, request))
        except CannotDo as error:
            return web.json_response({"ok": False, "error": str(error)}, status=404)

    return handle


async def _act(slack: Slack, request: web.Request) -> web.Response:
    """POST /sandbox/act. Other web pages cannot use it: only JSON from this server's own page is taken."""
    origin = request.headers.get("Origin")
    if (origin and origin != f"http://{request.host}") or request.content_type != "application/json":
        return web.json_response({"ok": False, "error": "Send JSON, from this server's own page."}, status=403)
    try:
        args = await request.json()
        who, do = str(args.pop("as")), str(args.pop("do"))
        if do == "upload":
            args["content"] = base64.b64decode(args.get("content") or "", validate=True)
        done = await act(slack, who, do, args)
    except CannotDo as error:
        return web.json_response({"ok": False, "error": str(error)})
    except (ValueError, KeyError, AttributeError, binascii.Error):
        return web.json_response({"ok": False, "error": "This is not an act: see the README."}, status=400)
    return web.json_response({"ok": True, **({"seen": done} if do in SEEN else done)})


async def _state(slack: Slack, person: Person, _request: web.Request) -> Json:
    workspace, manifest = slack.workspace, slack.manifest
    workspace.direct(person.id, workspace.bot_user)
    mine = workspace.conversations_of(person.id)
    command_keys = ("command", "description", "usage_hint")
    shortcut_keys = ("name", "type", "callback_id", "description")
    return {
        "team": {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain},
        "me": person_json(person),
        "now": slack.clock.now().isoformat(),
        "jumps": live.jumps(slack),
        "people": [person_json(one) for one in workspace.people.values()],
        "app": _app(slack),
        "conversations": [conversation_json(slack, one, user=person.id) for one in mine],
        "commands": [{key: getattr(one, key) for key in command_keys} for one in manifest.commands],
        "shortcuts": [{key: getattr(one, key) for key in shortcut_keys} for one in manifest.shortcuts],
        "emoji": emoji_names(),
        "views": stack_json(slack, person.id),
    }


def _app(slack: Slack) -> Json:
    return {
        "id": slack.workspace.app_id,
        "bot_user": slack.workspace.bot_user,
        "name": slack.manifest.name,
        "description": slack.manifest.description,
        "color": slack.manifest.color,
        "home_enabled": slack.manifest.home_tab,
        "messages_enabled": slack.manifest.messages_tab,
        "read_only": slack.manifest.messages_tab_read_only,
    }


@cache
def emoji_names() -> dict[str, str]:
    """Shortcode → character, for all that Slack and Unicode share."""
    import emoji

    names: dict[str, str] = {}
    for character, data in emoji.EMOJI_DATA.items():
        if data.get("status") == emoji.STATUS["fully_qualified"]:
            for name in (data["en"], *data.get("alias", ())):
                names.setdefault(str(name).strip(":"), character)
    return names


async def _messages(slack: Slack, person: Person, request: web.Request) -> Json:
    conversation = member_of(slack, person, request.query.get("channel", ""))
    before = request.query.get("before") or "9" * 12
    found = [m for m in messages_of(slack, conversation, user=person.id) if m["ts"] < before]
    return {"messages": found[-PAGE_SIZE:], "has_more": len(found) > PAGE_SIZE}


async def _thread(slack: Slack, person: Person, request: web.Request) -> Json:
    conversation = member_of(slack, person, request.query.get("channel", ""))
    found = thread_of(slack, conversation, request.query.get("ts", ""), user=person.id)
    return {"messages": found, "has_more": False}


async def _home(slack: Slack, person: Person, _request: web.Request) -> Json:
    return {"view": home_json(slack, person.id)}


async def _people(slack: Slack, _request: web.Request) -> web.Response:
    return web.json_response([person_json(one) for one in slack.workspace.humans()])


async def _problems(slack: Slack, _request: web.Request) -> web.Response:
    return web.json_response([breach.as_json() for breach in slack.breaches.all])


async def _file(request: web.Request) -> web.StreamResponse:
    """A file of the page."""
    path = (PAGE / (request.match_info["path"] or "index.html")).resolve()
    if not path.is_relative_to(PAGE.resolve()) or not path.is_file():
        return web.Response(status=404, text="There is nothing here.")
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})


_ANSWERS: dict[str, Answer] = {
    "/sandbox/state": _state,
    "/sandbox/messages": _messages,
    "/sandbox/thread": _thread,
    "/sandbox/home": _home,
}
