"""Recognising what the columns of a spreadsheet hold."""

from dataclasses import replace
from datetime import date

import pytest

from bot.domain.influencers.imports import Field, Kind, fields_of, label, read_rows
from bot.domain.influencers.imports.rows import ImportRow
from tests.domain.sheets import influencers, read, recognised, table_of, used

TEAM_SHEET = (
    "Creator,IG link,TikTok,Followers,E-mail,Notes\n"
    "Noor Haddad,https://www.instagram.com/noor.bakes/,@noorbakes,12.3K,noor@example.com,likes oat milk\n"
    "Tom Lind,,tomtok,N/A,ask his manager,\n"
)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("tiktok-2022-09.csv", date(2022, 9, 1)),
        ("Instagram 2022_11 final.xlsx", date(2022, 11, 1)),
        ("export-2023-02-14.csv", date(2023, 2, 14)),
        ("202301.csv", date(2023, 1, 1)),
        ("influencers.csv", date(2026, 11, 22)),
        ("influencers-2031-01.csv", date(2026, 11, 22)),
        ("4915112345678.csv", date(2026, 11, 22)),
    ],
)
def test_figures_are_from_the_month_in_the_file_name_or_from_today(name: str, day: date) -> None:
    assert recognised(table_of("Handle,Followers\nnoor,12\n"), name=name).day == day


def test_a_team_sheet_with_profiles_on_two_platforms_is_one_influencer_a_row() -> None:
    noor, tom = influencers(TEAM_SHEET)

    assert [(p.platform, p.handle, p.figures.followers) for p in noor.profiles] == [
        ("instagram", "noor.bakes", 12_300),
        ("tiktok", "noorbakes", None),
    ]
    assert (noor.name, noor.email, noor.notes) == ("Noor Haddad", "noor@example.com", "likes oat milk")
    assert [(p.platform, p.handle, p.figures.followers) for p in tom.profiles] == [("tiktok", "tomtok", None)]
    assert (tom.email, tom.notes) == (None, "E-mail: ask his manager")


def test_a_team_sheet_says_whose_the_figures_are() -> None:
    mapping = recognised(table_of(TEAM_SHEET))

    assert mapping.sure
    assert mapping.remarks == ("Rows hold several profiles: the figures count for the first profile of each row.",)


def test_figures_named_for_a_platform_belong_to_the_profile_there() -> None:
    [noor] = influencers(
        "Name,Instagram,IG followers,TikTok,TikTok followers,Engagement rate\nNoor,noor,12K,noorb,3K,4 %\n"
    )

    assert {p.platform: p.figures.followers for p in noor.profiles} == {"instagram": 12_000, "tiktok": 3_000}


@pytest.mark.parametrize(
    "headings",
    [
        "Benutzername;Abonnenten;Ø Aufrufe;Land;Kategorie;Sprache",
        "Usuario;Seguidores;Visualizaciones;País;Categoría;Idioma",
        "Compte;Abonnés;Vues;Pays;Catégorie;Langue",
        "Username;Subscriber count;Avg. views;Country;Niche;Language",
    ],
)
def test_headings_are_understood_in_several_languages(headings: str) -> None:
    mapping = recognised(table_of(f"{headings}\nnoor;12;3;DE;Food;de\n"), name="tiktok.csv")

    fields = [use.field if use else None for use in mapping.uses]
    assert fields == [
        Field.HANDLE,
        Field.FOLLOWERS,
        Field.VIEWS,
        Field.COUNTRY,
        Field.NICHES,
        Field.LANGUAGES,
    ]


def test_rates_totals_and_phone_numbers_are_not_taken_for_figures() -> None:
    mapping = recognised(
        table_of("Handle,Engagement rate,Total views,Following,Phone,Rank\nnoor,4%,900,3,030 1234,1\n"),
        name="tiktok.csv",
    )

    assert used(mapping) == {"0:Handle": "handle"}


def test_a_column_of_comments_in_words_is_read_as_notes() -> None:
    [noor] = influencers("Handle,Notes,Comments\nnoor,kind,answers late\n", name="tiktok.csv")

    assert noor.notes == "kind\nComments: answers late"


def test_a_platform_in_each_row_is_read_from_its_column() -> None:
    rows = influencers("Name,Handle,Channel\nNoor,noor,TikTok\nLina,lina,instagram\n")

    assert [row.profiles[0].platform for row in rows] == ["tiktok", "instagram"]


def test_handles_without_a_platform_are_asked_about_and_read_once_it_is_chosen() -> None:
    table = table_of("username,followers\nnoor,12\n")
    mapping = recognised(table)

    assert mapping.doubts == ["I cannot tell which platform these profiles are on. Choose it."]
    chosen = replace(mapping, platform="twitch")
    assert chosen.sure
    [row] = read_rows(table, chosen)
    assert isinstance(row, ImportRow)
    assert row.profiles[0].url == "https://www.twitch.tv/noor"


def test_names_alone_are_asked_about() -> None:
    mapping = recognised(table_of("Name,Country\nNoor Haddad,DE\nLina Berg,SE\n"))

    assert mapping.doubts == ["I found names, but no handles or profile links. Choose their column if there is one."]


def test_two_columns_that_look_alike_are_asked_about_until_a_person_chooses() -> None:
    table = table_of("TikTok name,Name\nnoor,lina\ntom,ana\n")
    mapping = recognised(table)

    assert mapping.doubts == [
        "I cannot tell handles from names. Are the handles in “TikTok name” and the names in “Name”?"
    ]
    corrected = mapping.with_column(Field.HANDLE, 1).with_column(Field.NAME, 0)
    assert corrected.sure
    rows = [row for row in read_rows(table, corrected) if isinstance(row, ImportRow)]
    assert [(row.profiles[0].handle, row.name) for row in rows] == [("lina", "noor"), ("ana", "tom")]


def test_a_heading_nobody_knows_can_be_given_its_field() -> None:
    table = table_of("名前,フォロワー\nのあ,12\nりな,13\n")
    mapping = recognised(table, name="youtube.csv")

    assert not mapping.sure
    corrected = mapping.with_column(Field.HANDLE, 0).with_column(Field.FOLLOWERS, 1)
    rows = [row for row in read_rows(table, corrected) if isinstance(row, ImportRow)]
    assert [row.profiles[0].figures.followers for row in rows] == [12, 13]


def test_a_column_can_be_taken_away() -> None:
    table = table_of("Handle,Followers\nnoor,abc\n", name="tiktok.csv")
    mapping = recognised(table, name="tiktok.csv").with_column(Field.FOLLOWERS, None)

    assert mapping.columns == {Field.HANDLE: 0}


def test_posts_without_a_year_are_asked_for_it() -> None:
    table = table_of("video_id,title,channel_title,views,date\nXpVt6Z1Gjjo,Cake,Noor,12,13.09\n")
    mapping = recognised(table)

    assert (mapping.kind, mapping.platform) == (Kind.POSTS, "youtube")
    assert mapping.doubts == ["The dates in this file have no year. Choose the year they are from."]
    assert replace(mapping, year=2017).sure


def test_the_kind_can_be_chosen_by_a_person() -> None:
    table = table_of("channel_title,views,title\nNoor,12,Cake\n")

    assert recognised(table).kind is Kind.INFLUENCERS
    assert recognised(table, kind=Kind.POSTS).kind is Kind.POSTS


def test_every_field_has_a_label_in_the_sheets_it_can_stand_in() -> None:
    labels = {kind: [label(field, kind=kind) for field in fields_of(kind)] for kind in Kind}

    assert labels[Kind.INFLUENCERS][:4] == ["Name", "Handle", "Profile link", "Platform"]
    assert len(set(labels[Kind.POSTS])) == len(labels[Kind.POSTS])
    assert set(Field) == {field for kind in Kind for field in fields_of(kind)}


def test_a_website_beside_the_handle_is_not_taken_for_the_profile() -> None:
    [noor] = read("Handle,Website,Followers\nnoor,https://noor.example.com,12\n", name="instagram.csv")

    assert isinstance(noor, ImportRow)
    assert [p.url for p in noor.profiles] == ["https://www.instagram.com/noor/"]
