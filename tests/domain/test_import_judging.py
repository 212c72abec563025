"""Judging what a row would change."""

from dataclasses import asdict

from bot.domain.influencers.imports import (
    Figures,
    ImportProfile,
    ImportRow,
    Known,
    KnownInfluencer,
    KnownProfile,
    VerdictKind,
    judge,
    judge_all,
    remember,
    wanted,
)
from bot.domain.influencers.influencers import key_of
from tests.domain.sheets import influencers, known_of

TIKTOK_SHEET = "Handle,Name,Followers,Country\nnoor,Noor Haddad,12,DE\n"


def profile(platform: str, handle: str, followers: int | None = None) -> ImportProfile:
    return ImportProfile(platform, handle, handle.casefold(), f"https://{platform}/{handle}", Figures(followers))


def a_row(name: str, *profiles: ImportProfile, number: int = 2, country: str | None = None) -> ImportRow:
    return ImportRow(number, name, key_of(name), profiles, country=country)


def test_somebody_unknown_is_new() -> None:
    verdict = judge(a_row("Noor", profile("tiktok", "noor")), Known())

    assert (verdict.kind, verdict.influencer, verdict.candidates) == (VerdictKind.NEW, None, ())
    assert [p.handle for p in verdict.new_profiles] == ["noor"]


def test_another_day_of_a_known_profile_is_a_snapshot_more() -> None:
    noor = KnownInfluencer(7, "Noor")
    known = known_of((noor, {("tiktok", "noor"): None}))

    verdict = judge(a_row("Someone else's spelling", profile("tiktok", "noor", 12)), known)

    assert (verdict.kind, verdict.influencer) == (VerdictKind.UPDATED, noor)
    assert verdict.snapshots == ((("tiktok", "noor"), Figures(followers=12)),)


def test_the_same_figures_again_change_nothing() -> None:
    known = known_of((KnownInfluencer(7, "Noor"), {("tiktok", "noor"): Figures(followers=12)}))

    assert judge(a_row("Noor", profile("tiktok", "noor", 12)), known).kind is VerdictKind.UNCHANGED


def test_a_missing_figure_never_wipes_out_a_stored_one() -> None:
    known = known_of((KnownInfluencer(7, "Noor"), {("tiktok", "noor"): Figures(followers=12, likes=3)}))

    assert judge(a_row("Noor", profile("tiktok", "noor")), known).kind is VerdictKind.UNCHANGED
    [(_, figures)] = judge(a_row("Noor", profile("tiktok", "noor", 15)), known).snapshots
    assert figures == Figures(followers=15, likes=3)


def test_zero_is_told_from_missing() -> None:
    known = known_of((KnownInfluencer(7, "Noor"), {("tiktok", "noor"): Figures(followers=12)}))

    [(_, figures)] = judge(a_row("Noor", profile("tiktok", "noor", 0)), known).snapshots
    assert figures == Figures(followers=0)


def test_figures_that_a_person_typed_are_filled_up_and_never_changed() -> None:
    noor = KnownInfluencer(7, "Noor")
    known = Known()
    typed = KnownProfile(1, noor, Figures(followers=100), are_typed=True)
    known.add(noor, profiles={("tiktok", "noor"): typed})

    told = profile("tiktok", "noor", 12)._replace(figures=Figures(followers=12, likes=5))
    [(_, figures)] = judge(a_row("Noor", told), known).snapshots
    assert figures == Figures(followers=100, likes=5)


def test_an_empty_field_is_filled_and_a_filled_one_is_left_alone() -> None:
    noor = KnownInfluencer(7, "Noor", country="France")
    known = known_of((noor, {("tiktok", "noor"): None}))
    row = a_row("Noor", profile("tiktok", "noor"), country="DE")._replace(email="noor@example.com")

    verdict = judge(row, known)

    assert (verdict.kind, verdict.fills) == (VerdictKind.UPDATED, (("email", "noor@example.com"),))


def test_the_same_handle_on_another_platform_is_a_possible_duplicate() -> None:
    noor = KnownInfluencer(7, "Noor Haddad")
    verdict = judge(a_row("N. H.", profile("tiktok", "noor")), known_of((noor, {("instagram", "noor"): None})))

    assert (verdict.kind, verdict.candidates) == (VerdictKind.POSSIBLE_DUPLICATE, (noor,))
    assert verdict.influencer is None
    assert len(verdict.new_profiles) == 1


def test_the_same_name_on_another_platform_is_a_possible_duplicate_in_any_spelling() -> None:
    noor = KnownInfluencer(7, "Noor  HADDAD")
    verdict = judge(a_row("noor ｈaddad", profile("tiktok", "n")), known_of((noor, {("instagram", "noor"): None})))

    assert verdict.candidates == (noor,)


def test_the_same_name_on_the_same_platform_is_somebody_else() -> None:
    fernanda = KnownInfluencer(7, "Fernanda")
    known = known_of((fernanda, {("tiktok", "fer"): None}))

    assert judge(a_row("Fernanda", profile("tiktok", "nanda")), known).kind is VerdictKind.NEW


def test_a_person_added_by_name_alone_is_offered_for_a_merge() -> None:
    noor = KnownInfluencer(7, "Noor Haddad")

    verdict = judge(a_row("Noor Haddad", profile("tiktok", "noor")), known_of((noor, {})))
    assert verdict.candidates == (noor,)


def test_a_row_with_a_known_and_a_new_profile_adds_the_new_one_to_the_same_influencer() -> None:
    noor = KnownInfluencer(7, "Noor")
    known = known_of((noor, {("tiktok", "noor"): Figures(followers=12)}))

    verdict = judge(a_row("Noor", profile("tiktok", "noor", 12), profile("instagram", "noorb", 5)), known)

    assert (verdict.kind, verdict.influencer) == (VerdictKind.UPDATED, noor)
    assert [p.platform for p in verdict.new_profiles] == ["instagram"]


def test_a_row_with_profiles_of_two_influencers_merges_nobody() -> None:
    noor, other = KnownInfluencer(7, "Noor"), KnownInfluencer(8, "Noor B")
    known = known_of((noor, {("tiktok", "noor"): None}), (other, {("instagram", "noorb"): None}))

    verdict = judge(a_row("Noor", profile("tiktok", "noor"), profile("instagram", "noorb")), known)

    assert (verdict.kind, verdict.influencer, verdict.candidates) == (VerdictKind.UNCHANGED, noor, (other,))


def test_one_person_in_two_rows_of_a_file_is_one_offer_with_the_row_it_is_about() -> None:
    rows = influencers("Name,Handle,Platform\nNoor Haddad,noor,tiktok\nNoor Haddad,noorb,instagram\n")

    first, second = [verdict for _, verdict in judge_all(rows, Known())]

    assert first.kind is VerdictKind.NEW
    assert second.kind is VerdictKind.POSSIBLE_DUPLICATE
    assert [(one.id, one.row_number) for one in second.candidates] == [(None, 2)]


def test_a_name_alone_is_whoever_has_that_name() -> None:
    noor = KnownInfluencer(7, "Noor Haddad")
    known = known_of((noor, {("tiktok", "noor"): None}))

    assert judge(a_row("NOOR HADDAD"), known).kind is VerdictKind.UNCHANGED
    assert judge(a_row("Noor Haddad", country="DE"), known).fills == (("country", "DE"),)
    assert judge(a_row("Lina Berg"), known).kind is VerdictKind.NEW


def test_a_name_that_several_have_changes_nobody() -> None:
    one, two = KnownInfluencer(7, "Noor"), KnownInfluencer(8, "Noor")
    verdict = judge(a_row("Noor", country="DE"), known_of((one, {}), (two, {})))

    assert (verdict.kind, verdict.influencer, verdict.candidates) == (VerdictKind.UNCHANGED, None, (one, two))


def test_what_was_written_for_a_new_row_is_known_under_its_id() -> None:
    known = Known()
    [row] = influencers(TIKTOK_SHEET, name="tiktok.csv")

    noor = remember(known, row, judge(row, known), influencer_id=41)

    assert noor is not None
    assert asdict(noor) | {"platforms": None} == asdict(
        KnownInfluencer(41, "Noor Haddad", country="DE", row_number=2, name_key="noor haddad")
    ) | {"platforms": None}
    assert judge(row, known).kind is VerdictKind.UNCHANGED


def test_what_to_look_up_is_told_before_rows_are_judged() -> None:
    keys = wanted(influencers(TIKTOK_SHEET, name="tiktok.csv"))

    assert keys.profiles == {("tiktok", "noor")}
    assert keys.handle_keys == {"noor"}
    assert keys.name_keys == {"noor haddad"}
