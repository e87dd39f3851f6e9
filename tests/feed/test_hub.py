"""One look for all: when it is taken, what is kept of it, and what breaks a channel."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence

import pytest

from huuva_backend.feed import hub
from huuva_backend.feed.event import News
from huuva_backend.feed.hub import Channel, Hub
from huuva_backend.orders.cursor import BEGINNING, Cursor
from huuva_backend.platform.errors import Unavailable
from tests.feed.events import ANOTHER, EPOCH, cursor, news


class Database:
    """Gives each answer once, and then says that there is nothing new."""

    def __init__(self) -> None:
        self.answers: list[News | Exception] = []
        self.asked: list[dict[str, Cursor]] = []
        self.renewed: list[tuple[str, str]] = []
        self.looked = asyncio.Event()

    async def news(self, known: Mapping[str, Cursor], limit: int) -> Sequence[News]:
        self.asked.append(dict(known))
        self.looked.set()
        if not self.answers:
            return []
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return [answer]

    async def renew(self, location_id: str, epoch: str) -> None:
        self.renewed.append((location_id, epoch))


@pytest.fixture
def database() -> Database:
    return Database()


@pytest.fixture
async def watched(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hub]:
    monkeypatch.setattr(hub, "OUTAGE_SECONDS", 0)
    made = Hub(database.news, database.renew)
    yield made
    await made.aclose()


def seqs(channel: Channel, after: int) -> list[int] | None:
    frames = channel.after(cursor(after))
    return None if frames is None else [frame.cursor.seq for frame in frames]


async def test_a_channel_begins_after_what_was_known(watched: Hub, database: Database) -> None:
    database.answers = [news(8, 9)]
    with watched.watching("main", cursor(7)) as (channel, watch):
        await watch.wait()

        assert seqs(channel, 7) == [8, 9]
        assert seqs(channel, 8) == [9]
        assert seqs(channel, 9) == []
        assert seqs(channel, 10) == []
        assert seqs(channel, 6) is None
    assert database.asked[0] == {"main": cursor(7)}


async def test_all_who_watch_share_a_channel_and_are_woken(
    watched: Hub, database: Database
) -> None:
    with (
        watched.watching("main", cursor(7)) as (one, watch),
        watched.watching("main", cursor(9)) as (other, other_watch),
    ):
        assert other is one
        assert watched.watches == 2
        database.answers = [news(8, 8)]
        await watch.wait()
        await other_watch.wait()
    assert watched.watches == 0


async def test_nobody_asks_the_database_for_nobody(watched: Hub, database: Database) -> None:
    with watched.watching("main", BEGINNING):
        await database.looked.wait()
    polling = watched._polling
    assert polling is not None
    await polling
    asked = len(database.asked)

    with watched.watching("kallio", cursor(3)):
        database.looked.clear()
        await database.looked.wait()

    assert database.asked[asked] == {"kallio": cursor(3)}


@pytest.mark.parametrize("failure", [Unavailable(), ValueError("a bug")])
async def test_a_failure_ends_nothing(watched: Hub, database: Database, failure: Exception) -> None:
    database.answers = [failure, failure, news(1, 2)]
    with watched.watching("main", BEGINNING) as (channel, watch):
        await watch.wait()
        assert seqs(channel, 0) == [1, 2]
        assert channel.breaks == 0


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(news(1, 0, newest=3), id="the counter went back"),
        pytest.param(news(7, 7), id="an event is missing"),
        pytest.param(news(1, 0, newest=9), id="all of them are gone"),
        pytest.param(news(6, 7, epoch=ANOTHER), id="of another epoch, though the number fits"),
        pytest.param(
            news(1, 0, newest=5, epoch=ANOTHER), id="of another epoch, at the same number"
        ),
    ],
)
def test_what_does_not_follow_breaks_the_channel(broken: News) -> None:
    channel = Channel(BEGINNING)
    channel.take(news(1, 5))
    channel.take(broken)

    assert (channel.breaks, channel.newest) == (1, broken.newest)
    epoch = broken.newest.epoch
    assert channel.after(cursor(broken.newest.seq, epoch)) == []
    assert channel.after(cursor(broken.newest.seq - 1, epoch)) is None


def test_a_counter_that_is_gone_breaks_the_channel() -> None:
    channel = Channel(BEGINNING)
    channel.take(news(1, 5))
    channel.take(news(1, 0, newest=0, epoch=""))

    assert (channel.breaks, channel.newest) == (1, BEGINNING)
    assert channel.after(BEGINNING) == []


def test_a_cursor_of_another_epoch_is_not_answered_from_what_is_kept() -> None:
    channel = Channel(BEGINNING)
    channel.take(news(1, 5))

    assert channel.after(cursor(3, ANOTHER)) is None
    assert seqs(channel, 3) == [4, 5]
    assert [frame.cursor for frame in channel.after(BEGINNING) or []] == [
        cursor(seq) for seq in range(1, 6)
    ]


async def test_where_numbers_went_back_another_epoch_begins_before_anybody_is_told(
    watched: Hub, database: Database
) -> None:
    database.answers = [news(1, 0, newest=5), news(1, 0, newest=5, epoch=ANOTHER)]
    with watched.watching("main", cursor(7)) as (channel, watch):
        await watch.wait()

        assert database.renewed == [("main", EPOCH)]
        assert database.asked[:2] == [{"main": cursor(7)}] * 2
        assert (channel.breaks, channel.newest) == (1, cursor(5, ANOTHER))


def test_a_channel_keeps_so_many_bytes_and_hands_out_so_many_events(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(hub, "KEPT_BYTES", 10_000)
    monkeypatch.setattr(hub, "AT_ONCE", 5)
    channel = Channel(BEGINNING)
    for first in range(1, 201, 20):
        channel.take(news(first, first + 19))
    kept = [frame for seq in range(200) for frame in (channel.after(cursor(seq)) or [])[:1]]

    assert 9_000 < sum(len(frame.text) for frame in kept) <= 10_000
    assert [frame.cursor.seq for frame in kept] == list(range(201 - len(kept), 201))
    assert seqs(channel, 190) == [191, 192, 193, 194, 195]
    assert channel.breaks == 0
