"""Nothing is sent to what only we can reach, whatever it is called."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from huuva_backend.webhooks.addresses import is_public, wrong_with
from huuva_backend.webhooks.connection import ReceiverConnection
from huuva_backend.webhooks.sending import Sender
from tests.webhooks.receiver import Receiver, status

LOCAL = [
    *("127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1"),
    *("0177.0.0.1", "017700000001", "0x7f.0x0.0x0.0x1", "0177.0x0.1", "127.0.0.1.", "0", "0.0.0.0"),
    *(
        "localhost",
        "LOCALHOST",
        "localhost.",
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::127.0.0.1]",
    ),
    *("[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]"),
    *("[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2002:7f00:1::1]"),
    *("[2001:0:4136:e378:8000:63bf:80ff:fffe]", "[fe80::1]", "[fe80::1%25lo]", "[::1%25lo]"),
    *("[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "[2001:db8::1]", "[100::1]"),
    *("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "3232235521"),
    *("169.254.169.254", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "100.64.0.1"),
    *("192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "198.51.100.7", "203.0.113.9"),
    *("224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "0.0.0.1"),
    *("[64:ff9b::10.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[::ffff:169.254.169.254]", "[2002:a00:1::]"),
]


@pytest.fixture
async def sender() -> AsyncIterator[Sender]:
    sender = Sender(total_seconds=2)
    async with aclosing(sender):
        yield sender


def test_there_are_sixty_of_them() -> None:
    assert len(set(LOCAL)) >= 60


@pytest.mark.parametrize("host", LOCAL)
async def test_a_listener_on_loopback_sees_no_connection(sender: Sender, host: str) -> None:
    async with Receiver() as receiver:
        for scheme in ("http", "https"):
            attempt = await sender.send(f"{scheme}://{host}:{receiver.port}/", {}, b"{}")
            assert attempt.status is None
            assert attempt.error is not None

    assert receiver.connections == 0


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
async def test_no_redirect_is_followed(code: int) -> None:
    async with Receiver() as inside, aclosing(Sender({"127.0.0.1"})) as sender:
        outside = Receiver(lambda _: status(code, f"Location: {inside.url}"))
        async with outside:
            attempt = await sender.send(outside.url, {}, b"{}")

    assert (attempt.status, attempt.succeeded) == (code, False)
    assert (outside.connections, inside.connections) == (1, 0)


class Recorded:
    """Where was connected to; nothing answers."""

    def __init__(self) -> None:
        self.addresses: list[str] = []

    async def __call__(
        self, address: str, port: int, tls: ssl.SSLContext | None, host: str
    ) -> ReceiverConnection:
        assert tls is not None
        assert (port, host) == (443, "partner.example")
        self.addresses.append(address)
        raise OSError("nobody")


class Resolver:
    """Answers otherwise each time."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        return self.answers.pop(0)


async def test_it_is_connected_to_the_very_address_that_was_checked() -> None:
    """A name that is public when it is looked up, and ours when it is looked up again."""
    resolver, connect = Resolver(["8.8.8.8"], ["127.0.0.1"]), Recorded()
    async with aclosing(Sender(resolve=resolver, connect=connect)) as sender:
        first = await sender.send("https://partner.example/", {}, b"{}")
        second = await sender.send("https://partner.example/", {}, b"{}")

    assert connect.addresses == ["8.8.8.8"]
    assert first.error == "nobody"
    assert second.error == "the host has an address that not everybody can reach"


@pytest.mark.parametrize("ours", ["127.0.0.1", "::1", "10.0.0.1", "fe80::1%eth0", "::ffff:7f00:1"])
async def test_a_name_of_which_one_address_is_ours_is_no_receivers(ours: str) -> None:
    connect = Recorded()
    async with aclosing(Sender(resolve=Resolver(["8.8.8.8", ours]), connect=connect)) as sender:
        await sender.send("https://partner.example/", {}, b"{}")

    assert connect.addresses == []


async def test_the_next_address_is_tried_where_one_does_not_answer() -> None:
    connect = Recorded()
    resolver = Resolver(["8.8.8.8", "2001:4860:4860::8888"])
    async with aclosing(Sender(resolve=resolver, connect=connect)) as sender:
        await sender.send("https://partner.example/", {}, b"{}")

    assert connect.addresses == ["8.8.8.8", "2001:4860:4860::8888"]


@pytest.mark.parametrize("allowed", ["127.0.0.1", "127.0.0.1:{port}", "hooks.internal"])
async def test_the_operator_may_allow_a_host(allowed: str) -> None:
    async with Receiver() as receiver:
        listed = {allowed.format(port=receiver.port)}
        host = "127.0.0.1" if "127" in allowed else "hooks.internal"
        resolver = Resolver(["127.0.0.1"])
        url = f"http://{host}:{receiver.port}/"
        async with aclosing(Sender(listed, resolve=resolver)) as sender:
            attempt = await sender.send(url, {}, b"{}")

    assert wrong_with(url, listed) is None
    assert attempt.succeeded


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2001:4860:4860::8888", "2a00::1"])
def test_what_everybody_can_reach_is_public(address: str) -> None:
    assert is_public(address)


def in_an_hour() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)


@pytest.mark.parametrize(
    ("told", "least", "most"),
    [
        (lambda: "120", 120, 120),
        (in_an_hour, 3000, 3600),
        (lambda: "Wed, 21 Oct 2015 07:28:00 GMT", 0, 0),
        (lambda: "9" * 5000, 10**8, 10**9),
    ],
    ids=["seconds", "in an hour", "long ago", "for ever"],
)
async def test_when_to_come_again_is_told_in_seconds_or_by_a_date(
    told: Callable[[], str], least: int, most: int
) -> None:
    receiver = Receiver(lambda _: status(503, f"Retry-After: {told()}"))
    async with receiver, aclosing(Sender({"127.0.0.1"})) as sender:
        attempt = await sender.send(receiver.url, {}, b"{}")

    assert attempt.retry_after is not None
    assert least <= attempt.retry_after.total_seconds() <= most


@pytest.mark.parametrize(
    "text",
    [
        *("soon", "-1", "1.5", "", "٣", "Wed, 99 Oct 2015 07:28:00 GMT"),
        "1 Jan 99999999999999999999 1:1:1",
        "Wed, 21 Oct 2015 07:28:00 +99999999999999999",
    ],
)
async def test_what_is_neither_counts_for_nothing(text: str) -> None:
    receiver = Receiver(lambda _: status(503, f"Retry-After: {text}"))
    async with receiver, aclosing(Sender({"127.0.0.1"})) as sender:
        attempt = await sender.send(receiver.url, {}, b"{}")

    assert (attempt.status, attempt.retry_after) == (503, None)


async def test_what_is_no_http_is_a_failure() -> None:
    async def nonsense(writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 smtp.example ESMTP\r\n")
        writer.close()

    async with Receiver(lambda _: nonsense) as receiver, aclosing(Sender({"127.0.0.1"})) as sender:
        attempt = await sender.send(receiver.url, {}, b"{}")

    assert (attempt.status, attempt.error) == (None, "the answer is no HTTP")
