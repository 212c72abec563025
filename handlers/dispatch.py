"""The way in: one Bolt listener per kind of payload, each of which looks its function up in the table."""

import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from slack_bolt import Ack, App, BoltResponse

from bot.deps import Deps
from bot.domain.refused import Denied, Refused
from bot.domain.team.roles import Member, Role
from bot.last_resort import answered
from bot.messages import Message
from bot.rendering import Renderer
from bot.services.nudges import endings
from bot.services.team import denials, members
from handlers import events, menus
from handlers.answers import Answer, Done
from handlers.delivery import Reply
from handlers.requests import (
    Click,
    Command,
    Form,
    Lookup,
    Shortcut,
    about_of,
    as_read,
    nudge_of,
    typed_in,
    unescaped,
    value_of,
)
from handlers.routes import Routes

EVERYTHING = re.compile(".*", re.DOTALL)

Body = Mapping[str, Any]
Call = Callable[..., Any]
Later = Callable[[Callable[[], None]], None]
Parse = Callable[[Body, Member, str], tuple[Answer, ...] | Answer]


class Dispatcher:
    """Finds who acts, runs the route, and lets the answer out. Nothing that goes wrong stays unanswered.

    `call` asks Slack; `later` does what nobody waits for.
    """

    def __init__(self, routes: Routes, deps: Deps, renderer: Renderer, *, call: Call, later: Later) -> None:
        self._routes = routes
        self._call, self._later = call, later
        self._deps = deps
        self._renderer = renderer

    def register(self, app: App) -> None:
        """Give Bolt one listener per kind of payload: it tries them one after another."""
        app.command(EVERYTHING)(self._listener(self._command))
        app.action(EVERYTHING)(self._listener(self._click))
        app.view(EVERYTHING)(self._listener(self._form))
        app.options(EVERYTHING)(self._listener(self._lookup))
        app.shortcut(EVERYTHING)(self._listener(self._shortcut))
        app.view_closed(EVERYTHING)(self._listener(self._close))
        events.register(app, self._deps, self._renderer, call=self._call)

    def _listener(self, run: Callable[[Body, Member], Answer]) -> Callable[..., BoltResponse]:
        def listen(ack: Ack, body: dict[str, Any]) -> BoltResponse:
            reply = Reply(ack, body, self._renderer, call=self._call, tell=partial(self._tell, body))

            def answer() -> BoltResponse:
                try:
                    return reply.give(self._answer(run, body))
                except Refused as refused:
                    return reply.refuse(refused)

            response = answered(answer, otherwise=reply.fail, what=run.__name__)
            nudge = nudge_of(body) if body.get("type") in ("block_actions", "view_submission") else None
            if nudge is not None:
                self._later(partial(self._look_at, _team(body), nudge))
            return response

        return listen

    def _look_at(self, workspace: str, nudge: int) -> None:
        """End a nudge whose own button may have seen to its matter, without waiting for the next look at them all."""
        with self._deps.reading(workspace) as store:
            over = endings.over(store, nudge)
        if over is not None:
            with self._deps.transaction(workspace) as store:
                endings.settle(store, over, now=self._deps.now())

    def _tell(self, body: Body, sentence: str) -> None:
        """Let a refusal of a press reach the person in their direct message, where nothing can be opened for them."""
        key, to = f"refused:{body['trigger_id']}", _user(body)
        with self._deps.transaction(_team(body)) as store:
            store.outbox.add(Message("refused", key=key, to=to, values={"sentence": sentence}), now=self._deps.now())

    def _answer(self, run: Callable[[Body, Member], Answer], body: Body) -> Answer:
        """What a press is answered; one without a right to it is written down before it is refused."""
        try:
            member = members.acting(self._deps, _team(body), _user(body), home_team=_home_team(body))
            return run(body, member)
        except Denied as denied:
            denials.note(self._deps, denied, workspace=_team(body), by=_user(body), press=_press(body))
            raise

    def _command(self, body: Body, member: Member) -> Answer:
        typed = unescaped(body.get("text", "")).strip()
        word = typed.split(maxsplit=1)[0] if typed else ""
        rest = typed.removeprefix(word).strip()
        table = self._routes.commands.get(body["command"], {})
        command = Command(
            member=member,
            workspace=_team(body),
            name=body["command"],
            text=rest,
            channel=body["channel_id"],
        )
        route = table.get(word.casefold())
        if route is None and rest and body["command"] in self._routes.defaults:
            route = self._routes.defaults[body["command"]]
            command = Command(
                member=member,
                workspace=command.workspace,
                name=command.name,
                text=typed,
                channel=command.channel,
            )
        if route is None:
            return menus.menu(self._routes, command, typed=word)
        member.require(route.needs)
        return route.run(command, self._deps)

    def _click(self, body: Body, member: Member) -> Answer:
        action = body["actions"][0]
        name = action["action_id"].partition(":")[0]
        route, needs = self._route(self._routes.clicks, name)
        member.require(needs)
        view = body.get("view") or {}
        click = Click(
            member=member,
            workspace=_team(body),
            action=action["action_id"],
            value=value_of(action),
            where=str(view.get("type", "message")),
            channel=body.get("channel", {}).get("id"),
            about=about_of(view) if view.get("type") == "modal" else {},
            typed=typed_in(view.get("state", {}).get("values", {})),
        )
        answer: Answer = route(click, self._deps)
        return answer

    def _form(self, body: Body, member: Member) -> Answer:
        view = body["view"]
        route, needs = self._route(self._routes.forms, view["callback_id"])
        member.require(needs)
        answer: Answer = route(_form_of(body, member), self._deps)
        return answer

    def _close(self, body: Body, member: Member) -> Answer:
        """A modal was closed: whoever wants to know of it is told what stood in it."""
        route, needs = self._routes.closes.get(body["view"]["callback_id"], (None, Role.VIEWER))
        if route is not None and member.role.covers(needs):
            route(_form_of(body, member), self._deps)
        return Done()

    def _shortcut(self, body: Body, member: Member) -> Answer:
        route, needs = self._route(self._routes.shortcuts, body["callback_id"])
        member.require(needs)
        message = body.get("message", {})
        shortcut = Shortcut(
            member=member,
            workspace=_team(body),
            name=body["callback_id"],
            channel=body.get("channel", {}).get("id"),
            text=as_read(message.get("text", ""), self._names(body)),
            message_ts=message.get("ts", ""),
            author=message.get("user"),
        )
        answer: Answer = route(shortcut, self._deps)
        return answer

    def _names(self, body: Body) -> dict[str, str]:
        """What to call the members whom a message mentions."""
        with self._deps.reading(_team(body)) as store:
            return {one.slack_id: one.name for one in store.members.all()}

    def _lookup(self, body: Body, member: Member) -> Answer:
        route, needs = self._route(self._routes.lookups, body["action_id"])
        member.require(needs)
        lookup = Lookup(member=member, workspace=_team(body), action=body["action_id"], text=body.get("value", ""))
        answer: Answer = route(lookup, self._deps)
        return answer

    @staticmethod
    def _route(table: Mapping[str, Any], name: str) -> Any:
        if name not in table:
            raise Refused("This button is from an older version of Rapport. Open the record again with a command.")
        return table[name]


def _form_of(body: Body, member: Member) -> Form:
    """A modal with what stands in it."""
    view = body["view"]
    return Form(
        member=member,
        workspace=_team(body),
        kind=view["callback_id"],
        about=about_of(view),
        typed=typed_in((view.get("state") or {}).get("values") or {}),
    )


def _press(body: Body) -> str:
    """What was pressed: a button, a window, a shortcut or a command, by its name."""
    actions = body.get("actions") or [{}]
    view = body.get("view") or {}
    names = (actions[0].get("action_id"), body.get("action_id"), view.get("callback_id"), body.get("callback_id"))
    return str(next((one for one in names if one), body.get("command", "")))


def _team(body: Body) -> str:
    """The workspace that the app is installed in, where the act happened."""
    team = body.get("team") or {}
    return str(team.get("id") or body.get("team_id") or json.dumps(None))


def _user(body: Body) -> str:
    user = body.get("user") or {}
    return str(user.get("id") or body.get("user_id"))


def _home_team(body: Body) -> str | None:
    """The workspace that the acting person belongs to, where Slack says it."""
    user = body.get("user") or {}
    team = user.get("team_id")
    return str(team) if team else None
