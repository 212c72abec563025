"""Ideas have a theme and a stage, and are counted by both."""

import pytest

from bot.domain.influencers.ideas import IdeaStage, Theme, by_theme, check, check_change, check_outcome
from bot.domain.refused import Refused

OPEN, PLANNED, DONE, DECLINED = IdeaStage


@pytest.mark.parametrize(
    ("old", "new"), [(OPEN, PLANNED), (OPEN, DONE), (OPEN, DECLINED), (PLANNED, DONE), (PLANNED, DECLINED)]
)
def test_an_idea_moves_forward(old: IdeaStage, new: IdeaStage) -> None:
    check_change(old, new)


@pytest.mark.parametrize(
    ("old", "new"), [(OPEN, OPEN), (PLANNED, OPEN), (PLANNED, PLANNED), (DONE, OPEN), (DECLINED, PLANNED)]
)
def test_an_idea_never_moves_back(old: IdeaStage, new: IdeaStage) -> None:
    with pytest.raises(Refused, match=f"This idea is {old}"):
        check_change(old, new)


def test_two_spellings_of_one_theme_count_together_and_the_most_come_first() -> None:
    counts = [("Recipes", 4, OPEN, 2), ("giveaways", 2, OPEN, 4), ("recipes ", 3, DONE, 3)]

    assert by_theme(counts) == [Theme("Recipes", 3, {OPEN: 2, DONE: 3}), Theme("giveaways", 2, {OPEN: 4})]
    assert [one.total for one in by_theme(counts)] == [5, 4]


def test_each_fault_of_an_idea_stands_on_its_field() -> None:
    with pytest.raises(Refused) as refused:
        check(theme=" ", text="x" * 2_001)
    assert [(one.field, one.sentence[:12]) for one in (refused.value, *refused.value.others)] == [
        ("theme", "Give it a th"),
        ("text", "That is 2,00"),
    ]
    check(theme="recipes", text="A recipe a week")


@pytest.mark.parametrize("stage", [PLANNED, DONE, DECLINED])
def test_a_decision_says_what_becomes_of_it(stage: IdeaStage) -> None:
    with pytest.raises(Refused) as refused:
        check_outcome(stage, "  ")
    assert refused.value.field == "outcome"
    check_outcome(stage, "In spring")
