"""How long it may be quiet: by tag, by stage, by tier."""

import pytest

from bot.domain.influencers.cadence import DEFAULT, Cadence, Gap, from_json, gap_for, read, read_gap, to_json
from bot.domain.influencers.stages import Stage
from bot.domain.refused import Refused
from bot.domain.results.benchmarks import Tier

TYPED = {"nano": "45 to 90", "micro": "30-60", "mid": "30, 60", "macro": "21/45 days", "mega": "14 – 30"}
FULL = Cadence(DEFAULT.tiers, DEFAULT.stages, {"VIP": Gap(10, 20), "press": Gap(5, 50)})


@pytest.mark.parametrize(
    ("tier", "stage", "tags", "gap", "because"),
    [
        (Tier.MEGA, Stage.ACTIVE, [], Gap(14, 30), "a mega influencer"),
        (None, Stage.ACTIVE, ["vegan"], Gap(45, 90), "a nano influencer"),
        (Tier.MEGA, Stage.NEGOTIATING, ["vegan"], Gap(7, 14), "negotiating"),
        (Tier.MEGA, Stage.NEGOTIATING, ["vip "], Gap(10, 20), "tagged VIP"),
        (Tier.MEGA, Stage.ACTIVE, ["vip", "Press"], Gap(5, 50), "tagged press"),
    ],
)
def test_a_tag_says_most_then_the_stage_then_the_tier(
    tier: Tier | None, stage: Stage, tags: list[str], gap: Gap, because: str
) -> None:
    found = gap_for(FULL, tier=tier, stage=stage, tags=tags)

    assert (found.gap, found.because) == (gap, because)


def test_a_form_is_read_as_people_write_gaps_and_shown_so_that_it_is_read_again() -> None:
    found = read({**TYPED, "negotiating": "", "contacted": "7 to 8", "tags": "VIP: 10 to 20\n\npress kit:5-50"})

    assert found.tiers == DEFAULT.tiers
    assert found.stages == {Stage.CONTACTED: Gap(7, 8)}
    assert found.tags == {"VIP": Gap(10, 20), "press kit": Gap(5, 50)}
    assert found.shortest == 5
    for gap in (*found.tiers.values(), *found.tags.values()):
        assert read_gap(str(gap), field="nano") == gap
    assert from_json(to_json(found)) == found


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("nano", "", "two numbers"),
        ("nano", "30", "two numbers"),
        ("nano", "soon to later", "two numbers"),
        ("micro", "0 to 10", "from 1 to 730"),
        ("micro", "10 to 731", "from 1 to 730"),
        ("mega", "60 to 30", "smaller number first"),
        ("mega", "30 to 30", "smaller number first"),
        ("contacted", "x", "two numbers"),
        ("tags", "vip 14 to 30", "a tag, a colon"),
        ("tags", ": 14 to 30", "a tag, a colon"),
        ("tags", "vip: 14 to 30\nVIP: 1 to 2", "stands here twice"),
        ("tags", "vip: soon", "“vip: soon”: Write two numbers"),
        ("tags", "\n".join(f"t{n}: 1 to 2" for n in range(21)), "21 tags"),
    ],
)
def test_what_is_no_gap_is_refused_on_its_field(field: str, typed: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        read({**TYPED, field: typed})
    assert refused.value.field == field
