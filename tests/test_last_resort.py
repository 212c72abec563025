"""Of what nobody foresaw the person gets a reference, and the log the story, without anything that opens a page."""

import logging
import re

import pytest
from sqlalchemy import update

from storage.tables import contract_version
from tests.signing import Desk, desk

__all__ = ["desk"]

REFERENCE = re.compile(r"\b[0-9a-f]{8}\b")


def spoil(desk: Desk) -> None:
    """Somebody writes terms that mean nothing into the database, by hand."""
    with desk.workspace.bot.database.engine.begin() as connection:
        connection.execute(update(contract_version).values(terms={"fee": "much"}))


def test_a_person_in_slack_and_one_outside_get_the_reference_that_the_log_has(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    number = desk.approved()
    page = desk.send(number)
    spoil(desk)

    with caplog.at_level(logging.ERROR):
        said = desk.card(number).text
        answer = page.get()

    assert "nothing was changed" in said
    assert answer.status_code == 500
    for text in (said, answer.text.partition("</style>")[2]):
        (reference,) = set(REFERENCE.findall(text))
        assert f"reference {reference}: " in caplog.text
    assert page.token not in caplog.text
