"""Every import keeps to the layers: what may know what, and where each outside library lives.

The tables are the rule; read them as documentation. A module is ruled by its longest name in INSIDE, and
may always import its own package. An import in a function or under TYPE_CHECKING counts like any other.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "handlers", "storage", "sandbox")

# What may import what of our own.
INSIDE = {
    # The programs put everything together; only the demo knows the sandbox as well.
    "bot.__main__": ("bot", "storage"),
    "bot.app": ("bot", "handlers", "storage"),
    "bot.demo": ("bot", "handlers", "storage", "sandbox"),
    # Slack in. Handlers get a store through their deps and never import storage.
    "handlers": (
        "bot.nudges",
        "bot.services",
        "bot.domain",
        "bot.messages",
        "bot.dates",
        "bot.words",
        "bot.deps",
        "bot.rendering",
        "bot.last_resort",
    ),
    # The web in: visitors of links, and shops. Storage for its types, and for what it raises while it is away.
    "bot.web": ("bot.services", "bot.domain", "bot.deps", "bot.last_resort", "storage"),
    # The clock, and what it drives: messages out, long work, clicks. Storage for its types.
    "bot.scheduler": ("bot.chores", "bot.sender", "bot.worker", "bot.clicks", "bot.clock", "bot.deps", "storage"),
    "bot.clicks": ("bot.services", "bot.deps", "storage"),
    "bot.sender": (
        "bot.nudges",
        "bot.services",
        "bot.rendering",
        "bot.slack",
        "bot.gate",
        "bot.pickup",
        "bot.platforms",
        "bot.deps",
        "bot.limits",
        "storage",
    ),
    "bot.gate": ("bot.domain", "bot.slack", "bot.watch", "storage"),
    "bot.pickup": ("bot.gate", "bot.slack", "bot.watch", "storage"),
    "bot.watch": (),
    "bot.worker": ("bot.services", "bot.messages", "bot.domain", "bot.deps", "storage"),
    "bot.chores": ("bot.nudges", "bot.services", "bot.domain", "storage"),
    "bot.nudges": ("bot.services", "bot.messages", "bot.domain", "storage"),
    # Use cases never import Slack.
    "bot.services": (
        "bot.messages",
        "bot.domain",
        "bot.spreadsheets",
        "bot.mailing",
        "bot.contract_texts",
        "bot.documents",
        "bot.qr_codes",
        "bot.calendars",
        "bot.dates",
        "bot.words",
        "bot.deps",
        "storage",
    ),
    # One job each.
    "bot.rendering": ("bot.words", "bot.limits", "bot.compiled"),
    "bot.compiled": (),
    "bot.mailing": ("bot.tokens", "bot.domain"),
    "bot.contract_texts": ("bot.tokens", "bot.domain"),
    "bot.tokens": ("bot.domain",),
    "bot.documents": ("bot.domain",),
    "bot.pages": ("bot.words",),
    "bot.words": ("bot.dates", "bot.domain"),
    "bot.slack": ("bot.domain",),
    "bot.platforms": ("bot.domain",),
    "bot.spreadsheets": ("bot.domain",),
    "bot.deps": ("bot.domain", "storage"),
    "bot.dates": ("bot.domain",),
    "bot.messages": (),
    "bot.qr_codes": (),
    "bot.calendars": (),
    "bot.limits": (),
    "bot.last_resort": (),
    "bot.clock": (),
    "bot.ending": (),
    "bot.settings": (),
    # Rows, and under everything the rules, which know nothing but themselves.
    "storage": ("bot.messages", "bot.domain"),
    "bot.domain": (),
    # A Slack on this machine, which knows nothing of the bot.
    "sandbox": (),
}

# The one home of each outside library.
OUTSIDE = {
    "aiohttp": ("sandbox",),
    "alembic": ("storage",),
    "apscheduler": ("bot.scheduler",),
    "babel": ("bot.rendering", "bot.words"),
    "emoji": ("sandbox",),
    "holidays": ("bot.calendars",),
    "httpx": ("bot.platforms",),
    # What the team writes runs in the sandbox of Jinja2, apart from our own templates.
    "jinja2": ("bot.rendering", "bot.compiled", "bot.pages", "bot.tokens"),
    "markupsafe": ("bot.rendering", "bot.pages"),
    "python_calamine": ("bot.spreadsheets",),
    "segno": ("bot.qr_codes",),
    "slack_bolt": ("bot.app", "bot.web", "handlers"),
    "slack_sdk": ("bot.app", "bot.slack", "handlers.delivery"),
    "sqlalchemy": ("storage",),
    "typst": ("bot.documents",),
    "waitress": ("bot.web",),
    "xlsxwriter": ("bot.spreadsheets",),
    "yaml": ("sandbox",),
}

# Where only these names of a library may be imported: handlers see Bolt's types, never its machinery.
ONLY = {("handlers", "slack_bolt"): {"Ack", "App", "BoltRequest", "BoltResponse"}}


@dataclass(frozen=True)
class Import:
    """One name that a module imports: `name` is "" where the module itself is imported."""

    file: Path
    line: int
    importer: str
    module: str
    name: str

    def refused(self, rule: str) -> str:
        """Say what is imported where, and which rule forbids it."""
        return f"{self.file}, line {self.line}: {self.importer} imports {self.module}. {rule}"


def read_modules(root: Path) -> dict[str, Path]:
    """Give the file of every module of our packages under `root`, by the module's name."""
    files = (file for package in PACKAGES for file in sorted((root / package).rglob("*.py")))
    return {name_of(file.relative_to(root)): file for file in files}


def name_of(file: Path) -> str:
    """Give the name that a file is imported by: bot/domain/__init__.py is bot.domain."""
    return ".".join(file.with_suffix("").parts).removesuffix(".__init__")


def read_imports(root: Path) -> Iterator[Import]:
    """Read every import of every module of our packages under `root`."""
    modules = read_modules(root)
    for importer, file in modules.items():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            for module, name in imported(node, package=package_of(importer, file), modules=set(modules)):
                yield Import(file.relative_to(root), getattr(node, "lineno", 0), importer, module, name)


def package_of(module: str, file: Path) -> str:
    """Give the package that a module's relative imports start from."""
    return module if file.name == "__init__.py" else module.rpartition(".")[0]


def imported(node: ast.AST, *, package: str, modules: set[str]) -> Iterator[tuple[str, str]]:
    """Give the modules that a statement imports, each with the name taken out of it or ""."""
    if isinstance(node, ast.Import):
        yield from ((alias.name, "") for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
        source = ".".join([*above, *([node.module] if node.module else [])])
        for alias in node.names:
            whole = f"{source}.{alias.name}"
            yield (whole, "") if whole in modules else (source, alias.name)


def is_in(module: str, package: str) -> bool:
    """Tell whether a module is the package itself or lies in it."""
    return module == package or module.startswith(f"{package}.")


def breaches(root: Path) -> list[str]:
    """Give a sentence for every import under `root` that breaks a rule, and every module that has none."""
    without = [
        f"{name} has no line in INSIDE: say what it may import." for name in read_modules(root) if not ruling(name)
    ]
    return without + [sentence for found in read_imports(root) if (sentence := judge(found))]


def ruling(module: str) -> str:
    """Give the longest name in INSIDE that rules a module, or "" (`bot` itself is empty and needs none)."""
    return max((name for name in INSIDE if is_in(module, name)), key=len, default="bot" if module == "bot" else "")


def judge(found: Import) -> str | None:
    """Hold one import against the tables: the sentence that refuses it, or None."""
    top = found.module.partition(".")[0]
    if top in PACKAGES:
        rule = ruling(found.importer)
        allowed = (rule, *INSIDE.get(rule, ()))
        if any(is_in(found.module, package) for package in allowed):
            return None
        return found.refused(f"{rule} may import of our own only: {', '.join(allowed)}.")
    return None if top in sys.stdlib_module_names else judge_library(found, top)


def judge_library(found: Import, library: str) -> str | None:
    """Hold the import of an outside library against its homes and the names that may be seen there."""
    homes = OUTSIDE.get(library, ())
    if not any(is_in(found.importer, home) for home in homes):
        return found.refused(f"The home of {library} is {' and '.join(homes) or 'not in OUTSIDE'}.")
    for (package, restricted), names in ONLY.items():
        if is_in(found.importer, package) and library == restricted and found.name not in names:
            return found.refused(f"{package} may take from {library} only: {', '.join(sorted(names))}.")
    return None


def test_every_import_keeps_to_the_layers() -> None:
    assert breaches(ROOT) == []


@pytest.mark.parametrize(
    ("file", "code", "sentence"),
    [
        (
            "handlers/x.py",
            "import bot.services\nfrom storage import Store",
            "line 2: handlers.x imports storage. handlers may",
        ),
        (
            "bot/services/x.py",
            "def give():\n    import slack_sdk",
            "line 2: bot.services.x imports slack_sdk. The home of",
        ),
        (
            "bot/domain/x.py",
            "from .. import rendering",
            "line 1: bot.domain.x imports bot.rendering. bot.domain may",
        ),
        ("sandbox/x.py", "import bot.domain", "line 1: sandbox.x imports bot.domain. sandbox may"),
        ("bot/app.py", "from sandbox import slack", "line 1: bot.app imports sandbox. bot.app may"),
        (
            "handlers/x.py",
            "from slack_bolt import Say",
            "line 1: handlers.x imports slack_bolt. handlers may take",
        ),
        (
            "storage/x.py",
            "import numpy",
            "line 1: storage.x imports numpy. The home of numpy is not in OUTSIDE.",
        ),
    ],
)
def test_a_wrong_import_is_named_with_its_file_line_and_rule(
    file: str, code: str, sentence: str, tmp_path: Path
) -> None:
    write(tmp_path / "bot" / "rendering.py", "")
    write(tmp_path / file, code)

    [refusal] = breaches(tmp_path)

    assert refusal.startswith(f"{file}, {sentence}")


def test_a_module_without_a_rule_is_named(tmp_path: Path) -> None:
    write(tmp_path / "bot" / "gifts.py", "")

    assert breaches(tmp_path) == ["bot.gifts has no line in INSIDE: say what it may import."]


def write(file: Path, code: str) -> None:
    """Write a module into a tampered copy of the tree."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, encoding="utf-8")


def test_every_line_of_the_tables_is_in_use() -> None:
    modules = set(read_modules(ROOT))
    libraries = {found.module.partition(".")[0] for found in read_imports(ROOT)}

    assert [name for name in INSIDE if name not in modules] == []
    assert [library for library in OUTSIDE if library not in libraries] == []
