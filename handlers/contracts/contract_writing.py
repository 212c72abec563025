"""Contracts in Slack: writing and changing them, their versions, taking back and terminating."""

from bot.deps import Deps, Store
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.content import content
from bot.services.contracts import (
    contract_cards,
    contract_choices,
    contract_prefill,
    contract_submitting,
    contract_terminating,
    contract_text_choices,
    contract_versions,
    contract_writing,
    contracts,
)
from handlers.answers import Answer, Change, Finish, Open, Options, Replace, Say
from handlers.contracts.contract_forms import approvers, numbers, shown, texts, written
from handlers.requests import Click, Command, Form, Lookup
from handlers.routes import Routes, SubCommand

VERSIONS = {"of": "versions"}
"""What windows about versions remember."""


def new(command: Command, deps: Deps) -> Answer:
    """`/contract new [who]`: the form where it is clear which collaboration is meant, else the question."""
    if not command.text:
        return Open("contract_new", {"among": [], "typed": ""})
    with deps.reading(command.workspace) as store:
        choices = contract_choices.of_named(store, command.text)
        if len(choices) == 1:
            return _begin(store, choices[0].collaboration.id, command, deps)
    among = [(str(one.collaboration.id), one.label) for one in choices]
    return Open("contract_new", {"among": among, "typed": command.text})


def ask_which(_click: Click, _deps: Deps) -> Answer:
    """*Write a contract* on the list."""
    return Open("contract_new", {"among": [], "typed": ""})


def suggest(lookup: Lookup, deps: Deps) -> Answer:
    """Which collaborations a picker offers while somebody types."""
    with deps.reading(lookup.workspace) as store:
        found = contract_choices.matching(store, lookup.text)
    return Options([(str(one.collaboration.id), one.label) for one in found])


def chosen(form: Form, deps: Deps) -> Answer:
    """Submit of *Write a contract*: the form of the collaboration that was picked."""
    picked = form.text("collaboration")
    if not picked.isdecimal():
        raise Refused("Choose the collaboration.", field="collaboration")
    with deps.reading(form.workspace) as store:
        match _begin(store, int(picked), form, deps):
            case Open(kind, values, about):
                return Change(kind, values, about)
            case Say(kind, values):
                return Finish(kind, values)
            case other:
                return other


def write(click: Click, deps: Deps) -> Answer:
    """*Write the contract* on a collaboration's card."""
    with deps.reading(click.workspace) as store:
        return _begin(store, click.id, click, deps)


def _begin(store: Store, collaboration_id: int, request: Command | Click | Form, deps: Deps) -> Answer:
    """The form of a new contract; where one stands already, its card."""
    known = contract_writing.standing(store, collaboration_id)
    if known:
        note = f"This collaboration has contract {known.id} already. A new one can be written once it has ended."
        return Say("contract_card", {"card": contract_cards.load(store, known.id, reader=request.member, note=note)})
    collaboration = contract_writing.writable(store, collaboration_id)
    today = content.today_of(request.member, now=deps.now())
    prefill = contract_prefill.load(store, collaboration, today=today)
    able = approvers(contract_submitting.deciders(store, besides={request.member.slack_id, collaboration.owner}))
    values = shown(prefill.typed, prefill=prefill, approvers=able, **texts(contract_text_choices.choice(store)))
    return Open("contract_terms", values, {"collaboration": collaboration_id})


def edit(click: Click, deps: Deps) -> Answer:
    """*Edit*: the newest version as it was typed."""
    with deps.reading(click.workspace) as store:
        one = contracts.found(store, click.id)
        contract_writing.check_editable(one)
        newest = contracts.newest(store, one)
        choice = contract_text_choices.choice(store, newest)
        able = approvers(contract_submitting.deciders(store, besides={click.member.slack_id, one.owner}))
    values = shown(contract_writing.typed_in(newest), contract=one, approvers=able, **texts(choice))
    return Open("contract_terms", values, {"id": one.id, "version": one.version, "text": choice.chosen})


def submitted(form: Form, deps: Deps) -> Answer:
    """Submit of the form: a draft is saved as it is, or it is complete and a decision is asked for."""
    what, now = written(form), deps.now()
    with deps.transaction(form.workspace) as store:
        if "id" in form.about:
            one, is_new = contract_writing.change(store, form.id, what, version=form.version, by=form.member, now=now)
        else:
            is_new = True
            one = contract_writing.begin(store, int(form.about["collaboration"]), what, by=form.member, now=now)
        if what.is_final:
            approver = form.optional("approver")
            one = contract_submitting.submit(store, one, approver=approver, note=what.note, by=form.member, now=now)
        note = f"Version {one.current} is saved." if is_new else "Nothing was changed, so there is no new version."
        return _card(store, one.id, form, note="Submitted." if what.is_final else note)


def _card(store: Store, contract_id: int, form: Form, *, note: str) -> Finish:
    card = contract_cards.load(store, contract_id, reader=form.member, note=note)
    return Finish("contract_card", {"card": card})


def take_back(click: Click, deps: Deps) -> Answer:
    """*Take it back*: from review to a draft."""
    number, version = numbers(click.value)
    with deps.transaction(click.workspace) as store:
        contract_writing.take_back(store, number, version=version, by=click.member, now=deps.now())
        card = contract_cards.load(store, number, reader=click.member, note="Taken back: it is a draft again.")
    return Replace("contract_card", {"card": card})


def list_versions(click: Click, deps: Deps) -> Answer:
    """*Versions*, and its pages."""
    number, page = numbers(click.value)
    with deps.reading(click.workspace) as store:
        listed = contract_versions.page(store, number, number=page)
    return _in_place(click, Open("contract_versions", {"versions": listed}, VERSIONS))


def look(click: Click, deps: Deps) -> Answer:
    """*Look* beside a version: what it changed, and what it says."""
    number, version = numbers(click.value)
    with deps.reading(click.workspace) as store:
        one = contract_versions.compared(store, number, version)
    return _in_place(click, Open("contract_version", {"one": one}, VERSIONS))


def _in_place(click: Click, window: Open) -> Answer:
    """The window, in the place of one about versions where that was clicked in: Slack stacks three at most."""
    is_there = click.about.get("of") == VERSIONS["of"]
    return Change(window.kind, window.values, window.about) if is_there else window


def ask_why(click: Click, deps: Deps) -> Answer:
    """*Terminate*: what follows, and why."""
    with deps.reading(click.workspace) as store:
        card = contract_cards.load(store, click.id, reader=click.member)
        contract_terminating.check_may(store, card.contract, by=click.member)
    return Open("contract_terminate", {"card": card}, {"id": card.contract.id, "version": card.contract.version})


def terminated(form: Form, deps: Deps) -> Answer:
    """Submit of *Terminate*."""
    why = form.text("why")
    with deps.transaction(form.workspace) as store:
        contract_terminating.terminate(store, form.id, version=form.version, why=why, by=form.member, now=deps.now())
        return _card(store, form.id, form, note="Terminated.")


ROUTES = Routes(
    commands={"/contract": {"new": SubCommand(new, "new [who]", "write one for a collaboration", Role.MARKETER)}},
    clicks={
        "contract.new": (ask_which, Role.MARKETER),
        "contract.write": (write, Role.MARKETER),
        "contract.edit": (edit, Role.MARKETER),
        "contract.take_back": (take_back, Role.MARKETER),
        "contract.versions": (list_versions, Role.MARKETER),
        "contract.version": (look, Role.MARKETER),
        "contract.terminate": (ask_why, Role.MARKETER),
    },
    forms={
        "contract_new": (chosen, Role.MARKETER),
        "contract_terms": (submitted, Role.MARKETER),
        "contract_terminate": (terminated, Role.MARKETER),
    },
    lookups={"contract.pick": (suggest, Role.MARKETER)},
)
