"""Gifts: proposed, approved by who may, sent in time, and their cost wherever it counts."""

from datetime import timedelta

from tests.giving import HOSTILE, budget, card, delivered, gift, give, labels, propose, shipped, step, team
from tests.workspace import Workspace


def test_a_small_gift_is_approved_at_once_and_goes_its_whole_way(workspace: Workspace) -> None:
    maria = team(workspace).person("maria")

    proposed = propose(workspace, campaign="Autumn", note=HOSTILE)
    assert "Approved at once: up to €100.00 nobody else has to." in proposed.text
    assert HOSTILE in proposed.text
    assert "No address is known" in proposed.text
    assert budget(workspace) == {"planned": 0, "committed": 4_500, "spent": 0}

    assert "Noted as ordered." in step(workspace, "Ordered", shipping="4.90").text
    assert budget(workspace) == {"planned": 0, "committed": 4_990, "spent": 0}
    sent = step(workspace, "Shipped", carrier="DHL", tracking="JD0123")
    assert "DHL, JD0123" in sent.text
    assert budget(workspace) == {"planned": 0, "committed": 0, "spent": 4_990}
    assert "Noted: they have it." in step(workspace, "Delivered").text
    assert "a story" in step(workspace, "Posted", post="story").text

    shown = maria.command("/influencer show noor").text
    for line in ("Bread box was sent with DHL (thank-you)", "Bread box arrived", "Posted about Bread box: a story"):
        assert line in shown
    assert "Post rate 100.00%" in maria.command("/gift list").text.replace("*", "")


def test_what_is_wrong_with_a_gift_stands_on_its_field_and_nothing_typed_is_lost(workspace: Workspace) -> None:
    team(workspace)
    maria = workspace.person("maria")
    form = maria.command("/gift new noor")
    wrong = maria.submit(form, value="a lot", currency="bread", occasion="thank-you", note="Size M")
    assert wrong.errors == {
        "what": "Say what it is, or choose it from the catalogue.",
        "currency": "I don't know this currency. Write its three letters, such as EUR or USD.",
    }
    assert "I can't read “a lot” as an amount" in maria.submit(form, currency="EUR").errors["value"]
    past = (workspace.clock() - timedelta(days=2)).date().isoformat()
    wrong = maria.submit(form, what="Bread box", value="45", currency="", occasion="thank-you", wanted_on=past)
    assert wrong.errors == {"wanted_on": "That day has passed. Choose a later one, or leave it out."}
    assert not maria.submit(form, wanted_on=None).errors
    assert gift(workspace).note == "Size M"

    workspace.campaign("maria", "Winter")
    form = maria.command("/gift new noor")
    maria.suggest("campaign", "Winter", in_=form.view)
    assert "Noor Haddad is not on the roster of Winter" in str(
        maria.submit(maria.submit(form, what="Box", value="1", occasion="other", campaign="Winter")).errors
    )


def test_who_got_something_lately_or_wants_no_contact_is_said_before_it_goes_out(workspace: Workspace) -> None:
    team(workspace)
    propose(workspace)
    maria = workspace.person("maria")

    form = maria.command("/gift new noor")
    assert "Lately: “Bread box” (thank-you), approved on" in form.view.text
    assert "Proposed" in maria.submit(form, what="Big box", value="450", occasion="birthday").text

    form = maria.command("/gift new")
    maria.suggest("who", "noor", in_=form.view)
    asked = maria.submit(
        form, who="Noor Haddad · TikTok @noor.bakes", what="Third", value="3", occasion="birthday", note="For her"
    )
    assert "Lately: “Big box” (birthday), proposed on" in asked.view.text
    assert asked.view.field("note").value == "For her"
    assert "Approved at once" in maria.submit(asked).text

    maria.submit(
        maria.click("Change stage", maria.command("/influencer show noor")), stage="do-not-contact", why="She asked"
    )
    assert "Noor Haddad asked not to be contacted." in maria.command("/gift new noor").view.text
    assert "Noor Haddad asked not to be contacted." in card(workspace).text


def test_an_invitation_is_given_without_a_carrier(workspace: Workspace) -> None:
    team(workspace)
    seen = propose(workspace, kind="invitation", value="0", campaign="Autumn")
    assert "Given" in labels(seen)
    assert not {"Ordered", "Shipped", "Ask for the address"} & set(labels(seen))
    assert budget(workspace) == {"planned": 0, "committed": 0, "spent": 0}
    assert "Noted: they have it." in step(workspace, "Given").text
    assert "Bread box was given (thank-you)" in workspace.person("maria").command("/influencer show noor").text
    with workspace.bot.deps.reading(workspace.team) as store:
        assert store.promises.open_about("gift:1") is None


def test_a_parcel_is_sent_by_its_number_and_each_fault_stands_on_its_field(workspace: Workspace) -> None:
    team(workspace)
    propose(workspace)
    maria = workspace.person("maria")

    form = maria.command("/gift ship 1")
    ahead = (workspace.clock() + timedelta(days=2)).date().isoformat()
    assert maria.submit(form, carrier=" ", day=ahead, shipping="much").errors == {
        "carrier": "Say who carries it: DHL, UPS, a courier, or by hand.",
        "day": "That day lies ahead. Note it once it has happened.",
        "shipping": "I can't read “much” as an amount. Write it like 1,500.00.",
    }
    today = workspace.clock().date().isoformat()
    assert "Noted as shipped" in maria.submit(form, carrier=HOSTILE, day=today, shipping="").text
    before = (workspace.clock() - timedelta(days=1)).date().isoformat()
    assert "It was sent on" in step(workspace, "Delivered", day=before).errors["day"]

    assert "maria changed this gift a moment ago: it is shipped by now" in maria.command("/gift ship 1").text
    assert "There is no gift 99 here." in maria.command("/gift ship 99").text
    assert "takes the number of a gift" in maria.command("/gift ship bread").text


def test_a_cancelled_gift_costs_nothing_and_one_that_got_lost_stays_paid(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    give(workspace)
    assert step(workspace, "Cancel gift", why=" ").errors == {"why": "Say why: whoever plans the next gift must know."}
    assert f"Cancelled: {HOSTILE}" in step(workspace, "Cancel gift", why=HOSTILE).text
    assert budget(workspace) == {"planned": 0, "committed": 4_500, "spent": 0}
    with workspace.bot.deps.reading(workspace.team) as store:
        assert store.promises.open_about("gift:1") is None
        assert store.promises.open_about("gift:2") is not None

    shipped(workspace, 2)
    step(workspace, "It got lost", 2, why="The carrier lost it")
    assert budget(workspace) == {"planned": 0, "committed": 0, "spent": 4_990}
    assert "did not arrive: The carrier lost it" in workspace.person("maria").command("/influencer show noor").text


def test_a_line_of_cost_that_follows_a_gift_is_not_changed_by_hand(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    maria = workspace.person("maria")
    hub = maria.click("Open", maria.command("/influencer show noor"))
    costs = maria.click("Costs", hub)
    assert "€45.00 · product · committed" in costs.view.text
    assert "This line follows gift 1, “Bread box”." in maria.click("Edit", costs).text


def test_a_post_is_taken_from_the_list_or_by_its_address_and_counts_in_the_campaign(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    delivered(workspace)
    maria = workspace.person("maria")
    form = maria.click("Posted", card(workspace))
    assert maria.submit(form).errors == {"post": "Choose what they posted, or paste its address below."}
    url = "https://www.tiktok.com/@somebody.else/video/7301234567890123456"
    assert "Noor Haddad is @noor.bakes there" in maria.submit(form, url=url).errors["url"]
    done = maria.submit(form, url="https://www.tiktok.com/@noor.bakes/video/7301234567890123456")
    assert "Posted: " in done.text
    with workspace.bot.deps.reading(workspace.team) as store:
        (post,) = store.posts.of_collaborations([1])
    assert gift(workspace).post_id == post.id

    give(workspace, campaign=False)
    delivered(workspace, 2)
    form = maria.click("Posted", card(workspace, 2))
    assert "Noted: they posted about it." in maria.submit(form, post=str(post.id)).text
    assert gift(workspace, 2).post_id == post.id


def test_thanks_end_the_waiting_and_a_post_may_still_follow(workspace: Workspace) -> None:
    team(workspace)
    give(workspace)
    delivered(workspace)
    shown = step(workspace, "Thanked", note=HOSTILE)
    assert HOSTILE in shown.text
    assert "Posted" in labels(shown)
    assert "Cost of silence €49.90" in workspace.person("maria").command("/gift list all").text.replace("*", "")
    step(workspace, "Posted", post="story")
    assert "Cost of silence" not in workspace.person("maria").command("/gift list all").text
