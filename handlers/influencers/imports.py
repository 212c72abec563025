"""Importing, exporting and joining doubles."""

from dataclasses import replace
from datetime import date

from bot.deps import Deps
from bot.domain.influencers.imports import Field, Mapping, Use, fields_of, label
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.refused import Refused
from bot.domain.team.roles import Role
from bot.services.influencers import exports, importing, merges
from bot.services.influencers.importing.asking import columns_of
from handlers.answers import Answer, Change, Done, Open, Say
from handlers.requests import Click, Command, Form
from handlers.routes import Routes, SubCommand

COLUMNS_SHOWN = 60
"""Columns in the form that corrects them; a view holds at most 100 blocks."""
UNUSED = "unused"


def choose_file(_command: Command, _deps: Deps) -> Answer:
    """`/influencer import`: the modal with a file."""
    return Open("import_file", {"owner": None})


def choose_file_button(_click: Click, _deps: Deps) -> Answer:
    """*Import a spreadsheet*, from a menu or Home."""
    return Open("import_file", {"owner": None})


def file_given(form: Form, deps: Deps) -> Answer:
    """Submit of the file: its preview comes as a direct message."""
    files = form.typed.get("file") or []
    if not files:
        raise Refused("Choose a file: CSV or XLSX.", field="file")
    one = files[0]
    address = one.get("url_private_download") or one.get("url_private")
    if not address:
        raise Refused("Slack does not hand this file over. Download it and upload it here.", field="file")
    name = str(one.get("name") or "spreadsheet")[:200]
    with deps.transaction(form.workspace) as store:
        importing.begin(store, name=name, address=address, owner=form.optional("owner"), by=form.member, now=deps.now())
    return Change("import_begun", {"name": name})


def confirm(click: Click, deps: Deps) -> Answer:
    """*Import*."""
    with deps.transaction(click.workspace) as store:
        importing.confirm(store, importing.waiting(store, click.id), by=click.member, now=deps.now())
    return Done()


def cancel(click: Click, deps: Deps) -> Answer:
    """*Cancel*."""
    with deps.transaction(click.workspace) as store:
        importing.cancel(store, importing.waiting(store, click.id), by=click.member, now=deps.now())
    return Done()


def choose_columns(click: Click, deps: Deps) -> Answer:
    """*Correct columns*: what each column holds."""
    with deps.reading(click.workspace) as store:
        columns = columns_of(importing.waiting(store, click.id))
    values = {
        "day": columns.day,
        "year": columns.year,
        "needs_year": columns.needs_year,
        "platform": columns.platform,
        "platforms": [(one.key, one.name) for one in PLATFORMS.values()],
        "columns": [_column(columns, index) for index in range(min(len(columns.headings), COLUMNS_SHOWN))],
        "choices": _choices(columns),
    }
    return Open("import_columns", values, {"job": click.id})


def _column(columns: Mapping, index: int) -> dict[str, object]:
    heading = " ".join(columns.headings[index].split()) or "no heading"
    return {"name": f"column_{index}", "heading": f"{index + 1}. {heading}"[:150], "use": _value(columns.uses[index])}


def _value(use: Use | None) -> str:
    if use is None:
        return UNUSED
    return f"{use.field}@{use.platform}" if use.platform else str(use.field)


def _choices(columns: Mapping) -> list[tuple[str, str]]:
    """What a column can be used for, with the profile columns of several platforms where there are some."""
    plain = [(str(field), label(field, kind=columns.kind)) for field in fields_of(columns.kind)]
    used = {use for use in columns.uses if use and use.platform}
    named = [
        (_value(use), f"{label(use.field, kind=columns.kind)} ({PLATFORMS[use.platform or ''].name})") for use in used
    ]
    return [(UNUSED, "– not used –"), *plain, *sorted(named)]


def columns_chosen(form: Form, deps: Deps) -> Answer:
    """Submit of *Correct columns*: the preview is made anew."""
    with deps.transaction(form.workspace) as store:
        job = importing.waiting(store, int(form.about["job"]))
        importing.correct(store, job, _corrected(columns_of(job), form, deps), now=deps.now())
    return Done()


def _corrected(columns: Mapping, form: Form, deps: Deps) -> Mapping:
    uses: list[Use | None] = []
    for index, old in enumerate(columns.uses):
        chosen = form.optional(f"column_{index}")
        uses.append(old if chosen is None else _use(chosen))
    _check_doubles(uses, columns)
    day = date.fromisoformat(form.text("day")) if form.optional("day") else columns.day
    if day > deps.now().date():
        raise Refused("This day lies ahead.", field="day")
    year = form.optional("year")
    if year is not None and not (year.isdecimal() and 2000 <= int(year) <= deps.now().year):
        raise Refused("Write the year with four digits, such as 2017.", field="year")
    return replace(
        columns,
        uses=tuple(uses),
        platform=form.optional("platform"),
        day=day,
        year=int(year) if year else columns.year,
        unclear=(),
    )


def _use(value: str) -> Use | None:
    if value == UNUSED:
        return None
    field, _, platform = value.partition("@")
    return Use(Field(field), platform or None)


def _check_doubles(uses: list[Use | None], columns: Mapping) -> None:
    seen: dict[Use, int] = {}
    for index, use in enumerate(uses):
        if use is None or use.field is Field.NICHES:
            continue
        if use in seen:
            name = label(use.field, kind=columns.kind)
            raise Refused(f"Column {seen[use] + 1} is {name} already. Choose one of the two.", field=f"column_{index}")
        seen[use] = index


def export(command: Command, deps: Deps) -> Answer:
    """`/influencer export [csv] [filters]`: a file in a direct message."""
    words = command.text.split()
    form = "csv" if "csv" in [word.casefold() for word in words[:1]] else "xlsx"
    filters = " ".join(words[1:] if words and words[0].casefold() in ("csv", "xlsx") else words)
    with deps.transaction(command.workspace) as store:
        exports.begin(store, filters=filters, form=form, by=command.member, now=deps.now())
    return Say("export_begun", {"form": form, "filters": filters})


def export_button(click: Click, deps: Deps) -> Answer:
    """*Export* under a list that was found: the same filters."""
    form, _, filters = click.value.partition(":")
    with deps.transaction(click.workspace) as store:
        exports.begin(store, filters=filters, form=form, by=click.member, now=deps.now())
    return Say("export_begun", {"form": form, "filters": filters})


def review_merges(click: Click, deps: Deps) -> Answer:
    """*Review possible duplicates* (all), or *Compare* on a card (its own): one pair after the other."""
    with deps.reading(click.workspace) as store:
        pair = merges.next_pair(store, about=click.id if click.value else None)
    return Open("merge_review", {"pair": pair})


def decide_merge(click: Click, deps: Deps) -> Answer:
    """*Same person*, *Two people* or *Later*: then the next pair."""
    choice, _, offer_id = click.value.partition(":")
    with deps.transaction(click.workspace) as store:
        if choice != "later":
            merges.decide(store, int(offer_id), join=choice == "join", by=click.member, now=deps.now())
        pair = merges.next_pair(store, after=int(offer_id))
    return Change("merge_review", {"pair": pair})


ROUTES = Routes(
    commands={
        "/influencer": {
            "import": SubCommand(choose_file, "import", "bring in a spreadsheet, CSV or XLSX", Role.MARKETER),
            "export": SubCommand(export, "export [csv] [filters]", "get the roster as a file", Role.VIEWER),
        }
    },
    clicks={
        "import.file": (choose_file_button, Role.MARKETER),
        "import.confirm": (confirm, Role.MARKETER),
        "import.cancel": (cancel, Role.MARKETER),
        "import.columns": (choose_columns, Role.MARKETER),
        "export.found": (export_button, Role.VIEWER),
        "merge.review": (review_merges, Role.MARKETER),
        "merge.join": (decide_merge, Role.MARKETER),
        "merge.apart": (decide_merge, Role.MARKETER),
        "merge.later": (decide_merge, Role.MARKETER),
    },
    forms={
        "import_file": (file_given, Role.MARKETER),
        "import_columns": (columns_chosen, Role.MARKETER),
    },
)
