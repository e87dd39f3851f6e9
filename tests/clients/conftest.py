import fcntl
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.clients.network import Network
from tests.clients.programs import TYPESCRIPT, Program
from tests.server import Server, committed, database_url, server

__all__ = ["committed", "database_url", "server"]

HERE = Path(__file__).parent
INSTALL = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--engine-strict"]
ONCE = ["--fetch-retries", "1", "--fetch-timeout", "20000", "--loglevel", "error"]


@pytest.fixture(scope="session")
def typescript() -> Path:
    """The TypeScript client, built; what builds it is fetched where it isn't there as the lock says."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("the TypeScript client is not tested: there is no Node with npm")
    with (TYPESCRIPT / "package.json").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # of workers that run at once
        wanted, installed = TYPESCRIPT / "package-lock.json", TYPESCRIPT / "node_modules/.lock"
        if not installed.exists() or installed.read_bytes() != wanted.read_bytes():
            fetched = subprocess.run(
                [*INSTALL, *ONCE], cwd=TYPESCRIPT, capture_output=True, text=True, check=False
            )
            if fetched.returncode:
                pytest.skip(f"the TypeScript client is not tested: {fetched.stderr[-300:]}")
            shutil.copy(wanted, installed)
        if not is_built(installed):
            subprocess.run(["npm", "run", "--silent", "build"], cwd=TYPESCRIPT, check=True)
    return TYPESCRIPT


def is_built(installed: Path) -> bool:
    """Whoever builds it again would do so under the tests of others."""
    built = TYPESCRIPT / "dist" / "index.js"
    sources = [installed, TYPESCRIPT / "tsconfig.json", *(TYPESCRIPT / "src").iterdir()]
    changed = max(source.stat().st_mtime for source in sources)
    return built.exists() and built.stat().st_mtime > changed


@pytest.fixture(params=["python", "typescript"])
def program(request: pytest.FixtureRequest) -> Program:
    """Either client, as a process that acts out a scenario."""
    if request.param == "python":
        return Program([sys.executable, str(HERE / "scenarios.py")])
    request.getfixturevalue("typescript")
    return Program(["node", str(HERE / "scenarios.mjs")])


@pytest.fixture
async def network(server: Server) -> AsyncIterator[Network]:
    async with Network(server.port) as network:
        yield network
