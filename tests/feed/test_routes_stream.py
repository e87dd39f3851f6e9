"""Streams of real servers: what a client sees, where it resumes, and what it costs the server."""

import asyncio
import resource
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

import pytest

from benchmarks.eventsource import EventSource
from tests.conftest import Connection
from tests.factories import item
from tests.feed.served import Location, deaf_client, seqs, until
from tests.server import Server
from tests.wire import Wire


@pytest.fixture
def location(servers: tuple[Server, Server]) -> Location:
    return Location(servers[0])


async def test_a_stream_says_how_it_is_to_be_treated(location: Location) -> None:
    async with location.stream() as stream:
        greeting = await stream.next()

    assert stream.status == 200
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert stream.headers["cache-control"] == "no-store"
    assert stream.headers["x-accel-buffering"] == "no"
    assert greeting.fields == {"retry": "1000", "id": "0"}


async def test_events_come_as_they_are_committed(location: Location) -> None:
    async with location.stream() as stream:
        await stream.next()
        path = await location.place()
        await location.move(path, "READY")
        async with asyncio.timeout(5):
            created, ready = [await stream.message() for _ in range(2)]

    assert (created.event, created.id, created.data["type"]) == (
        "message",
        await location.cursor(1),
        "order.created",
    )
    assert (ready.event, ready.id, ready.data["type"]) == (
        "message",
        await location.cursor(2),
        "order.status_changed",
    )
    assert [created.data, ready.data] == await location.page()


async def test_without_a_cursor_it_begins_now(location: Location) -> None:
    await location.place()
    async with location.stream() as stream:
        greeting = await stream.next()
        await location.place()
        assert await seqs(stream, 1) == [2]

    assert greeting.id == await location.cursor(1)


async def test_it_begins_after_the_cursor_and_the_header_goes_first(location: Location) -> None:
    for _ in range(3):
        await location.place()

    async with location.stream(after=0) as stream:
        assert await seqs(stream, 3) == [1, 2, 3]
    async with location.stream(after=0, last_event_id=await location.cursor(2)) as stream:
        assert await seqs(stream, 1) == [3]
    async with location.stream(last_event_id=await location.cursor(1)) as stream:
        assert await seqs(stream, 2) == [2, 3]


async def test_what_is_older_than_the_ring_is_read_from_the_database(location: Location) -> None:
    path = await location.place()
    async with location.stream() as watching:
        await watching.next()
        for _ in range(60):
            await location.move(path, "PREPARING")
            await location.move(path, "RECEIVED", recall=True)
        async with location.stream(after=0) as stream:
            assert await seqs(stream, 121) == list(range(1, 122))
            await location.place()
            assert await seqs(stream, 1) == [122]


async def test_a_station_sees_its_own_and_whole_orders_only(
    location: Location, committed: Connection
) -> None:
    path = await location.place(items=[item("BURGER"), item("SUSHI"), item("COLA")])
    await committed.execute(
        "UPDATE order_items SET station = lower(plu) WHERE location_id = $1", location.id
    )
    await location.move(path, "PREPARING")
    await location.move(f"{path}/items/BURGER", "READY")
    await location.move(f"{path}/items/SUSHI", "READY")
    await location.move(f"{path}/items/BURGER", "PREPARING", recall=True)

    async with location.stream(after=0, station="sushi") as stream:
        assert await seqs(stream, 3) == [1, 2, 4]
        passed_over = await stream.next()
        assert passed_over.fields == {"id": await location.cursor(5)}
    async with location.stream(after=await location.cursor(2), station="burger") as stream:
        assert await seqs(stream, 2) == [3, 5]


async def test_a_cursor_that_is_of_no_event_is_reset(
    location: Location, committed: Connection
) -> None:
    for _ in range(4):
        await location.place()
    await committed.execute(
        "DELETE FROM order_events WHERE location_id = $1 AND seq < 3", location.id
    )

    newest = await location.cursor(4)
    others = [await location.cursor(seq) for seq in (0, 1, 5, 10**18 - 1)]
    for cursor in ("0", "00000000.3", *others):
        async with location.stream(after=cursor) as stream:
            first = await stream.next()
        assert (first.event, first.id, first.data) == ("reset", newest, {"cursor": newest})
    async with location.stream(after=await location.cursor(2)) as stream:
        assert await seqs(stream, 2) == [3, 4]


async def test_after_a_reset_it_goes_on_from_now(location: Location) -> None:
    async with location.stream(after="00000000.7") as stream:
        reset = await stream.next()
        await location.place()
        assert (reset.event, reset.id) == ("reset", "0")
        assert await seqs(stream, 1) == [1]


async def test_a_feed_that_went_back_is_told_to_those_who_watch(
    location: Location, committed: Connection
) -> None:
    """As after a failover to a replica that hadn't everything."""
    for _ in range(3):
        await location.place()
    before = await location.cursor(2)
    async with location.stream(after=before) as stream:
        assert await seqs(stream, 1) == [3]
        await committed.execute(
            "DELETE FROM order_events WHERE location_id = $1 AND seq > 1", location.id
        )
        await committed.execute(
            "UPDATE location_feeds SET last_seq = 1 WHERE location_id = $1", location.id
        )
        reset = await stream.message()
        await location.place()
        now = await location.cursor(1)
        assert (reset.event, reset.id) == ("reset", now)
        assert await seqs(stream, 1) == [2]
    assert now.partition(".")[0] != before.partition(".")[0]


async def test_what_one_process_writes_the_other_one_tells(
    location: Location, servers: tuple[Server, Server]
) -> None:
    async with location.stream(of=servers[1]) as stream:
        await stream.next()
        path = await location.place()
        await location.move(path, "CANCELLED")
        assert await seqs(stream, 2) == [1, 2]


async def test_head_is_answered_at_once(location: Location, servers: tuple[Server, Server]) -> None:
    async with Wire(servers[0].port) as wire, asyncio.timeout(5):
        answer = await wire.request("HEAD", f"/api/events/stream?locationId={location.id}")

    assert (answer.status, answer.body) == (200, b"")
    assert answer.headers["content-type"].startswith("text/event-stream")


@pytest.fixture
async def crowd(location: Location) -> AsyncIterator[list[EventSource]]:
    streams = [location.stream() for _ in range(20)]
    for stream in streams:
        await stream.connect()
        await stream.next()
    yield streams
    for stream in streams:
        stream.close()


async def test_streams_hold_no_connection_to_the_database(
    crowd: list[EventSource], servers: tuple[Server, Server], location: Location
) -> None:
    server = servers[0]
    size = await server.gauge("huuva_database_pool_size")
    assert await server.gauge("huuva_event_streams") == len(crowd)
    # It takes one for a moment, twenty times a second, whatever their number.
    await until(lambda: server.gauge("huuva_database_pool_idle"), size)
    await location.place()
    assert [await seqs(stream, 1) for stream in crowd] == [[1]] * len(crowd)

    for stream in crowd:
        stream.close()
    await until(lambda: server.gauge("huuva_event_streams"), 0.0)


@contextmanager
def open_files(usual: int) -> Iterator[None]:
    """What a process that is started meanwhile has as its limit, unless it asks for more."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (usual, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def test_streams_beyond_the_usual_limit_of_open_files_keep_nobody_else_out(
    database_url: str, tmp_path: Path
) -> None:
    with open_files(256):
        server = Server(tmp_path, DATABASE_URL=database_url)
        server.start()
    async with AsyncExitStack() as open_until_the_end:
        open_until_the_end.push_async_callback(server.stop)
        await server.until(ready=True)
        location = Location(server)
        for _ in range(300):
            await open_until_the_end.enter_async_context(location.stream())
        await location.place()
        assert await server.gauge("huuva_event_streams") == 300


async def test_a_client_that_reads_nothing_is_cut_off(
    location: Location, servers: tuple[Server, Server], committed: Connection
) -> None:
    with await deaf_client(location, servers[0], committed):
        await until(lambda: servers[0].gauge("huuva_event_streams"), 1.0)
        async with location.stream() as reading:
            await until(lambda: servers[0].gauge("huuva_event_streams"), 2.0)
            await until(lambda: servers[0].gauge("huuva_event_streams"), 1.0)
            await location.place()
            await reading.next()
            assert await seqs(reading, 1) == [202]
    assert "unexpected failure" not in servers[0].log
    assert "Exception" not in servers[0].log
