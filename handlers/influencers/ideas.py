"""Ideas of influencers in Slack: logging one, deciding on it, telling the one who had it, and the list by theme."""

from bot.deps import Deps, Store
from bot.domain.campaigns.outreach import Letter
from bot.domain.influencers import mail
from bot.domain.influencers.ideas import IdeaStage
from bot.domain.team.roles import Member, Role
from bot.services.campaigns import rosters
from bot.services.influencers import idea_lists, ideas, touches
from bot.services.influencers.idea_lists import CAMPAIGN, INFLUENCER, Place
from handlers.answers import Answer, Finish, Open, Replace, Say
from handlers.pickers import chosen_influencer, picked
from handlers.requests import Click, Form
from handlers.routes import Routes

LONGEST_LINK = 2_800
"""Characters of a mail link, as for outreach: it stands in a text of 3,000."""
MOST_CAMPAIGNS = 50
"""Campaigns that an idea can be for: the newest that they are in."""
KNOWN_THEMES = 8
"""Themes that the form names, so that they are written alike."""


def listed(click: Click, deps: Deps) -> Answer:
    """*Ideas*, wherever it stands."""
    with deps.reading(click.workspace) as store:
        return Say("idea_list", _page(store, idea_lists.place_of(click.value), reader=click.member))


def turn(click: Click, deps: Deps) -> Answer:
    """Another page of the list, or another theme."""
    with deps.reading(click.workspace) as store:
        return Replace("idea_list", _page(store, idea_lists.place_of(click.value), reader=click.member))


def _page(store: Store, place: Place, *, reader: Member, note: str = "") -> dict[str, object]:
    return {"ideas": idea_lists.load(store, place, reader=reader), "note": note}


def ask(click: Click, deps: Deps) -> Answer:
    """*Log an idea* on a card, or in a list."""
    place = idea_lists.place_of(click.value)
    with deps.reading(click.workspace) as store:
        influencer = touches.found(store, place.number) if place.of == INFLUENCER else None
        among = rosters.history(store, influencer.id, size=MOST_CAMPAIGNS).lines if influencer else ()
        themes = idea_lists.theme_names(store, limit=KNOWN_THEMES)
    values = {
        "influencer": influencer,
        "chosen": picked(influencer) if influencer else None,
        "campaigns": [(str(one.campaign.id), one.campaign.name) for one in among],
        "themes": themes,
    }
    return Open("idea_add", values, {"place": str(place)})


def noted(form: Form, deps: Deps) -> Answer:
    """Submit of *Log an idea*."""
    place = idea_lists.place_of(str(form.about["place"]))
    campaign = form.optional("campaign")
    with deps.transaction(form.workspace) as store:
        one = ideas.note(
            store,
            place.number if place.of == INFLUENCER else chosen_influencer(form),
            theme=form.text("theme"),
            text=form.text("text"),
            campaign_id=place.number if place.of == CAMPAIGN else int(campaign) if campaign else None,
            by=form.member,
            now=deps.now(),
        )
        shown = Place(place.of, place.number) if place.of == CAMPAIGN else Place(INFLUENCER, one.influencer_id)
        return Finish("idea_list", _page(store, shown, reader=form.member, note="The idea is kept."))


def plan(click: Click, deps: Deps) -> Answer:
    """*Plan* at an idea."""
    return _decision(click, deps, IdeaStage.PLANNED)


def finish(click: Click, deps: Deps) -> Answer:
    """*Done* at an idea."""
    return _decision(click, deps, IdeaStage.DONE)


def decline(click: Click, deps: Deps) -> Answer:
    """*Decline* at an idea."""
    return _decision(click, deps, IdeaStage.DECLINED)


def _decision(click: Click, deps: Deps, stage: IdeaStage) -> Answer:
    idea_id, place = _idea(click)
    with deps.reading(click.workspace) as store:
        one, influencer = ideas.to_decide(store, idea_id, stage, by=click.member)
    about = {"id": one.id, "version": one.version, "stage": stage, "place": str(place)}
    return Open("idea_decide", {"idea": one, "influencer": influencer, "stage": stage}, about)


def _idea(click: Click) -> tuple[int, Place]:
    """Which idea a button is at, and in which list."""
    number, _, place = click.value.partition("@")
    return int(number), idea_lists.place_of(place)


def decided(form: Form, deps: Deps) -> Answer:
    """Submit of *Plan*, *Done* or *Decline*."""
    stage = IdeaStage(form.about["stage"])
    with deps.transaction(form.workspace) as store:
        one = ideas.decide(
            store, form.id, stage, outcome=form.text("outcome"), version=form.version, by=form.member, now=deps.now()
        )
        note = f"The idea is {one.stage}."
        return Finish("idea_list", _page(store, _place(form), reader=form.member, note=note))


def _place(form: Form) -> Place:
    return idea_lists.place_of(str(form.about["place"]))


def tell(click: Click, deps: Deps) -> Answer:
    """*Tell them* at an idea on which something was decided: the message to send."""
    idea_id, place = _idea(click)
    with deps.reading(click.workspace) as store:
        about = ideas.telling(store, idea_id, by=click.member)
    values = {"about": about, "to": mail.address(about.influencer.email)}
    return Open("idea_tell", values, {"id": idea_id, "version": about.idea.version, "place": str(place)})


def copy(click: Click, deps: Deps) -> Answer:
    """*Copy or open as mail*: the message as it stands in the fields by now."""
    subject, body = (str(click.typed.get(name) or "").replace("\x00", "").strip() for name in ("subject", "body"))
    letter = Letter(mail.one_line(subject), body)
    ideas.check_letter(letter)
    with deps.reading(click.workspace) as store:
        about = ideas.telling(store, int(click.about["id"]), by=click.member)
    to = mail.address(about.influencer.email)
    link = mail.mail_link(to, subject=letter.subject, body=letter.body)
    values = {"letter": letter, "to": to, "link": link if len(link) <= LONGEST_LINK else None, "about": about}
    return Open("outreach_copy", values)


def told(form: Form, deps: Deps) -> Answer:
    """Submit of *Tell them*: the message went out."""
    letter = Letter(form.text("subject"), form.text("body"))
    with deps.transaction(form.workspace) as store:
        one = ideas.told(store, form.id, letter, version=form.version, by=form.member, now=deps.now())
        note = f"Noted: they know that the idea is {one.stage}."
        return Finish("idea_list", _page(store, _place(form), reader=form.member, note=note))


ROUTES = Routes(
    clicks={
        "idea.list": (listed, Role.MARKETER),
        "idea.page": (turn, Role.MARKETER),
        "idea.theme": (turn, Role.MARKETER),
        "idea.ask": (ask, Role.MARKETER),
        "idea.plan": (plan, Role.MARKETER),
        "idea.done": (finish, Role.MARKETER),
        "idea.decline": (decline, Role.MARKETER),
        "idea.tell": (tell, Role.MARKETER),
        "idea.copy": (copy, Role.MARKETER),
    },
    forms={
        "idea_add": (noted, Role.MARKETER),
        "idea_decide": (decided, Role.MARKETER),
        "idea_tell": (told, Role.MARKETER),
    },
)
