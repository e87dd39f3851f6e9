"""An export while its client takes it: what interrupts it, and what doesn't."""

from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import nullcontext
from typing import cast

import pytest
from structlog.testing import capture_logs

from huuva_backend.analytics import export_stream
from huuva_backend.analytics.export import COLUMNS, Export, Row
from huuva_backend.analytics.export_formats import NDJSON
from huuva_backend.analytics.export_reading import Reading
from huuva_backend.analytics.export_stream import PART_BYTES, ExportStream
from huuva_backend.partners.authentication import Watch
from huuva_backend.platform.errors import Busy, DomainError, Unavailable
from huuva_backend.platform.http.streaming import Interrupted, LongAnswer
from tests.platform.http.test_sse import Client

WIDTH = len(COLUMNS[Export.ORDERS])


def row(name: str) -> Row:
    return [*[name] * WIDTH, "cursor"]


class Pages:
    """What reading gives, one after the other."""

    def __init__(self, *pages: list[Row] | DomainError | None) -> None:
        self._pages = deque(pages)
        self.asked = 0

    async def page(self) -> list[Row] | None:
        self.asked += 1
        page = self._pages.popleft()
        if isinstance(page, DomainError):
            raise page
        return page


class Ended:
    def __init__(self) -> None:
        self.times = 0

    def __call__(self, _: Reading) -> None:
        self.times += 1


def stream(pages: Pages, **changes: object) -> ExportStream:
    writer = NDJSON.begin(Export.ORDERS)
    return ExportStream(cast(Reading, pages), writer, **changes)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_stream, "RETRY_SECONDS", 0)


async def test_a_database_that_is_away_for_a_while_is_waited_for() -> None:
    pages, ended = Pages(Busy(), Unavailable(), [], [row("b")], None), Ended()

    sent = [part async for part in stream(pages).parts([row("a")], ended)]

    assert b"".join(sent) == NDJSON.begin(Export.ORDERS).rows([row("a"), row("b")])
    assert (pages.asked, ended.times) == (5, 1)


async def gather(parts: AsyncIterator[bytes], into: list[bytes]) -> None:
    while True:
        into.append(await anext(parts))


async def interrupted(pages: Pages, **changes: object) -> tuple[str, int]:
    """Why it was, and after how many rows."""
    ended, sent = Ended(), list[bytes]()
    parts = stream(pages, **changes).parts([row("a")], ended)
    with pytest.raises(Interrupted) as raised:
        await gather(parts, sent)
    assert ended.times == 1
    return str(raised.value), b"".join(sent).count(b"\n")


async def test_one_that_stays_away_interrupts_it() -> None:
    told = await interrupted(Pages(Unavailable(), Unavailable()), outage_seconds=-1)

    assert told == ("the database doesn't answer", 1)


def first_false(times: int) -> Callable[[], bool]:
    answers = deque([False] * times)
    return lambda: not answers or answers.popleft()


async def test_a_server_that_leaves_interrupts_it() -> None:
    pages = Pages([row("b")], [row("c")], [row("d")], None)

    assert await interrupted(pages, stopping=first_false(3)) == ("the server is stopping", 3)


async def test_a_server_that_leaves_interrupts_one_that_finds_nothing() -> None:
    pages = Pages([], [], [row("b")], None)

    assert await interrupted(pages, stopping=first_false(1)) == ("the server is stopping", 1)
    assert pages.asked == 2


async def test_a_key_that_is_taken_no_more_interrupts_it() -> None:
    def watching(woken: object) -> object:
        watch = Watch(woken)  # type: ignore[arg-type]
        watch.ended = True
        return nullcontext(watch)

    pages = Pages([row("b")], [row("c")], None)

    assert await interrupted(pages, watching=watching) == ("its key is taken no more", 1)


async def test_a_long_page_is_sent_in_parts_that_a_slow_client_can_take() -> None:
    long = [row("x" * 100) for _ in range(100)]

    sent = [part async for part in stream(Pages(None)).parts(long, Ended())]

    assert len(sent) > 2
    assert max(map(len, sent)) == PART_BYTES
    assert b"".join(sent).count(b"\n") == 100


@pytest.mark.parametrize("reads", [1, 2])
async def test_who_reads_nothing_is_cut_off_and_nothing_is_read_for_it(reads: int) -> None:
    pages, ended, client = Pages(*([row("b")] for _ in range(50))), Ended(), Client(reads)
    parts = stream(pages).parts([row("a")], ended)
    with capture_logs() as lines:
        answer = LongAnswer(parts, {}, send_seconds=0.01)
        await answer(client.scope, client.receive, client.send)

    assert client.gone.is_set()
    assert pages.asked <= 1
    assert ended.times == 1
    assert [line["event"] for line in lines] == ["cut off a client that doesn't read"]


async def test_what_is_interrupted_does_not_look_like_the_whole() -> None:
    pages, client = Pages([row("b")], [row("c")], None), Client(100)
    parts = stream(pages, stopping=lambda: True).parts([row("a")], Ended())

    answer = LongAnswer(parts, {}, send_seconds=5)
    await answer(client.scope, client.receive, client.send)

    assert client.gone.is_set()
    assert [message.get("more_body", True) for message in client.received].count(False) == 0
