"""The database goes away under open streams, and comes back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from huuva_backend.platform.db import embedded
from tests.feed.served import Location, seqs
from tests.resilience import cluster
from tests.server import Server


@pytest.mark.parametrize("away", [cluster.killed, cluster.frozen])
async def test_streams_stay_open_and_go_on(
    room: Path, away: Callable[[Path], AbstractContextManager[None]]
) -> None:
    with embedded.running(room / "data") as url:
        async with Server(room, DATABASE_URL=url) as server:
            location = Location(server)
            path = await location.place()
            async with location.stream() as watching, location.stream(after=0) as behind:
                await watching.next()
                await behind.next()
                with away(room / "data"):
                    await server.until(ready=False)
                    assert await server.gauge("huuva_event_streams") == 2
                await server.until(ready=True)
                await location.move(path, "READY")

                assert await seqs(watching, 1) == [2]
                assert await seqs(behind, 2) == [1, 2]
        assert "unexpected failure" not in server.log
