from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.deploy.proxy import Caddy
from tests.server import Server, database_url

__all__ = ["database_url"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the API and Caddy share: the pictures are in `media`."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
async def server(
    database_url: str, data: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Server]:
    directory = tmp_path_factory.mktemp("server")
    async with Server(directory, DATABASE_URL=database_url, DATA_DIR=str(data)) as server:
        yield server


@pytest.fixture(scope="module")
async def caddy(
    server: Server, data: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Caddy]:
    async with Caddy(tmp_path_factory.mktemp("caddy"), server.port, data) as caddy:
        yield caddy


@pytest.fixture
async def api(caddy: Caddy) -> AsyncIterator[AsyncClient]:
    """The API as somebody outside reaches it, who knows the password."""
    async with caddy.client() as client:
        yield client


@pytest.fixture
async def stranger(caddy: Caddy) -> AsyncIterator[AsyncClient]:
    async with caddy.client(known=False) as client:
        yield client
