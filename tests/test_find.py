"""Finding influencers: every filter tells right from wrong, pages, orders, saved searches and what a bad one says."""

from datetime import timedelta

import pytest

from tests.workspace import Message, Person, Seen, Workspace

ROSTER = {
    "Ana": {"profile": "https://www.tiktok.com/@ana.bakes", "niches": "baking", "tags": "vegan", "country": "DE"},
    "Ben": {"profile": "https://www.tiktok.com/@ben", "niches": "beauty", "values": "honesty", "country": "FR"},
    "Cleo": {"profile": "https://www.instagram.com/cleo/", "tags": "vegan, summer", "languages": "German"},
    "Dan": {"profile": "https://www.instagram.com/dan/", "strengths": "storyteller", "email": "dan@example.com"},
}
FIGURES = {
    "Ana": {"followers": "20k", "likes": "900", "comments": "300", "shares": "300"},
    "Ben": {"followers": "5k", "likes": "200", "comments": "20", "shares": "30"},
    "Cleo": {"followers": "800k", "likes": "40k", "comments": "8k"},
}


def card(person: Person, wanted: str) -> Message:
    """The card of an influencer."""
    return person.command(f"/influencer show {wanted}").messages[-1]


def found(seen: Seen) -> list[str]:
    """The names on a page, in order, each the one that its *Open* stands beside."""
    blocks = seen.messages[-1].blocks
    return [one["text"]["text"].split("*")[1] for one in blocks if one.get("accessory", {}).get("type") == "button"]


def find(person: Person, text: str) -> list[str]:
    """Whom a search finds."""
    return found(person.command(f"/influencer find {text}"))


@pytest.fixture
def roster(workspace: Workspace) -> Workspace:
    """Four influencers, three of them with figures; Ana is active and Omar's, Ben was called 50 days later."""
    maria, omar = workspace.person("maria"), workspace.person("omar")
    for name, fields in ROSTER.items():
        typed = {key: value for key, value in fields.items() if key != "profile"}
        form = maria.command("/influencer add")
        maria.close(maria.submit(form, {"name": name, "profile_1": fields["profile"], **typed}))
    for name, figures in FIGURES.items():
        maria.submit(maria.click("Add figures", card(maria, name)), figures)
    maria.submit(maria.click("Edit", card(maria, "ana")), owner=omar.id)
    maria.submit(maria.click("Edit", card(maria, "dan")), owner=None)
    for stage in ("contacted", "active"):
        maria.submit(maria.click("Change stage", card(maria, "ana")), stage=stage)
    workspace.travel(days=50)
    maria.command("/influencer log ben called")
    return workspace


def test_every_filter_finds_those_who_fit_and_nobody_else(roster: Workspace) -> None:
    maria = roster.person("maria")
    expected = {
        "": ["Cleo", "Ana", "Ben", "Dan"],
        "bakes": ["Ana"],
        "@ana.bakes": ["Ana"],
        "https://www.tiktok.com/@ana.bakes": ["Ana"],
        "platform:tiktok": ["Ana", "Ben"],
        "-platform:tiktok": ["Cleo", "Dan"],
        "niche:beauty": ["Ben"],
        "niche:beauty,baking": ["Ana", "Ben"],
        "followers:10k-500k": ["Ana"],
        "followers:>=20k": ["Cleo", "Ana"],
        "followers:<20k": ["Ben"],
        "er:>2%": ["Ana"],
        "er:<=1%": ["Ben"],
        "public_er:>4.5%": ["Cleo", "Ana"],
        "country:DE": ["Ana"],
        "country:france": ["Ben"],
        "stage:active": ["Ana"],
        "-stage:active": ["Cleo", "Ben", "Dan"],
        "owner:me": ["Cleo", "Ben"],
        "owner:@omar": ["Ana"],
        "owner:none": ["Dan"],
        "tag:vegan": ["Cleo", "Ana"],
        "tag:vegan -tag:summer": ["Ana"],
        "value:honesty": ["Ben"],
        "strength:storyteller": ["Dan"],
        "language:german": ["Cleo"],
        "idle:>45d": ["Cleo", "Ana", "Dan"],
        "idle:<45d": ["Ben"],
        "has:email": ["Dan"],
        "has:figures": ["Cleo", "Ana", "Ben"],
        "platform:tiktok niche:baking followers:10k-500k er:>2% country:DE stage:active tag:vegan idle:>45d": ["Ana"],
    }

    roster.person("omar").command("/rapport status")
    for text, names in expected.items():
        assert (text, find(maria, text)) == (text, names)


def test_every_order_goes_both_ways_and_missing_figures_come_last(roster: Workspace) -> None:
    maria = roster.person("maria")
    expected = {
        "sort:followers": ["Cleo", "Ana", "Ben", "Dan"],
        "sort:-followers": ["Ben", "Ana", "Cleo", "Dan"],
        "sort:er": ["Ana", "Ben", "Cleo", "Dan"],
        "sort:name": ["Ana", "Ben", "Cleo", "Dan"],
        "sort:-name": ["Dan", "Cleo", "Ben", "Ana"],
        "sort:added": ["Dan", "Cleo", "Ben", "Ana"],
        "sort:-idle": ["Ben"],
    }

    for text, names in expected.items():
        assert (text, find(maria, text)[: len(names)]) == (text, names)
    assert find(maria, "sort:idle")[-1] == "Ben"
    menu = maria.command("/influencer find tag:vegan").messages[-1]
    assert found(maria.click("Sort by name", menu)) == ["Ana", "Cleo"]


def test_a_rate_says_whom_it_leaves_out_for_want_of_data(roster: Workspace) -> None:
    maria = roster.person("maria")

    seen = maria.command("/influencer find er:>2%")

    assert "Meaningful ER: 3.00%" in seen.text
    assert "2 others have not enough data for the meaningful ER; `public_er:` looks at likes and comments." in seen.text
    assert "Public ER: 6.00%" in maria.command("/influencer find public_er:>5.5%").text
    assert "not enough data" in maria.command("/influencer find dan").text


def test_what_cannot_be_read_gets_a_sentence_with_the_right_form(roster: Workspace) -> None:
    maria = roster.person("maria")
    expected = {
        "platfrom:tiktok": "I don't know the filter “platfrom:”. Did you mean platform? For example platform:tiktok.",
        "followers:many": "I can't read “many” for followers. For example followers:10k-500k.",
        "er:": "Write what you want after “er:”. For example er:>2%.",
        "country:atlantis": "I don't know the country “atlantis”. Write it like country:DE or country:germany.",
        "platform:myspace": "I don't know the platform “myspace”. Choose one of Instagram, TikTok",
        "stage:famous": "I don't know stage:famous. It can be prospect, shortlisted",
        "owner:zoe": "Nobody called “zoe” uses Rapport yet. Write owner:me, owner:none or owner:@name.",
        "sort:luck": "I can't sort by “luck”.",
        "=unknown": "No search is saved as “unknown”.",
        f"{'word ' * 29}{'x' * 5000}": "That search is too long. Use a few words and filters.",
    }

    for text, sentence in expected.items():
        seen = maria.command(f"/influencer find {text}")
        assert sentence in seen.text
    assert "Nobody fits." in maria.command("/influencer find zoe").text


def test_twelve_results_stand_on_two_pages_that_turn_forth_and_back(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    for number in range(12):
        maria.close(workspace.add("maria", f"Noor {number:02}", f"https://www.tiktok.com/@noor.{number:02}"))

    first = maria.command("/influencer find noor sort:name")
    second = maria.click("More", first)
    back = maria.click("Back", second)

    assert "*12*" in first.text
    assert "`noor sort:name` · page 1 of 2" in first.text
    assert found(first) == found(back) == [f"Noor {number:02}" for number in range(10)]
    assert "page 2 of 2" in second.text
    assert found(second) == ["Noor 10", "Noor 11"]
    assert not [button for button in second.messages[-1].buttons if button.label == "More"]
    assert found(maria.command("/influencer find noor sort:name page:2")) == found(second)
    assert "Noor 10" in maria.click("Open", maria.messages()[-1]).text


def test_a_saved_search_is_there_for_everybody(roster: Workspace) -> None:
    maria, omar = roster.person("maria"), roster.person("omar")
    form = maria.click("Save this search", maria.command("/influencer find tag:vegan owner:me"))

    assert list(maria.submit(form, name="=vegan").errors) == ["name"]
    saved = maria.submit(form, name="Vegan  friends")

    assert "Saved searches: `=Vegan friends`" in saved.text
    assert find(omar, "=vegan Friends") == ["Cleo"]
    assert "There are `=Vegan friends`." in omar.command("/influencer find =nothing").text


def test_idle_counts_from_the_day_somebody_was_added_while_there_is_no_touch(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    maria.close(workspace.add("maria", "Noor", "https://www.tiktok.com/@noor.bakes"))

    workspace.travel(to=workspace.clock() + timedelta(days=30))

    assert find(maria, "idle:>29d") == ["Noor"]
    assert find(maria, "idle:>31d") == []
