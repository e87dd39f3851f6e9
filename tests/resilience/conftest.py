import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server import committed, database_url, server, servers

__all__ = ["committed", "database_url", "server", "servers"]


@pytest.fixture
def room() -> Iterator[Path]:
    """For a PostgreSQL of the test's own: pytest closes the path to its `tmp_path` to other users."""
    with tempfile.TemporaryDirectory(prefix="huuva-") as directory:
        yield Path(directory)
