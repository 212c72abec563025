"""Ideas of influencers are counted by theme, decided on once, and the one who had it hears what becomes of it."""

from functools import partial

import pytest

from bot.domain.influencers.ideas import IdeaStage
from bot.domain.team.roles import Member
from bot.services.influencers import ideas
from sandbox.driver import Message
from storage import Store
from tests.at_once import at_once, refusals
from tests.caring import card
from tests.outreaching import link_in, make_viewer
from tests.promising import home, listed
from tests.workspace import Seen, Workspace

IDEA = "A recipe a week with what is left in the fridge"
HOSTILE = "<!channel> *b* & <i> \u202eolleh " + "x" * 300


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """Noor is on the roster, and in Autumn bread."""
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor Haddad", "https://www.tiktok.com/@noor.bakes", email="noor@bakes.example"))
    workspace.collaboration("maria", workspace.campaign("maria", "Autumn bread"), "Noor Haddad")
    return workspace


def log(workspace: Workspace, text: str = IDEA, theme: str = "recipes", who: str = "maria", **typed: object) -> Seen:
    """Somebody logs an idea of Noor's."""
    person = workspace.person(who)
    return person.submit(person.click("Log an idea", card(workspace, who)), theme=theme, text=text, **typed)


def ideas_of(workspace: Workspace, who: str = "maria") -> Message:
    """The list of Noor's ideas."""
    return workspace.person(who).click("Ideas", card(workspace, who)).messages[-1]


def decided(workspace: Workspace, button: str, outcome: str, who: str = "maria") -> Message:
    """The list after somebody decided on the first idea."""
    person = workspace.person(who)
    return person.submit(person.click(button, ideas_of(workspace, who)), outcome=outcome).messages[-1]


def test_an_idea_is_logged_planned_done_and_told_to_the_one_who_had_it(noor: Workspace) -> None:
    maria = noor.person("maria")
    kept = log(noor).messages[-1]
    assert "*1* idea of Noor Haddad" in kept.text_shown
    assert IDEA in kept.text_shown
    assert "*Ideas of theirs* 1 open" in card(noor).text_shown

    planned = decided(noor, "Plan", "For the spring launch")
    assert "planned · *to be told*" in planned.text_shown
    maria.submit(maria.click("Tell them", planned))
    assert "to be told" not in ideas_of(noor).text_shown

    done = decided(noor, "Done", "It reached 40,000 people", who="omar")
    assert "done · *to be told*" in done.text_shown
    form = maria.click("Tell them", ideas_of(noor))
    assert "It reached 40,000 people" in form.view.text
    told = maria.submit(form).messages[-1]

    assert "they know that the idea is done" in told.text_shown
    assert {"Plan", "Done", "Decline", "Tell them"}.isdisjoint(button.label for button in told.buttons)
    timeline = maria.click("Full timeline", card(noor)).text
    assert "Their idea (recipes): " in timeline
    assert "Told them what became of their idea (recipes)" in timeline
    with noor.bot.deps.reading(noor.team) as store:
        verbs = [one["verb"] for one in store.audit.of("influencer:1")]
    assert [one for one in verbs if "idea" in one] == ["idea", "idea decided", "idea told", "idea decided", "idea told"]


def test_we_owe_word_of_it_until_they_were_told(noor: Workspace) -> None:
    maria = noor.person("maria")
    log(noor)
    assert "You owe nobody anything" in maria.home().text
    decided(noor, "Decline", "We do no recipes this year")

    assert "Tell them what became of their idea (recipes)" in home(noor).text
    owed = listed(noor)
    assert "Tell them what became of their idea (recipes)" in owed.text_shown
    maria.submit(maria.click("Tell them", owed))

    assert "Nothing is owed here" in listed(noor).text_shown
    assert "You owe nobody anything" in home(noor).text


def test_the_message_can_be_changed_copied_and_opened_as_mail(noor: Workspace) -> None:
    maria = noor.person("maria")
    log(noor)
    form = maria.click("Tell them", decided(noor, "Plan", "For spring"))
    copied = maria.click("Copy or open as mail", form.view, subject="Your idea & <ours>", body="Dear Noor,\nwe do it.")

    link = link_in(copied.view)
    maria.close(copied)
    assert link.startswith("mailto:noor@bakes.example?subject=Your%20idea%20%26%20%3Cours%3E")
    assert "Dear%20Noor%2C%0D%0Awe%20do%20it." in link
    assert maria.submit(form, subject=" ", body=" ").errors == {
        "subject": "The subject is missing.",
        "body": "The message is missing.",
    }


def test_ideas_are_counted_by_theme_whoever_wrote_it_how(noor: Workspace) -> None:
    maria = noor.person("maria")
    maria.close(noor.add("maria", "Sam Ode", "https://www.tiktok.com/@sam"))
    log(noor, theme="Recipes")
    log(noor, "Another one", theme="recipes ")
    log(noor, "Give bread away", theme="giveaways")

    everything = maria.click("Everybody's ideas", ideas_of(noor)).messages[-1]
    assert "*3* ideas" in everything.text_shown
    assert "*Recipes* 2 (2 open)" in everything.text_shown
    only = maria.choose("idea.theme", "all:0:3:0", in_=everything).messages[-1]
    assert "*1* idea about giveaways" in only.text_shown
    assert "Another one" not in only.text_shown

    form = maria.click("Log an idea", only)
    maria.suggest("who", "sam", in_=form.view)
    logged = maria.submit(form, who="2", theme="recipes", text="Soup")
    assert "*1* idea of Sam Ode" in logged.messages[-1].text_shown
    assert "There are Recipes, giveaways" in maria.click("Log an idea", card(noor)).view.text


def test_a_campaign_has_its_own_ideas(noor: Workspace) -> None:
    maria = noor.person("maria")
    log(noor, "Without a campaign", theme="other")
    log(noor, campaign="1")

    campaign = maria.click("Ideas", maria.command("/campaign show autumn")).messages[-1]
    assert "*1* idea for Autumn bread" in campaign.text_shown
    assert "Without a campaign" not in campaign.text_shown
    form = maria.click("Log an idea", campaign)
    maria.suggest("who", "noor", in_=form.view)
    more = maria.submit(form, who="1", theme="bread", text="More rye")
    assert "*2* ideas for Autumn bread" in more.messages[-1].text_shown
    assert "*3* ideas" in maria.click("Everybody's ideas", more.messages[-1]).messages[-1].text_shown


def test_home_opens_everybodys_ideas_in_a_window(noor: Workspace) -> None:
    maria = noor.person("maria")
    log(noor)

    shown = maria.click("Ideas", maria.home()).view
    assert "*1* idea" in shown.text
    after = maria.submit(maria.click("Plan", shown), outcome="For spring").view
    assert "to be told" in after.text


def test_pages_are_turned(noor: Workspace) -> None:
    maria = noor.person("maria")
    for number in range(8):
        log(noor, f"Idea {number}")

    first = ideas_of(noor)
    assert "page 1 of 2" in first.text_shown
    assert "Idea 0" not in first.text_shown
    later = maria.click("Later", first).messages[-1]
    assert "Idea 0" in later.text_shown
    assert "page 1 of 2" in maria.click("Earlier", later).messages[-1].text_shown


def test_what_is_missing_or_too_long_is_refused_on_its_field_and_nothing_typed_is_lost(noor: Workspace) -> None:
    maria = noor.person("maria")
    form = maria.click("Log an idea", card(noor))
    assert maria.submit(form, theme=" ", text=" ").errors == {
        "theme": "Give it a theme, such as “recipes”.",
        "text": "Write the idea in a sentence or two.",
    }
    assert maria.submit(form, theme="recipes", text=IDEA).messages
    asked = maria.click("Decline", ideas_of(noor))
    assert maria.submit(asked, outcome=" ").errors == {"outcome": "Say why not: they gave it some thought."}


def test_what_was_typed_is_shown_as_it_was_typed(noor: Workspace) -> None:
    shown = log(noor, HOSTILE, theme="*b* & <i>").messages[-1]
    decided(noor, "Plan", HOSTILE)

    assert "<!channel> *b* & <i>" in shown.text_shown
    for message in (shown, ideas_of(noor), card(noor)):
        assert "<!channel>" not in str(message.blocks)


def test_the_slower_of_two_is_told_how_the_idea_stands_and_loses_nothing(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    log(noor)
    old = ideas_of(noor)
    mine, theirs = maria.click("Plan", old), omar.click("Plan", ideas_of(noor, "omar"))
    omar.submit(theirs, outcome="For spring")

    assert "This idea is planned" in maria.submit(mine, outcome="For autumn").errors["outcome"]
    maria.close(mine)
    late, quick = maria.click("Done", ideas_of(noor)), omar.click("Tell them", ideas_of(noor, "omar"))
    omar.submit(quick)
    assert "A colleague was quicker: this idea is planned" in maria.submit(late, outcome="Done").errors["outcome"]
    maria.close(late)
    assert "This idea is planned: the next stage can be done or declined." in maria.click("Plan", old).text


def test_two_who_decide_at_the_same_moment_decide_once_and_owe_one_word(noor: Workspace) -> None:
    log(noor)
    both = {noor.member("maria"): IdeaStage.DECLINED, noor.member("omar"): IdeaStage.DONE}

    def decide(store: Store, by: Member) -> None:
        ideas.decide(store, 1, both[by], outcome=f"by {by.name}", version=1, by=by, now=noor.clock())

    said = at_once(noor, *(partial(decide, by=by) for by in both))

    assert len(refusals(said)) == 1
    assert f"by {list(both)[said.index('won')].name}" in ideas_of(noor).text_shown
    with noor.bot.deps.reading(noor.team) as store:
        assert len(store.promises.open_of_influencer(1)) == 1


def test_two_who_tell_tell_once(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    log(noor)
    decided(noor, "Done", "All well")
    old = ideas_of(noor)
    mine = maria.click("Tell them", old)
    omar.submit(omar.click("Tell them", ideas_of(noor, "omar")))

    assert "told them already" in maria.submit(mine).text
    maria.close(mine)
    assert "told them already" in maria.click("Tell them", old).text


def test_nobody_writes_to_who_asked_not_to_be_contacted(noor: Workspace) -> None:
    maria = noor.person("maria")
    log(noor)
    planned = decided(noor, "Plan", "For spring")
    maria.submit(maria.click("Change stage", card(noor)), stage="do-not-contact", why="They wrote so")

    assert "Nothing is owed here" in listed(noor).text_shown
    assert "asked not to be contacted" in maria.click("Tell them", planned).text
    decided(noor, "Done", "It was made")
    assert "Nothing is owed here" in listed(noor).text_shown


def test_a_viewer_and_a_guest_neither_read_nor_change_ideas(noor: Workspace) -> None:
    log(noor)
    before, shown = card(noor, "lee"), ideas_of(noor, "lee")
    viewer = make_viewer(noor, "lee")

    seen = card(noor, "lee")
    assert "Ideas of theirs" not in seen.text_shown
    assert "Log an idea" not in [button.label for button in seen.buttons]
    for label, message in (("Log an idea", before), ("Ideas", before), ("Plan", shown)):
        assert "marketer" in viewer.click(label, message).text
    assert "full members" in noor.person("gus").command("/influencer show noor").text


def test_ideas_go_with_their_influencer_to_another_owner_and_into_a_joining(noor: Workspace) -> None:
    maria, omar = noor.person("maria"), noor.person("omar")
    log(noor)
    decided(noor, "Plan", "For spring")
    maria.submit(maria.click("Edit", card(noor)), owner=omar.id)
    assert "Tell them what became of their idea" in listed(noor, "omar").text_shown
    assert "@omar, noted" in ideas_of(noor).text_shown

    maria.close(noor.add("maria", "Noor H.", "https://www.tiktok.com/@noor.sun"))
    with noor.bot.deps.transaction(noor.team) as store:
        store.merges.offer([(2, 1, "the same name")])
    compared = maria.click("Compare", maria.command("/influencer show @noor.sun"))
    maria.close(maria.click("Same person: join", compared.view))
    joined = maria.command("/influencer show @noor.sun").messages[-1]
    assert "*Ideas of theirs* 1 planned" in joined.text_shown
