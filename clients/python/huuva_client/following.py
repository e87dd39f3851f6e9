"""Events as they come, over as many connections as it takes."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from typing import Final, Literal

import httpx

from huuva_client.models import EventRead
from huuva_client.problem import Problem
from huuva_client.retrying import PASSING, Patience, retry_after

LONGEST_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Event:
    cursor: str
    event: EventRead
    kind: Literal["event"] = "event"


@dataclass(frozen=True, slots=True)
class Reset:
    """What came before `cursor` can't be told any more: take a new snapshot."""

    cursor: str
    kind: Literal["reset"] = "reset"


@dataclass(slots=True)
class Message:
    """One of a stream of server-sent events; without `data` it only gives an `id`."""

    id: str = ""
    event: str = "message"
    data: list[str] = field(default_factory=list)
    retry_seconds: float | None = None

    def told(self) -> Event | Reset | None:
        if self.event == "reset":
            return Reset(self.id)
        if self.event != "message" or not self.data:
            return None
        return Event(self.id, json.loads("\n".join(self.data)))


async def lines(chunks: AsyncIterator[str]) -> AsyncIterator[str]:
    """Lines end as the HTML standard says; httpx's would also at U+2028, which a text may have in it. What is no whole
    line was not said.
    """
    rest = ""
    async for chunk in chunks:
        *whole, rest = (rest + chunk).split("\n")
        for line in whole:
            yield line.removesuffix("\r")


async def messages(lines: AsyncIterator[str]) -> AsyncIterator[Message]:
    message = Message()
    async for line in lines:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            yield message
            message = Message(id=message.id)
        elif name == "data":
            message.data.append(value)
        elif name == "event":
            message.event = value
        elif name == "id":
            message.id = value
        elif name == "retry" and value.isdecimal():
            message.retry_seconds = int(value) / 1000


Open = Callable[[str | None], AbstractAsyncContextManager[httpx.Response]]


async def following(open_: Open, after: str | None) -> AsyncIterator[Event | Reset]:
    """Raises the `Problem` that waiting doesn't mend, such as a revoked key."""
    cursor, comes_back, failures = after, 1.0, 0
    while True:
        at_least = comes_back
        try:
            async with open_(cursor) as response:
                if response.is_success:
                    async for message in messages(lines(response.aiter_text())):
                        failures = 0
                        cursor = message.id or cursor
                        comes_back = message.retry_seconds or comes_back
                        at_least = 0 if message.event == "bye" else comes_back
                        if told := message.told():
                            yield told
                else:
                    problem = Problem.of(response.status_code, await response.aread())
                    if response.status_code == 410 and "newest" in problem.members:
                        cursor = str(problem.members["newest"])
                        yield Reset(cursor)
                    elif response.status_code not in PASSING:
                        raise problem
                    at_least = retry_after(response.headers) or comes_back
        except httpx.TransportError:
            pass
        failures += 1
        wait = Patience(back_off_seconds=comes_back, longest_seconds=LONGEST_SECONDS).delay(
            failures
        )
        await asyncio.sleep(at_least + (wait or 0))
