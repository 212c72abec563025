"""Signing: a link for one version and one person, used once, and what is signed on its page."""

from collections.abc import Iterator

import pytest

from sandbox.driver import Sandbox
from tests.signing import PUBLIC, Page, approved, card, free_port, send, stage
from tests.workspace import Workspace


@pytest.fixture
def port() -> int:
    """Where the page is served."""
    return free_port()


@pytest.fixture
def served(slack: Sandbox, database: str, port: int) -> Iterator[Workspace]:
    """A workspace whose bot serves pages."""
    whole = Workspace(slack, database, extra={"PORT": str(port), "RAPPORT_URL": PUBLIC})
    yield whole
    problems = slack.problems
    whole.close()
    assert problems == []


def test_an_influencer_reads_and_signs_and_everybody_hears_of_it(served: Workspace, port: int) -> None:
    number = approved(served)
    page = Page(served, send(served, number), port=port)
    assert "not opened yet" in card(served, number).text

    shown = page.get()
    assert shown.status_code == 200
    assert "€1,200.00" in shown.text
    assert "Bread reel" in shown.text
    assert "not signed yet" in card(served, number).text

    done = page.sign()

    assert done.status_code == 200
    assert "Signed. Thank you!" in done.text
    assert stage(served, number) == "signed"
    assert "signed contract 1" in served.told("maria")[-1].text_shown
    assert "Signed by *Noor Haddad*" in card(served, number).text
