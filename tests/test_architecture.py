"""The lines between the packages hold, and starting is quick because heavy imports wait."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = {"torch", "transformers"}
AT_DISCORD = ("bot/app.py", "bot/cogs", "bot/views")
SOURCES = [
    path
    for package in ("bot", "models", "config")
    for path in sorted((ROOT / package).rglob("*.py"))
]


def test_import_contracts_are_kept() -> None:
    """Bot imports models imports config, never the other way."""
    linter = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"
    done = subprocess.run(
        [sys.executable, "-c", linter], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "module", ["bot.app", "bot.cli", "models.__main__", "models.digest", "models.load"]
)
def test_starting_loads_no_model_library(module: str) -> None:
    """What answers at once must not wait for torch."""
    code = f"import sys, {module}; print(*{HEAVY!r} & sys.modules.keys())"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_model_libraries_are_imported_inside_functions_of_models(path: Path) -> None:
    """Torch and transformers stand behind a door, and only in models/."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    at_start = set(_imported(_outside_functions(tree)))
    anywhere = set(_imported(ast.walk(tree)))
    assert HEAVY & (at_start if path.is_relative_to(ROOT / "models") else anywhere) == set()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_discord_is_imported_where_it_is_met(path: Path) -> None:
    """Only the client, the commands and the views know it."""
    allowed = any(path.is_relative_to(ROOT / place) for place in AT_DISCORD)
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert allowed or "discord" not in set(_imported(ast.walk(tree)))


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from _outside_functions(child)


def _imported(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]
