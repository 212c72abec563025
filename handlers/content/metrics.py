"""Metrics of posts in Slack: a collaboration's posts, one over time, adding figures, and every figure's *How?*."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot import words
from bot.deps import Deps, Store
from bot.domain.content import posts as rules
from bot.domain.content.posts import BY_HAND, PostFigures, Reading
from bot.domain.influencers.counts import parse_count
from bot.domain.refused import Faults, Refused
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import collaboration_cards, collaborations
from bot.services.content import metrics, post_adding, post_cards, posts
from bot.services.content.metrics import Doubt
from bot.services.content.post_adding import NewPost
from bot.services.influencers import explaining
from handlers.answers import Answer, Change, Finish, Open, Replace, Say
from handlers.requests import Click, Form
from handlers.routes import Routes

TYPED = tuple(name for name in PostFigures._fields if name != "dislikes")
MOST_OPTIONS = 100
"""What a menu of Slack holds."""


def list_posts(click: Click, deps: Deps) -> Answer:
    """*Posts and metrics* on a collaboration, and the pages of that list."""
    about, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        values = {"list": post_cards.of_collaboration(store, int(about), page=int(page or 0))}
    return Replace("post_list", values) if page else Say("post_list", values)


def open_post(click: Click, deps: Deps) -> Answer:
    """*Open post*: its figures over time, and the pages of its days."""
    about, _, page = click.value.partition(":")
    with deps.reading(click.workspace) as store:
        values = {"card": post_cards.load(store, int(about), page=int(page or 0))}
    return Replace("post_card", values) if page else Say("post_card", values)


def choose_post(click: Click, deps: Deps) -> Answer:
    """*Add metrics* on a collaboration: for one of its posts."""
    with deps.reading(click.workspace) as store:
        one = collaborations.found(store, click.id)
        among = _options(store, one.id)
    if not among:
        raise Refused("There is no post yet. Add one with *Add a post* first.")
    values = {**_blank(click.member, deps), "among": among, "chosen": among[0][0]}
    return Open("metrics_add", values, {**_opened(deps), "collaboration": one.id})


def type_metrics(click: Click, deps: Deps) -> Answer:
    """*Add metrics* on a post."""
    with deps.reading(click.workspace) as store:
        post = posts.found(store, click.id)
    return Open("metrics_add", {**_blank(click.member, deps), "title": post.title}, {**_opened(deps), "post": post.id})


def _options(store: Store, collaboration_id: int) -> list[tuple[str, str]]:
    listed = store.posts.of_collaborations([collaboration_id])[:MOST_OPTIONS]
    return [(str(one.id), f"{words.platform(one.platform)}: {one.title}") for one in listed]


def _blank(member: Member, deps: Deps) -> dict[str, object]:
    typed = dict.fromkeys(TYPED)
    day = _today(member, deps).isoformat()
    return {"doubts": [], "among": [], "chosen": None, "title": "", "day": day, "typed": typed}


def _opened(deps: Deps) -> dict[str, object]:
    return {"opened": deps.now().isoformat(), "asked": []}


def metrics_typed(form: Form, deps: Deps) -> Answer:
    """Submit of *Add metrics*: kept, or asked about once where a figure is odd."""
    reading = _reading(form, deps)
    opened = datetime.fromisoformat(form.about["opened"])
    with deps.transaction(form.workspace) as store:
        post = posts.found(store, reading.post_id)
        doubts = metrics.doubts(store, reading, opened=opened)
        if not {one.key for one in doubts} <= set(form.about["asked"]):
            return _ask(form, store, doubts, title=post.title)
        metrics.record(store, [reading], source=BY_HAND, by=form.member.slack_id, now=deps.now())
        if "collaboration" in form.about:
            values = {"list": post_cards.of_collaboration(store, int(form.about["collaboration"]))}
            return Finish("post_list", values)
        return Finish("post_card", {"card": post_cards.load(store, post.id)})


def _reading(form: Form, deps: Deps) -> Reading:
    """What the form says, every fault on its field."""
    faults = Faults()
    chosen = form.about.get("post") or form.text("post")
    day = date.fromisoformat(form.text("day"))
    told: dict[str, int | None] = {}
    with faults.noting():
        if day > _today(form.member, deps):
            raise Refused("This day lies ahead. Choose the day the figures were read.", field="day")
    for name in TYPED:
        with faults.noting():
            told[name] = _count(form, name)
    faults.check()
    figures = PostFigures(**told)
    rules.check(figures)
    return Reading(int(chosen), day, figures)


def _count(form: Form, name: str) -> int | None:
    try:
        return parse_count(form.text(name))
    except Refused as refused:
        raise Refused(refused.sentence, field=name) from refused


def _ask(form: Form, store: Store, doubts: Sequence[Doubt], *, title: str) -> Answer:
    """The same form with what was typed, and what to look at again."""
    about = {key: form.about[key] for key in ("opened", "post", "collaboration") if key in form.about}
    among = _options(store, int(about["collaboration"])) if "collaboration" in about else []
    values = {
        "doubts": doubts,
        "among": among,
        "chosen": form.text("post"),
        "title": title,
        "day": form.text("day"),
        "typed": {name: form.optional(name) for name in TYPED},
    }
    return Change("metrics_add", values, {**about, "asked": [one.key for one in doubts]})


def ask_post(click: Click, deps: Deps) -> Answer:
    """*Add a post*: by its address."""
    with deps.reading(click.workspace) as store:
        card = collaboration_cards.load(store, click.id, reader=click.member)
    profiles = [(str(one.id), words.profile(one.platform, handle=one.handle)) for one in card.profiles]
    values = {"name": card.influencer.name, "campaign": card.campaign.name, "profiles": profiles}
    return Open("post_add", values, {"collaboration": click.id})


def post_added(form: Form, deps: Deps) -> Answer:
    """Submit of *Add a post*."""
    link = posts.read_link(form.text("url"), field="url")
    told = form.optional("published_on")
    published_on = date.fromisoformat(told) if told else None
    if published_on and published_on > _today(form.member, deps):
        raise Refused("This day lies ahead. A post counts from the day it is live.", field="published_on")
    chosen = form.optional("profile")
    about = int(form.about["collaboration"])
    new = NewPost(link, form.text("title"), published_on, int(chosen) if chosen else None)
    with deps.transaction(form.workspace) as store:
        post_adding.add(store, about, new, by=form.member, now=deps.now())
        return Finish("post_list", {"list": post_cards.of_collaboration(store, about)})


def explain_post(click: Click, deps: Deps) -> Answer:
    """*How?* on a post."""
    with deps.reading(click.workspace) as store:
        [line] = posts.lines(store, [posts.found(store, click.id)])
        told = explaining.of_post(store, line, today=_today(click.member, deps))
    return Open("metrics_how", {"heading": line.post.title, "told": told})


def explain_posts(click: Click, deps: Deps) -> Answer:
    """*How?* on a collaboration's posts."""
    with deps.reading(click.workspace) as store:
        name = collaborations.name_of(store, collaborations.found(store, click.id))
        lines = posts.lines(store, store.posts.of_collaborations([click.id]))
        told = explaining.of_posts(store, lines, today=_today(click.member, deps))
    return Open("metrics_how", {"heading": f"All posts of {name}", "told": told})


def _today(member: Member, deps: Deps) -> date:
    """The day that it is where this member is."""
    return deps.now().astimezone(ZoneInfo(member.tz)).date()


ROUTES = Routes(
    clicks={
        "metrics.list": (list_posts, Role.VIEWER),
        "metrics.page": (list_posts, Role.VIEWER),
        "metrics.back": (list_posts, Role.VIEWER),
        "metrics.add": (choose_post, Role.MARKETER),
        "metrics.type": (type_metrics, Role.MARKETER),
        "metrics.how": (explain_posts, Role.VIEWER),
        "post.open": (open_post, Role.VIEWER),
        "post.page": (open_post, Role.VIEWER),
        "post.back": (open_post, Role.VIEWER),
        "post.add": (ask_post, Role.MARKETER),
        "post.how": (explain_post, Role.VIEWER),
    },
    forms={"metrics_add": (metrics_typed, Role.MARKETER), "post_add": (post_added, Role.MARKETER)},
)
