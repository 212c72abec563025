"""What tests of exports share: the file that came, and its rows."""

import csv
import io
from typing import Any

from openpyxl import load_workbook

from tests.workspace import Workspace


def sent_file(workspace: Workspace, who: str) -> tuple[str, bytes, str]:
    """The file that somebody got last: its name, its bytes and what stands beside it."""
    message = workspace.told(who)[-1]
    (file,) = message.files
    return file["name"], workspace.slack.slack.workspace.contents[file["id"]], message.text_shown


def rows_of(name: str, content: bytes) -> list[dict[str, Any]]:
    """The rows of an exported file by heading."""
    if name.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    first, *rest = load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return [dict(zip(first, row, strict=True)) for row in rest]
