"""What the renderer promises to whoever writes a template, and to whoever typed what it shows."""

import json
import re
import timeit
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import rendering
from bot.limits import LimitError, check_message, check_view
from bot.rendering import Renderer, RenderError, cut, mrkdwn, plain, short
from sandbox.rules import check_message as breaches_of
from tests.example_records import NOW

HEAD = '{% import "blocks.j2" as b %}{% call b.message("For " ~ typed) %}'
TAIL = "{% endcall %}"


class Desk:
    """A folder for templates that a test writes itself, beside the real macros."""

    def __init__(self, folder: Path) -> None:
        (folder / "messages").mkdir()
        self._folder = folder / "messages"
        self.renderer = Renderer(now=lambda: NOW, templates=folder)

    def write(self, body: str) -> str:
        """Write the template of a message with this body; gives its kind."""
        kind = sha256(body.encode()).hexdigest()
        path = self._folder / f"{kind}.json.j2"
        if not path.exists():
            path.write_text(f"{HEAD}{body}{TAIL}", encoding="utf-8")
        return kind

    def message(self, body: str, **values: Any) -> dict[str, Any]:
        """The message of a template with this body."""
        return self.renderer.message(self.write(body), {"typed": "Noor", **values})

    def text(self, body: str, **values: Any) -> str:
        """The text of a section with this body."""
        block = self.message(f"{{% call b.section() %}}{body}{{% endcall %}}", **values)["blocks"][0]
        return str(block["text"]["text"])


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A place to write templates."""
    return Desk(tmp_path_factory.mktemp("templates"))


@pytest.mark.parametrize(
    "body",
    [
        "{{ typed }}",
        "{{ typed | bold }}",
        "{{ typed | short(100) | bold }}",
        "{% set kept = typed %}{{ kept }}",
        "{% macro inner(it) %}{{ it }}{% endmacro %}{{ inner(typed) }}",
        "{% macro inner() %}{{ caller() }}{% endmacro %}{% call inner() %}{{ typed }}{% endcall %}",
        "{% set kept %}{{ typed }}{% endset %}{{ kept }}",
        "{{ 'so: ' ~ typed }}",
        "{{ [typed, typed] | join(' and ') }}",
        "{{ ('so: ' ~ typed) | code }}",
        "{{ 'https://hazel.example/?a=1&b=2' | link(typed) }}",
    ],
)
def test_what_a_person_typed_is_escaped_exactly_once_however_a_template_passes_it_on(desk: Desk, body: str) -> None:
    text = desk.text(body, typed="<!channel> & <b>")

    assert "&lt;!channel&gt; &amp; &lt;b&gt;" in text
    assert "&amp;lt;" not in text
    assert "<!" not in text


def test_what_notifications_read_is_escaped_too(desk: Desk) -> None:
    assert desk.message("{{ b.divider() }}", typed="<!channel> & <b>")["text"] == "For &lt;!channel&gt; &amp; &lt;b&gt;"


def test_plain_text_is_never_escaped(desk: Desk) -> None:
    (block,) = desk.message("{{ b.header(typed) }}", typed="<b> & 'co'")["blocks"]

    assert block["text"] == {"type": "plain_text", "text": "<b> & 'co'", "emoji": True}


@settings(deadline=None)
@given(typed=st.text(max_size=80))
def test_any_text_comes_through_every_kind_of_text_without_a_breach(desk: Desk, typed: str) -> None:
    body = "{% call b.section() %}{{ typed | bold }}{% endcall %}{{ b.header(typed) }}{{ b.typed('Notes', typed) }}"
    printed = desk.message(body, typed=typed)

    assert breaches_of(printed, people=(), channels=(), typed=[typed]) == []
    for text in (printed["text"], printed["blocks"][0]["text"]["text"]):
        assert not set(re.sub("&(?:amp|lt|gt);", "", text)) & set("&<>")


def test_the_lines_that_a_person_typed_are_kept_and_the_templates_own_indentation_is_not(desk: Desk) -> None:
    body = """
        First:
          {{ typed }}

        last
    """

    assert desk.text(body, typed="one\n\n  two\r\nthree") == "First:\none\n\n  two\nthree\nlast"


def test_control_characters_vanish_and_every_kind_of_line_break_is_one(desk: Desk) -> None:
    assert desk.text("{{ typed }}", typed="a\x00b\x1ec\x1fd\u2028e\x85f\tg") == "abcd\ne\nf\tg"


def test_a_value_that_a_template_names_and_nobody_gave_is_an_error(desk: Desk) -> None:
    with pytest.raises(RenderError, match="nobody"):
        desk.text("{{ nobody }}")
    with pytest.raises(RenderError, match="surname"):
        desk.text("{{ who.surname }}", who={"name": "Noor"})
    with pytest.raises(RenderError, match="nobody"):
        desk.text("{% if nobody %}x{% endif %}")


def test_a_template_that_prints_more_than_one_message_is_an_error(desk: Desk) -> None:
    body = "{% endcall %}{% call b.message('Another') %}{{ b.divider() }}"

    with pytest.raises(RenderError, match="2 objects"):
        desk.message("{{ b.divider() }}" + body)


def test_a_kind_without_a_template_is_an_error() -> None:
    with pytest.raises(RenderError, match="no_such_message"):
        Renderer(now=lambda: NOW).message("no_such_message", {})


@settings(deadline=None)
@given(st.text(alphabet="ab &<>;|", max_size=60), st.integers(min_value=2, max_value=60))
def test_escaped_text_is_cut_to_the_limit_and_never_inside_an_entity(typed: str, limit: int) -> None:
    escaped = str(rendering.escape(typed))
    shown = cut(escaped, limit)

    assert len(shown) <= limit
    if shown != escaped:
        left = shown.removesuffix("…")
        assert escaped.startswith(left)
        assert any(str(rendering.escape(typed[:size])).rstrip() == left for size in range(len(typed) + 1))


def test_text_is_never_cut_inside_a_mention_or_a_link() -> None:
    text = "ask <https://hazel.example|the shop> and <@U0MARIA>"

    shown = {cut(text, limit) for limit in range(2, len(text) + 1)}

    assert all(one.count("<") == one.count(">") for one in shown)
    assert "ask…" in shown
    assert "ask <https://hazel.example|the shop> and…" in shown


def test_nothing_is_cut_that_fits() -> None:
    assert cut("12345", 5) == short("12345", 5) == plain("12345", 5)["text"] == "12345"
    assert cut("123456", 5) == short("123456", 5) == plain("123456", 5)["text"] == "1234…"


@pytest.mark.parametrize("empty", ["", "  ", "\n", "\x07"])
def test_an_empty_text_is_shown_as_a_dash_because_slack_refuses_it(empty: str) -> None:
    assert mrkdwn(empty)["text"] == plain(empty, 75)["text"] == "–"


def test_bold_is_left_out_where_it_would_not_work(desk: Desk) -> None:
    said = {typed: desk.text("{{ typed | bold }}", typed=typed) for typed in ("Noor", " Noor ", "5 * 2", "a\nb", " ")}

    assert said == {"Noor": "*Noor*", " Noor ": "*Noor*", "5 * 2": "5 * 2", "a\nb": "a\nb", " ": "–"}


def test_a_link_leads_only_to_the_web_and_cannot_be_broken_out_of(desk: Desk) -> None:
    said = [
        desk.text("{{ url | link('shop') }}", url=url)
        for url in ("https://a.example/?x=1&y=|2>3<4", "javascript:alert(1)", "!channel", "", None)
    ]

    assert said == ["<https://a.example/?x=1&amp;y=%7C2%3E3%3C4|shop>", "shop", "shop", "shop", "shop"]


SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "x"}}
INPUT = {"type": "input", "block_id": "a", "label": {}, "element": {}}
MODAL = {"type": "modal", "title": {"text": "T"}, "blocks": [SECTION]}


@pytest.mark.parametrize(
    ("message", "why"),
    [
        ({"text": "x", "blocks": []}, "0 blocks"),
        ({"text": "x", "blocks": [SECTION] * 51}, "51 blocks"),
        ({"text": " ", "blocks": [SECTION]}, "needs a text"),
        ({"text": "x" * 4_001, "blocks": [SECTION]}, "over 4000"),
        ({"text": "x", "blocks": [{**SECTION, "block_id": "a"}] * 2}, "stands twice"),
        ({"text": "x", "blocks": [{"type": "actions", "elements": [{"action_id": "a"}] * 2}]}, "stands twice"),
        ({"text": "x", "blocks": [{"type": "section", "text": {"text": "x" * 3_000}}] * 5}, "15000 characters"),
    ],
)
def test_a_message_that_slack_would_refuse_is_a_limit_error(message: dict[str, Any], why: str) -> None:
    with pytest.raises(LimitError, match=why):
        check_message("one", message)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"blocks": [SECTION] * 101}, "101 blocks"),
        ({"title": {"text": "x" * 25}}, "title is over 24"),
        ({"private_metadata": "x" * 3_001}, "private_metadata"),
        ({"blocks": [INPUT]}, "submit button"),
        ({"blocks": [{"type": "section", "text": {"text": "x" * 3_000}}] * 90}, "too large"),
    ],
)
def test_a_view_that_slack_would_refuse_is_a_limit_error(change: dict[str, Any], why: str) -> None:
    with pytest.raises(LimitError, match=why):
        check_view("one", {**MODAL, **change})


def test_a_message_at_every_limit_is_let_through() -> None:
    check_message("one", {"text": "x" * 4_000, "blocks": [SECTION] * 50})
    check_view("one", {**MODAL, "private_metadata": "x" * 3_000, "blocks": [SECTION] * 100})


def test_thirty_blocks_cost_little_more_than_their_json(desk: Desk) -> None:
    """A ratio in one run, so that it says the same on any machine; measured at about 20."""
    body = "{% for n in many %}{% call b.section() %}{{ typed | bold }} {{ n }}{% endcall %}{% endfor %}"
    kind, values = desk.write(body), {"typed": "Noor & <co> " * 10, "many": range(30)}
    printed = desk.renderer.message(kind, values)

    render = min(timeit.repeat(lambda: desk.renderer.message(kind, values), number=20, repeat=7))
    dump = min(timeit.repeat(lambda: json.loads(json.dumps(printed)), number=20, repeat=7))

    assert len(printed["blocks"]) == 30
    assert render / dump < 40
