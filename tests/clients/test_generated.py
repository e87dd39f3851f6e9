"""What is made from the API document is what is committed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.clients.programs import PYTHON, TYPESCRIPT

pytestmark = pytest.mark.timeout(180)  # npm may have to fetch what builds a client

RUN = "run `make clients`"


def test_the_python_client_is_of_the_document(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(PYTHON / "generate.py"), str(tmp_path)], check=True)
    for name in ("models.py", "operations.py"):
        committed = PYTHON / "huuva_client" / name
        assert (tmp_path / name).read_text() == committed.read_text(), RUN


def test_the_typescript_client_is_of_the_document(typescript: Path, tmp_path: Path) -> None:
    subprocess.run(["node", "generate.mjs", str(tmp_path)], cwd=typescript, check=True)
    for name in ("schema.ts", "operations.ts"):
        assert (tmp_path / name).read_text() == (typescript / "src" / name).read_text(), RUN


def test_the_examples_in_typescript_are_of_its_types(typescript: Path) -> None:
    subprocess.run(["npm", "run", "--silent", "check"], cwd=typescript, check=True)


@pytest.mark.parametrize("name", ["package-lock.json", "package.json", ".npmrc"])
def test_no_registry_of_somebodys_own_is_named(name: str) -> None:
    text = (TYPESCRIPT / name).read_text()
    assert '"resolved"' not in text
    assert "registry=" not in text.replace("omit-lockfile-registry-resolved", "")
