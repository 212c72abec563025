"""Tracking links and promo codes: one of each per collaboration, made and changed in Slack."""

import struct

import pytest

from bot.domain.team.roles import Role
from tests.workspace import Person, Seen, View, Workspace

PAGE = "https://shop.example/bread"


def card(workspace: Workspace, who: str, name: str, *, campaign: str = "Autumn bread") -> Seen:
    """Somebody opens the collaboration's card from the campaign's."""
    person = workspace.person(who)
    shown = person.command(f"/campaign show {campaign}").messages[-1]
    block = next(one for one in shown.blocks if name in str(one) and "accessory" in one)
    return person.click("Open", shown, action_id=block["accessory"]["action_id"])


def link_of(workspace: Workspace, who: str, name: str, *, campaign: str = "Autumn bread") -> View:
    """*Link and code* on the collaboration's card."""
    return workspace.person(who).click("Link and code", card(workspace, who, name, campaign=campaign)).view


def add(workspace: Workspace, name: str, profile: str) -> None:
    """Maria puts somebody on the roster."""
    workspace.person("maria").close(workspace.add("maria", name, profile))


def give_role(workspace: Workspace, name: str, role: Role) -> Person:
    """Make somebody a viewer, or more."""
    member = workspace.member(name)
    with workspace.bot.deps.transaction(workspace.team) as store:
        store.members.set_role(member.slack_id, role)
    return workspace.person(name)


@pytest.fixture
def bread(workspace: Workspace) -> int:
    """A campaign with a landing page, Noor and Sam on its roster; gives its id."""
    add(workspace, "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    add(workspace, "Sam Ode", "https://www.instagram.com/sam.cooks/")
    campaign = workspace.campaign("maria", "Autumn bread", landing_page=PAGE)
    for name in ("Noor Haddad", "Sam Ode"):
        workspace.collaboration("maria", campaign, name)
    return campaign


def test_a_link_is_made_once_with_its_code_utm_parameters_and_qr_picture(workspace: Workspace, bread: int) -> None:
    year = workspace.clock().year % 100

    first = link_of(workspace, "maria", "Noor Haddad")
    again = link_of(workspace, "omar", "Noor Haddad")

    for shown in (first, again):
        assert "http://localhost:3000/l/autumn-bread-noor-haddad" in shown.text
        for utm in ("utm_source tiktok", "utm_campaign autumn-bread", "utm_content autumn-bread-noor-haddad"):
            assert utm in shown.text.replace("`", "")
        assert f"NOOR{year}" in str(shown.raw)
    (sent,) = [one for one in workspace.told("maria") if one.files]
    (file,) = sent.files
    content = workspace.slack.slack.workspace.contents[file["id"]]
    width, height = struct.unpack(">II", content[16:24])
    assert content.startswith(b"\x89PNG")
    assert width == height > 400
    assert "autumn-bread-noor-haddad" in sent.text_shown


def test_the_qr_picture_is_sent_again_to_whoever_asks(workspace: Workspace, bread: int) -> None:
    link_of(workspace, "maria", "Noor Haddad")
    shown = link_of(workspace, "omar", "Noor Haddad")

    after = workspace.person("omar").click("Send me the QR picture", shown)

    assert "on its way" in after.view.text
    assert len([one for one in workspace.told("omar") if one.files]) == 1


def test_an_address_that_nobody_outside_can_reach_says_so(workspace: Workspace, bread: int) -> None:
    assert "Nothing listens at this address yet" in link_of(workspace, "maria", "Noor Haddad").text


def test_without_a_landing_page_one_is_asked_for_and_the_link_is_made(workspace: Workspace) -> None:
    maria = workspace.person("maria")
    add(workspace, "Noor Haddad", "https://www.tiktok.com/@noor.bakes")
    workspace.collaboration("maria", workspace.campaign("maria", "Autumn bread"), "Noor Haddad")
    asked = link_of(workspace, "maria", "Noor Haddad")
    assert "has no landing page yet" in asked.text

    for wrong, sentence in (
        ("shop.example", "must start with https://"),
        ("http://192.168.0.1/x", "domain name"),
        ("javascript:alert(1)", "must start with https://"),
        ("https://me:pw@shop.example/", "not safe to share"),
    ):
        assert sentence in maria.submit(asked, landing_page=wrong).errors["landing_page"]
    made = maria.submit(asked, landing_page=PAGE).view

    assert "/l/autumn-bread-noor-haddad" in made.text
    assert PAGE in made.text


def test_a_code_is_changed_in_capitals_and_is_nobody_elses(workspace: Workspace, bread: int) -> None:
    maria = workspace.person("maria")
    assert maria.submit(link_of(workspace, "maria", "Noor Haddad"), code="noor rye 15").closed
    assert "NOOR-RYE-15" in str(link_of(workspace, "maria", "Noor Haddad").raw)
    sam = link_of(workspace, "maria", "Sam Ode")

    for wrong, sentence in (
        ("NoorRye15", "NOOR-RYE-15 is Noor Haddad's in Autumn bread already. Choose another code."),
        ("x", "A code has 3 to 30 letters and figures"),
        ("<!channel>", "A code has 3 to 30 letters and figures"),
        ("نور15", "A code has 3 to 30 letters and figures"),
        ("N" * 31, "A code has 3 to 30 letters and figures"),
    ):
        assert sentence in maria.submit(sam, code=wrong).errors["code"]
    assert maria.submit(sam, code="SAM10").closed


def test_the_slower_of_two_learns_what_the_code_is_now(workspace: Workspace, bread: int) -> None:
    maria, omar = workspace.person("maria"), workspace.person("omar")
    link_of(workspace, "maria", "Noor Haddad")
    hers, his = link_of(workspace, "maria", "Noor Haddad"), link_of(workspace, "omar", "Noor Haddad")

    assert omar.submit(his, code="RYE20").closed

    assert "changed this code to RYE20 while the window was open" in maria.submit(hers, code="RYE30").errors["code"]
    assert "RYE20" in str(link_of(workspace, "maria", "Noor Haddad").raw)


def test_a_viewer_sees_a_link_and_makes_none(workspace: Workspace, bread: int) -> None:
    give_role(workspace, "lee", Role.VIEWER)

    refused = workspace.person("lee").click("Link and code", card(workspace, "lee", "Noor Haddad"))
    assert "That needs the role marketer" in refused.text
    link_of(workspace, "maria", "Noor Haddad")

    seen = link_of(workspace, "lee", "Noor Haddad")
    assert "/l/autumn-bread-noor-haddad" in seen.text
    assert [block for block in seen.blocks if block["type"] == "input"] == []


def test_hostile_names_make_readable_and_harmless_links(workspace: Workspace) -> None:
    name = "<!channel> *b* & <i> " + "n" * 200
    add(workspace, name, "https://www.tiktok.com/@noor.bakes")
    add(workspace, "نور حداد", "https://www.instagram.com/nour/")
    campaign = workspace.campaign("maria", "<!here> \u202eRye & spelt", landing_page=f"{PAGE}?a=1&rapport=x#top")
    for one in (name, "نور حداد"):
        workspace.collaboration("maria", campaign, one)

    first = link_of(workspace, "maria", "<!channel>"[2:9], campaign="rye")
    second = link_of(workspace, "maria", "نور", campaign="rye")

    assert "/l/here-rye-spelt" in first.text
    assert "/l/here-rye-spelt" in second.text
