"""What a connection makes of what a receiver answers, however it comes, and when it is used again."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from huuva_backend.webhooks import sending
from huuva_backend.webhooks.sending import Attempt, Sender
from tests.webhooks.receiver import Behaviour, Receiver, status

LOST, NO_HTTP = "the connection was lost", "the answer is no HTTP"
OK = "HTTP/1.1 200 OK\r\n"
CHUNKED = "Transfer-Encoding: chunked\r\n\r\n"


@pytest.fixture
async def sender() -> AsyncIterator[Sender]:
    sender = Sender({"127.0.0.1"}, total_seconds=2)
    async with aclosing(sender):
        yield sender


def answering(*parts: str, close: bool = False) -> Behaviour:
    """Part by part, so that each arrives by itself."""

    async def answer(writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part.encode())
            await writer.drain()
            await asyncio.sleep(0)
        if close:
            writer.close()

    return answer


async def sent(sender: Sender, receiver: Receiver) -> Attempt:
    return await sender.send(receiver.url, {"x-told": "yes"}, b'{"a":1}')


async def test_what_is_sent_is_a_post_with_its_length(sender: Sender) -> None:
    async with Receiver() as receiver:
        await sender.send(f"{receiver.url}?a=b%20c", {"x-told": "yes"}, b'{"a":1}')

    (request,) = receiver.requests
    host = f"127.0.0.1:{receiver.port}"
    assert (request.path, request.body) == ("/hooks?a=b%20c", b'{"a":1}')
    assert request.headers == {"host": host, "content-length": "7", "x-told": "yes"}


ANSWERS: dict[str, tuple[Behaviour, int | None, str, str | None]] = {
    "of a length": (answering(OK, "Content-Length: 2\r\n\r\n", "o", "k"), 200, "ok", None),
    "in chunks": (
        answering(OK, "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n", "1\r\n!\r\n0\r\n\r\n"),
        200,
        "ok!",
        None,
    ),
    "until the end": (answering(OK, "\r\n", "ok", close=True), 200, "ok", None),
    "of HTTP/1.0": (answering("HTTP/1.0 202 So\r\n\r\nok", close=True), 202, "ok", None),
    "without a body": (answering("HTTP/1.1 204 No\r\n\r\n"), 204, "", None),
    "after others": (
        answering(
            "HTTP/1.1 100 Go on\r\n\r\n",
            "HTTP/1.1 103 Early\r\nLink: x\r\n\r\n",
            f"{OK}Content-Length: 0\r\n\r\n",
        ),
        200,
        "",
        None,
    ),
    "cut off": (answering(OK, "Content-Length: 9\r\n\r\nok", close=True), None, "", LOST),
    "cut off in its head": (answering("HTTP/1.1 2", close=True), None, "", LOST),
    "none": (answering(close=True), None, "", LOST),
    "no HTTP": (answering("SSH-2.0-x\r\n"), None, "", NO_HTTP),
    "another protocol": (
        answering("HTTP/1.1 101 So\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
        None,
        "",
        NO_HTTP,
    ),
    "of trailers without end": (
        answering(OK, CHUNKED, "2\r\nok\r\n0\r\nX: ", *["x" * 5000] * 20),
        200,
        "ok",
        None,
    ),
    "of a chunk that is described without end": (
        answering(OK, CHUNKED, "2\r\nok\r\n1;", *["x" * 5000] * 20),
        200,
        "ok",
        None,
    ),
    "a head without end": (answering(OK, *["X: " + "x" * 5000 + "\r\n"] * 20), None, "", NO_HTTP),
}


@pytest.mark.parametrize("case", ANSWERS)
async def test_an_answer_is_taken_as_it_comes(sender: Sender, case: str) -> None:
    behave, code, body, error = ANSWERS[case]
    async with Receiver(lambda _: behave) as receiver:
        attempt = await sent(sender, receiver)

    assert (attempt.status, attempt.answer, attempt.error) == (code, body, error)


async def test_one_connection_takes_one_message_after_the_other(sender: Sender) -> None:
    async with Receiver() as receiver:
        codes = [(await sent(sender, receiver)).status for _ in range(3)]

    assert (codes, receiver.connections) == ([204] * 3, 1)


async def test_messages_at_once_have_each_their_own(sender: Sender) -> None:
    async with Receiver() as receiver:
        attempts = await asyncio.gather(*(sent(sender, receiver) for _ in range(4)))
        await sent(sender, receiver)

    assert ([each.status for each in attempts], receiver.connections) == ([204] * 4, 4)


async def test_endpoints_at_one_host_share_none(sender: Sender) -> None:
    """Else what one of them says too much could be taken for the answer of the other."""
    async with Receiver() as receiver:
        for url, path in ((receiver.url, "/a"), (receiver.url, "/b"), (f"{receiver.url}?b", "/a")):
            await sender.send(url, {}, b"{}", path)

    assert [each.path for each in receiver.requests] == ["/hooks/a", "/hooks/b", "/hooks/a?b"]
    assert receiver.connections == 2


ONCE = {
    "that says so": (status(200, "Connection: close"), True),
    "of too long an answer": (status(200, body=b"x" * 2_000_000), True),
    "that failed": (status(500), False),
}


@pytest.mark.parametrize("case", ONCE)
async def test_a_connection_is_used_no_more(sender: Sender, case: str) -> None:
    behave, once = ONCE[case]
    async with Receiver(lambda _: behave) as receiver:
        for _ in range(2):
            await sent(sender, receiver)

    assert receiver.connections == (2 if once else 1)


async def test_on_one_that_was_closed_meanwhile_nothing_is_lost(sender: Sender) -> None:
    """The receiver reads the second request and closes instead of an answer, as one does that goes."""
    async with Receiver() as receiver:
        await sent(sender, receiver)
        going = answering(close=True)
        receiver.behave = lambda _: going if len(receiver.requests) == 2 else status(200)
        attempt = await sent(sender, receiver)

    assert (attempt.status, receiver.connections, len(receiver.requests)) == (200, 2, 3)


async def test_one_that_says_something_nobody_asked_for_is_closed(sender: Sender) -> None:
    chatty = answering("HTTP/1.1 204 No\r\n\r\n", "HTTP/1.1 200 And\r\n\r\n")
    async with Receiver(lambda _: chatty) as receiver:
        first = await sent(sender, receiver)
        second = await sent(sender, receiver)

    assert (first.status, second.status) == (204, 204)


async def test_one_that_is_idle_for_long_is_closed(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "IDLE_SECONDS", 0)
    async with Receiver() as receiver:
        for _ in range(2):
            await sent(sender, receiver)
            await asyncio.sleep(0.01)

    assert receiver.connections == 2


async def test_not_more_than_so_many_are_kept(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "MOST_IDLE", 1)
    async with Receiver() as receiver:
        for _ in range(2):
            await asyncio.gather(*(sent(sender, receiver) for _ in range(3)))

    assert receiver.connections == 5


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Of 127.0.0.1, by itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "tests")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "certificate.pem"
    unsealed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + unsealed)
    return file


@pytest.mark.parametrize(
    ("trusted", "host", "told"),
    [
        (True, "127.0.0.1", None),
        (False, "127.0.0.1", "self-signed"),
        (True, "localhost", "mismatch"),
    ],
)
async def test_a_receivers_certificate_is_checked(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, trusted: bool, host: str, told: str | None
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    async with Receiver(tls=context) as receiver, aclosing(Sender({host})) as sender:
        attempt = await sender.send(f"https://{host}:{receiver.port}/", {}, b"{}")

    if told is None:
        assert (attempt.status, attempt.error) == (204, None)
    else:
        assert attempt.status is None
        assert told in (attempt.error or "")
