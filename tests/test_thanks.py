"""Thank-you notes: only their own figures, written into the timeline, never to who asked not to be contacted."""

from tests.results import Happening, noor, thank
from tests.workspace import Workspace

__all__ = ["noor"]

NOOR = "https://www.tiktok.com/@noor.bakes"


def test_a_thank_you_note_holds_only_their_own_figures_and_is_written_into_the_timeline(
    workspace: Workspace, noor: Happening
) -> None:
    workspace.add("maria", "Sam <!channel> & *Ode*", "https://www.tiktok.com/@sam")
    with workspace.bot.deps.reading(workspace.team) as store:
        campaign_id = store.campaigns.named("Autumn bread")[0].id
    sam = Happening(workspace, workspace.collaboration("maria", campaign_id, "Sam <!channel> & *Ode*"))
    for one, likes in ((noor, 300), (sam, 40_000)):
        one.post({"likes": likes, "comments": 10, "reach": likes * 2})
        one.clicks(3)
        one.orders([8_800])
        one.cost(77_700)
        one.sum_up()
    maria = workspace.person("maria")

    view = thank(workspace, "maria")
    note = view.field("note").value
    done = maria.submit(view, note=f"{note}\nSee you soon!")

    assert "1 post, a reach of 600, 310 likes, comments, shares and saves, 3 clicks, 1 order" in note
    for private in ("777", "88", "40,0", "Sam"):
        assert private not in note
    assert "is in the timeline" in done.text
    assert "See you soon!" in maria.click("Full timeline", maria.command("/influencer show noor")).text


def test_two_who_thank_at_once_are_told_of_each_other(workspace: Workspace, noor: Happening) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    hers, his = thank(workspace, "maria"), thank(workspace, "omar")

    assert "is in the timeline" in maria.submit(hers).text
    refused = omar.submit(his, note="Thanks from me")

    assert "maria sent a thank-you note meanwhile" in refused.errors["note"]
    assert omar.view() is not None
    assert "thanked Noor Haddad already" in thank(workspace, "omar").text


def test_nobody_is_thanked_who_asked_not_to_be_contacted(workspace: Workspace, noor: Happening) -> None:
    maria = workspace.person("maria")
    card = maria.command("/influencer show noor")
    maria.submit(maria.click("Change stage", card), stage="do-not-contact", why="she asked us to")

    opened = maria.click("Thank-you note", maria.click("Open", maria.command("/campaign show autumn")))

    assert "asked not to be contacted" in opened.text
