"""Compiled templates are shared by all renderers, and never older than what stands in the file."""

from datetime import UTC, datetime
from pathlib import Path

from bot.rendering import Renderer

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def words_of(template: Path, text: str) -> str:
    """What a new renderer makes of a template with this text."""
    template.write_text(
        '{% import "blocks.j2" as b %}{% call b.message("' + text + '") %}{{ b.divider() }}{% endcall %}', "utf-8"
    )
    renderer = Renderer(now=lambda: NOW, templates=template.parents[1])
    return str(renderer.message("told", {})["text"])


def test_a_template_that_was_changed_says_what_it_says_now(tmp_path: Path) -> None:
    template = tmp_path / "messages" / "told.json.j2"
    template.parent.mkdir()

    assert [words_of(template, text) for text in ("Before", "After", "Before")] == ["Before", "After", "Before"]
