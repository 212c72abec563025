"""Influencers in Slack: adding, showing, changing, moving from stage to stage."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from bot import words
from bot.deps import Deps
from bot.domain.influencers.handles import ProfileRef, find_profile_links, parse_profile
from bot.domain.influencers.influencers import LabelKind
from bot.domain.influencers.platforms import PLATFORMS
from bot.domain.influencers.stages import Stage, next_stages
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Role
from bot.services.influencers import cards, influencers, touches, who
from bot.services.influencers.influencers import Details, ProfileTaken
from handlers.answers import Answer, Change, Finish, Open, Say
from handlers.requests import Click, Command, Form, Shortcut
from handlers.routes import Routes, SubCommand

LABELS = {
    "tags": LabelKind.TAG,
    "niches": LabelKind.NICHE,
    "values": LabelKind.VALUE,
    "strengths": LabelKind.STRENGTH,
    "languages": LabelKind.LANGUAGE,
}
TEXTS = ("name", "email", "phone", "address", "notes")


def add(command: Command, deps: Deps) -> Answer:
    """`/influencer add [handle or URL]`: the modal, prefilled; or the card of whom we have already."""
    typed = command.text
    if typed:
        with deps.reading(command.workspace) as store:
            known = who.exactly(store, typed)
            if known:
                card = cards.load(store, known[0].id, reader=command.member, now=deps.now())
                return Say("influencer_known", {"card": card})
    return Open("influencer_add", _blank(typed, owner=command.member.slack_id))


def add_from_shortcut(shortcut: Shortcut, _deps: Deps) -> Answer:
    """The global shortcut *Add influencer*."""
    return Open("influencer_add", _blank("", owner=shortcut.member.slack_id))


def add_again(click: Click, _deps: Deps) -> Answer:
    """*Add another*, or *Add to roster* with the link it stands under."""
    if click.where == "modal":
        return Change("influencer_add", _blank(click.value, owner=click.member.slack_id))
    return Open("influencer_add", _blank(click.value, owner=click.member.slack_id))


def _blank(typed: str, *, owner: str) -> dict[str, object]:
    """An empty form, with what was typed behind the command in its right places."""
    platform, profile, name = None, typed[:500], ""
    if typed:
        try:
            ref = parse_profile(typed)
            platform, profile = ref.platform, ref.url or ref.handle
        except Refused:
            links = find_profile_links(typed)
            if not links and not typed.startswith("@"):
                profile, name = "", typed[:300]
    return {"owner": owner, "platform": platform, "profile": profile, "name": name, "platforms": _platforms()}


def _platforms() -> list[tuple[str, str]]:
    return [(one.key, one.name) for one in PLATFORMS.values()]


def added(form: Form, deps: Deps) -> Answer:
    """Submit of *Add influencer*."""
    details = _details(form)
    try:
        with deps.transaction(form.workspace) as store:
            influencer_id = influencers.add(store, details, by=form.member, now=deps.now())
            card = cards.load(store, influencer_id, reader=form.member, now=deps.now())
    except ProfileTaken as taken:
        raise _taken(taken) from taken
    return Change("influencer_added", {"card": card})


def _taken(taken: ProfileTaken) -> Refused:
    name, link = taken.influencer.name, taken.profile.url.removeprefix("https://").removeprefix("www.")
    sentence = f"This profile is on the roster already: {name[:100]}. Open the card with /influencer show {link}"
    return Refused(sentence, field=taken.field)


def _details(form: Form, *, known: Mapping[str, ProfileRef] = MappingProxyType({})) -> Details:
    """What the form says; a line of it that is one of the `known` addresses means that profile."""
    fields: dict[str, str | date | None] = {name: form.optional(name) for name in TEXTS if name in form.typed}
    if "owner" in form.typed:
        fields["owner"] = form.optional("owner")
    faults = Faults()
    if "country" in form.typed:
        with faults.noting():
            fields["country"] = _country(form)
    if "birthday" in form.typed:
        typed = form.optional("birthday")
        fields["birthday"] = date.fromisoformat(typed) if typed else None
    labels = {kind: form.words(name) for name, kind in LABELS.items() if name in form.typed}
    profiles: list[tuple[str, ProfileRef]] = []
    with faults.noting():
        profiles = _profiles(form, known=known)
    faults.check()
    return Details(fields=fields, labels=labels, profiles=profiles)


def _country(form: Form) -> str | None:
    typed = form.optional("country")
    code = words.country_code(typed) if typed else None
    if typed and code is None:
        raise Refused(
            "I don't know this country. Write its English name or its two letters, such as DE.", field="country"
        )
    return code


def _profiles(form: Form, *, known: Mapping[str, ProfileRef]) -> list[tuple[str, ProfileRef]]:
    """The profiles of the form, each with the field that it stands in."""
    found: list[tuple[str, ProfileRef]] = []
    if form.text("profile_1"):
        found.append(
            ("profile_1", _profile(form.text("profile_1"), field="profile_1", platform=form.optional("platform_1")))
        )
    for line in form.text("profiles").splitlines():
        if line.strip():
            ref = known.get(line.strip()) or _profile(line, field="profiles", platform=None)
            found.append(("profiles", ref))
    return found


def _profile(typed: str, *, field: str, platform: str | None) -> ProfileRef:
    """One profile: a link, a handle with the platform chosen, or a line such as `tiktok @noor.bakes`."""
    first, _, rest = typed.strip().partition(" ")
    if platform is None and rest and first.casefold().rstrip(":") in PLATFORMS:
        platform, typed = first.casefold().rstrip(":"), rest
    try:
        ref = parse_profile(typed, platform=platform)
    except Refused as refused:
        raise Refused(refused.sentence, field=field) from refused
    if ref.platform is None:
        hint = "Choose it below, or paste the link" if field == "profile_1" else "Write it as a link"
        raise Refused(f"Which platform is “{ref.handle}” on? {hint}.", field=field)
    return ref


def show(command: Command, deps: Deps) -> Answer:
    """`/influencer show <who>`: the card, or the question which one is meant."""
    if not command.text:
        raise Refused("Say who: `/influencer show noor` takes a name, a handle or a profile link.")
    with deps.reading(command.workspace) as store:
        named = who.one(store, command.text)
        if len(named.influencers) > 1:
            return Say(
                "influencer_which", {"typed": command.text, "influencers": cards.lines(store, named.influencers)}
            )
        return Say(
            "influencer_card",
            {"card": cards.load(store, named.influencers[0].id, reader=command.member, now=deps.now())},
        )


def open_card(click: Click, deps: Deps) -> Answer:
    """*Open*, wherever it stands."""
    with deps.reading(click.workspace) as store:
        return Say("influencer_card", {"card": cards.load(store, click.id, reader=click.member, now=deps.now())})


def edit(click: Click, deps: Deps) -> Answer:
    """*Edit*: the form with what is known."""
    with deps.reading(click.workspace) as store:
        card = cards.load(store, click.id, reader=click.member, now=deps.now())
    about = {"id": click.id, "version": card.influencer.version}
    return Open("influencer_edit", {"card": card}, about)


def edited(form: Form, deps: Deps) -> Answer:
    """Submit of *Edit*."""
    try:
        with deps.transaction(form.workspace) as store:
            details = _details(form, known=influencers.known_profiles(store, form.id))
            influencers.change(store, form.id, details, version=form.version, by=form.member, now=deps.now())
            card = cards.load(store, form.id, reader=form.member, now=deps.now())
    except ProfileTaken as taken:
        raise _taken(taken) from taken
    return Finish("influencer_card", {"card": card})


def choose_stage(click: Click, deps: Deps) -> Answer:
    """*Change stage*: the stages that may follow."""
    with deps.reading(click.workspace) as store:
        influencer = touches.found(store, click.id)
    values = {
        "influencer": influencer,
        "stages": [(stage, stage.replace("-", " ")) for stage in next_stages(influencer.stage)],
    }
    return Open("stage_change", values, {"id": influencer.id})


def stage_chosen(form: Form, deps: Deps) -> Answer:
    """Submit of *Change stage*."""
    with deps.transaction(form.workspace) as store:
        stage = Stage(form.text("stage"))
        influencers.move(store, form.id, stage, why=form.text("why"), by=form.member, now=deps.now())
        card = cards.load(store, form.id, reader=form.member, now=deps.now())
    return Finish("influencer_card", {"card": card})


ROUTES = Routes(
    commands={
        "/influencer": {
            "add": SubCommand(add, "add [@handle or URL]", "put somebody on the roster", Role.MARKETER),
            "show": SubCommand(show, "show <who>", "everything about one person"),
        }
    },
    clicks={
        "influencer.open": (open_card, Role.VIEWER),
        "influencer.add": (add_again, Role.MARKETER),
        "influencer.edit": (edit, Role.MARKETER),
        "influencer.stage": (choose_stage, Role.MARKETER),
    },
    forms={
        "influencer_add": (added, Role.MARKETER),
        "influencer_edit": (edited, Role.MARKETER),
        "stage_change": (stage_chosen, Role.MARKETER),
    },
    shortcuts={"influencer.add": (add_from_shortcut, Role.MARKETER)},
)
