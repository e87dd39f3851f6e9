"""Small files, small functions and one name for one thing; checks that no linter here has."""

import ast
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

ROOT = Path(__file__).parents[1]
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
MADE = [ROOT / "clients/python/huuva_client" / name for name in ("models.py", "operations.py")]
SOURCES = [
    path.relative_to(ROOT)
    for folder in ("huuva_backend", "tests", "benchmarks", "clients/python")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if path not in MADE
]


@pytest.mark.parametrize("path", SOURCES, ids=str)
def test_no_file_and_no_function_is_too_long(path: Path) -> None:
    source = (ROOT / path).read_text()
    assert source.count("\n") <= LONGEST_FILE
    if "versions" in path.parts:  # a migration is one list of statements
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or 0) - node.lineno + 1
            assert lines <= LONGEST_FUNCTION, f"{node.name} has {lines} lines"


BOTH: Final = {"Order"}
"""The one name that two things have: an order as the domain sees it, and its table's model, which are bare by rule."""


def test_no_two_classes_have_one_name() -> None:
    counted = Counter(
        node.name
        for path in SOURCES
        if path.parts[0] == "huuva_backend"
        for node in ast.parse((ROOT / path).read_text()).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )

    assert {name for name, times in counted.items() if times > 1} == BOTH
