"""What a stream says while nothing happens, when it can't go on, and when the server leaves."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Any

import pytest
from httpx import AsyncClient

from huuva_backend.feed import service
from huuva_backend.feed.service import FeedService
from huuva_backend.feed.stream import Stream
from huuva_backend.locations.location import Heard
from huuva_backend.orders.cursor import BEGINNING, Cursor
from huuva_backend.partners.caller import TRUSTED
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.errors import Unavailable
from tests.conftest import Connection
from tests.orders.kitchen import Kitchen


async def opened(
    feed: FeedService,
    on: Database,
    location: str,
    after: Cursor | None = None,
    heartbeat_seconds: float = 15,
) -> AsyncGenerator[bytes, None]:
    extent = await feed.open(TRUSTED, on, location)
    stream = Stream(feed, TRUSTED, on, location, None, heartbeat_seconds=heartbeat_seconds)
    return stream.frames(extent, after)


async def test_a_heart_beats_while_nothing_happens(
    feed: FeedService, on: Database, location: str
) -> None:
    async with aclosing(await opened(feed, on, location, heartbeat_seconds=0.01)) as frames:
        told = [await anext(frames) for _ in range(3)]

    assert told == [b"retry: 1000\nid: 0\n\n", b": still here\n\n", b": still here\n\n"]


async def test_of_what_nobody_has_heard_a_stream_says_so_first_and_goes_on(
    feed: FeedService, on: Database, location: str
) -> None:
    heard = Heard(known=False, known_locations=["kallio"])
    stream = Stream(feed, TRUSTED, on, location, None, heard=heard, heartbeat_seconds=0.01)
    extent = await feed.open(TRUSTED, on, location)

    async with aclosing(stream.frames(extent, None)) as frames:
        told = [await anext(frames) for _ in range(3)]

    assert told[1:] == [
        b': unheard {"known":false,"knownLocations":["kallio"],"stationKnown":true,"knownStations":[]}\n\n',
        b": still here\n\n",
    ]


async def test_who_is_there_when_the_server_leaves_is_told_goodbye(
    feed: FeedService, on: Database, location: str
) -> None:
    async with aclosing(await opened(feed, on, location)) as frames:
        await anext(frames)
        last = asyncio.create_task(anext(frames))
        await asyncio.sleep(0)
        feed.hub.stop()
        assert await last == b'event: bye\ndata: {"cursor":"0"}\n\n'
        with pytest.raises(StopAsyncIteration):
            await anext(frames)
    assert feed.hub.watches == 0


async def test_who_comes_when_the_server_leaves_is_sent_away_at_once(
    feed: FeedService, on: Database, location: str
) -> None:
    feed.hub.stop()

    told = [frame async for frame in await opened(feed, on, location, after=BEGINNING)]

    assert told == [b"retry: 1000\nid: 0\n\n", b'event: bye\ndata: {"cursor":"0"}\n\n']


async def test_without_its_database_it_stays_open_and_goes_on_later(
    feed: FeedService,
    on: Database,
    committing: Kitchen,
    location: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(2):
        await committing.place(locationId=location)
    follow, failures = feed.follow, [Unavailable(), Unavailable()]

    async def failing(*asked: Any) -> object:
        if failures:
            raise failures.pop()
        return await follow(*asked)

    monkeypatch.setattr(feed, "follow", failing)
    monkeypatch.setattr("huuva_backend.feed.stream.OUTAGE_SECONDS", 0)
    async with aclosing(await opened(feed, on, location, after=BEGINNING)) as frames:
        told = [await anext(frames) for _ in range(4)]

    assert told[:3] == [b"retry: 1000\nid: 0\n\n", b": still here\n\n", b": still here\n\n"]
    ids = [line for line in told[3].decode().split("\n") if line.startswith("id")]
    newest = (await feed.open(TRUSTED, on, location)).newest
    assert ids == [f"id: {newest.epoch}.1", f"id: {newest.epoch}.2"]


async def test_who_falls_behind_what_is_kept_is_reset(
    feed: FeedService, on: Database, committing: Kitchen, location: str, committed: Connection
) -> None:
    for _ in range(3):
        await committing.place(locationId=location)
    newest = (await feed.open(TRUSTED, on, location)).newest
    one = Cursor.at(newest.epoch, 1)
    async with aclosing(await opened(feed, on, location, after=one)) as frames:
        await anext(frames)
        await committed.execute(
            "DELETE FROM order_events WHERE location_id = $1 AND seq < 3", location
        )
        told = f'event: reset\nid: {newest}\ndata: {{"cursor":"{newest}"}}\n\n'
        assert await anext(frames) == told.encode()


async def test_there_are_only_so_many_streams(
    api: AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_STREAMS", 0)

    answer = await api.get("/api/events/stream")

    assert (answer.status_code, answer.json()["code"]) == (503, "too-many-streams")
    assert answer.headers["Retry-After"] == "2"
