"""Live posts: checked against the profile and for disclosure, each once; usage rights of what is live."""

from datetime import timedelta
from functools import partial

import pytest

from bot.domain.campaigns.collaborations import CollaborationStage, CostKind, CostState
from bot.domain.team.roles import Member
from bot.services.content import content, publishing
from sandbox.driver import Seen
from storage import Store
from tests.at_once import at_once, refusals
from tests.content import BAD, GOOD, TIKTOK, VIDEO, approve, begin, card, hub, plan, submit
from tests.test_isolation import names_workspace, statements
from tests.workspace import Workspace


@pytest.fixture
def noor(workspace: Workspace) -> Workspace:
    """A workspace in which Noor's post is approved."""
    plan(begin(workspace))
    submit(workspace)
    approve(workspace)
    return workspace


def publish(workspace: Workspace, who: str = "lee", **fields: object) -> Seen:
    """Somebody notes that the first deliverable is live."""
    person = workspace.person(who)
    form = person.click("Published", card(workspace, who))
    return person.submit(form, **{"url": VIDEO, **fields})


def move(workspace: Workspace, to: CollaborationStage) -> None:
    """Bring the collaboration to a stage, whatever came before."""
    with workspace.bot.deps.transaction(workspace.team) as store:
        one = store.collaborations.get(1)
        assert one is not None
        assert store.collaborations.change(one, {"stage": to})


def test_the_first_live_post_brings_a_producing_collaboration_to_live(noor: Workspace) -> None:
    move(noor, CollaborationStage.PRODUCING)

    shown = publish(noor, url=f"{VIDEO}?is_from_webapp=1&sender_device=pc")

    assert "published" in shown.text
    assert VIDEO in shown.text
    assert "is_from_webapp" not in shown.text
    assert "Advertising disclosure* · :white_check_mark: as it must be" in shown.text
    collaboration = hub(noor).text
    assert "live" in collaboration
    assert "the post · disclosure: :white_check_mark: as it must be" in collaboration
    timeline = noor.person("maria").command("/influencer show noor").text
    assert "Autumn bread: “Bread post” is live" in timeline
    assert "producing → live: its first post is live" in timeline


def test_a_collaboration_that_is_not_producing_stays_where_it_is(noor: Workspace) -> None:
    publish(noor)

    assert "shortlisted" in hub(noor).text


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (
            "https://www.tiktok.com/@zoe.bakes/video/73012",
            "That post stands on TikTok @zoe.bakes, and Noor Haddad is TikTok @noor.bakes.",
        ),
        ("https://www.instagram.com/p/Cxyz/", "This deliverable is for TikTok, and that address is on Instagram."),
        (TIKTOK, "That is not the address of a post on TikTok. Copy it from the post itself"),
        ("https://vm.tiktok.com/ZM123/", "That is a short link."),
        ("not an address", "I can't read that as the address of a post."),
        ("javascript:alert(1)", "I can't read that as the address of a post."),
        ("https://[x/", "I can't read that address."),
    ],
)
def test_an_address_that_is_not_the_creators_post_is_refused_on_its_field(
    noor: Workspace, url: str, sentence: str
) -> None:
    errors = publish(noor, url=url).errors

    assert list(errors) == ["url"]
    assert errors["url"].startswith(sentence)


def test_a_day_that_lies_ahead_is_refused_beside_the_address(noor: Workspace) -> None:
    errors = publish(noor, url="x", published_on=noor.clock().date() + timedelta(days=3)).errors

    assert sorted(errors) == ["published_on", "url"]


def test_an_address_without_a_handle_is_taken_and_says_that_nobody_could_check_it(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    begin(workspace)
    form = maria.click("Edit", maria.command("/influencer show noor"))
    profiles = f"{TIKTOK}\nhttps://www.instagram.com/noor.bakes/"
    maria.submit(form, profiles=profiles)
    plan(workspace, platform="instagram")
    submit(workspace)
    approve(workspace)

    shown = publish(workspace, url="instagram.com/reel/Cxyz_1/?igsh=abc")

    assert "https://www.instagram.com/p/Cxyz_1/" in shown.text
    assert "The address does not say whose post it is" in shown.text


def test_the_same_address_twice_is_refused_with_where_it_stands(noor: Workspace) -> None:
    publish(noor)
    lee = noor.person("lee")
    listed = plan(noor, title="Second post")
    cards = [button for button in listed.messages[-1].buttons if button.action_id.startswith("deliverable.open")]
    second = lee.click(None, hub(noor, "lee"), action_id=cards[1].action_id)
    done = lee.submit(lee.click("Submit a draft", second), text=GOOD)
    done = lee.submit(lee.click("Review", done), decision="approved", must_0=["0", "1"])

    told = lee.submit(lee.click("Published", done), url=VIDEO)

    sentence = "That post stands already under “Bread post” of Noor Haddad in Autumn bread."
    assert told.errors == {"url": sentence}


def test_the_same_post_noted_twice_at_the_same_moment_is_kept_once(noor: Workspace) -> None:
    with noor.bot.deps.reading(noor.team) as store:
        version = content.found(store, 1).version
    told = publishing.Publication(VIDEO, noor.clock().date(), publishing.Seen(GOOD))

    def note(store: Store, by: Member) -> None:
        publishing.publish(store, 1, told, version=version, by=by, now=noor.clock())

    (other,) = refusals(at_once(noor, *(partial(note, by=noor.member(name)) for name in ("maria", "omar"))))

    assert "noted that it is live a moment ago" in other or "That post stands already under “Bread post”" in other
    with noor.bot.deps.reading(noor.team) as store:
        assert store.posts.count() == 1


def test_a_post_that_an_import_brought_is_joined_and_keeps_its_figures(noor: Workspace) -> None:
    with noor.bot.deps.transaction(noor.team) as store:
        (profile,) = store.profiles.of([1])[1]
        row = {"profile_id": profile.id, "platform": "tiktok", "post_key": VIDEO.rpartition("/")[2]}
        (post_id,) = store.posts.add([{**row, "title": "Imported", "url": "https://www.tiktok.com/@noor.bakes"}])

    assert "published" in publish(noor).text
    with noor.bot.deps.reading(noor.team) as store:
        post = store.live.get(post_id)
        assert post is not None
        assert (post.deliverable_id, post.collaboration_id, post.url) == (1, 1, VIDEO)
        assert store.posts.count() == 1


def test_a_post_that_an_import_gave_to_somebody_else_is_not_taken(noor: Workspace) -> None:
    noor.person("maria").close(noor.add("maria", "Zoe", "https://www.tiktok.com/@zoe.bakes"))
    with noor.bot.deps.transaction(noor.team) as store:
        (profile,) = store.profiles.of([2])[2]
        row = {"profile_id": profile.id, "platform": "tiktok", "post_key": VIDEO.rpartition("/")[2]}
        store.posts.add([{**row, "title": "Imported", "url": VIDEO}])

    told = publish(noor).errors["url"]
    assert told == "That post stands already here as another creator's: an import brought it."


def test_a_disclosure_fault_is_told_with_its_fix_and_says_when_it_is_mended(noor: Workspace) -> None:
    maria = noor.person("maria")
    shown = publish(noor, caption=BAD)

    assert "disclosure* · :warning: 1 fault" in shown.text
    assert "disclosure: :warning: 1 fault" in hub(noor).text
    told = noor.told("maria")[-1]
    assert "*Noor Haddad*'s live post in Autumn bread lacks a proper disclosure" in told.text_shown
    assert "begin the caption with `Paid partnership with @crumb.co`" in told.text_shown
    form = maria.click("Check again", told)
    assert form.view.field("caption").value == BAD
    assert (
        "Advertising disclosure* · :white_check_mark: as it must be" in maria.submit(form, caption=f"{GOOD} again").text
    )
    mended = noor.told("maria")[-1]
    assert mended.ts == told.ts
    assert "has no disclosure fault any more" in mended.text_shown
    again = maria.submit(maria.click("Check again", card(noor)), caption=BAD)
    assert "disclosure* · :warning: 1 fault" in again.text
    assert "lacks a proper disclosure" in noor.told("maria")[-1].text_shown


def test_of_two_who_check_again_at_once_the_slower_is_told(noor: Workspace) -> None:
    lee, omar = noor.person("lee"), noor.person("omar")
    publish(noor, caption=BAD)
    slow = lee.click("Check again", card(noor, "lee"))
    noor.travel(minutes=1)
    omar.submit(omar.click("Check again", card(noor, "omar")), caption=GOOD)

    told = lee.submit(slow, caption="mine")

    assert "omar checked the post again a moment ago" in told.errors["caption"]
    assert told.view.field("caption").value == "mine"


def test_the_check_knows_what_was_given(noor: Workspace) -> None:
    with noor.bot.deps.transaction(noor.team) as store:
        fields = {"kind": CostKind.PRODUCT, "state": CostState.SPENT, "amount": 2000, "currency": "EUR", "note": ""}
        store.collaborations.add_cost(1, fields, by="U1", now=noor.clock())

    shown = publish(noor, caption=BAD).text

    assert "On record: a free or discounted product." in shown
    assert "a payment is assumed" not in shown


def test_what_is_not_approved_is_not_published(workspace: Workspace) -> None:
    plan(begin(workspace))
    submit(workspace)
    approve(workspace)
    lee = workspace.person("lee")
    old = card(workspace, "lee")
    submit(workspace, "omar")

    assert "the next stage can be changes requested, approved" in lee.click("Published", old).text


def test_hostile_captions_are_harmless(noor: Workspace) -> None:
    caption = "<!channel> *b* & <i> \u202eخبز\u202c " + "n" * 2000

    publish(noor, caption=caption)

    assert "lacks a proper disclosure" in noor.told("maria")[-1].text_shown


def test_every_statement_about_content_names_its_workspace(workspace: Workspace) -> None:
    with statements(workspace) as seen:
        plan(begin(workspace))
        submit(workspace)
        approve(workspace)
        publish(workspace, caption=BAD)
        maria = workspace.person("maria")
        shown = maria.submit(maria.click("Check again", card(workspace)), caption=GOOD)
        form = maria.click("Usage rights", shown)
        shown = maria.submit(form, kind="whitelisting", channel="Meta ads", territory="Germany")
        maria.click(None, shown, action_id="right.end:1")

    assert [one for one in seen if not names_workspace(one)] == []
