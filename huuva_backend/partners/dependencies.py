"""What the routes of every package take from a request for their service."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Final, cast
from urllib.parse import parse_qs
from uuid import UUID

from fastapi import Path, Request, Response

from huuva_backend.partners import cookies
from huuva_backend.partners.authentication import SYSTEM, Keyring, Watching
from huuva_backend.partners.caller import TRUSTED, Caller
from huuva_backend.partners.dialect import Dialect, is_signed
from huuva_backend.partners.errors import SignatureRefused
from huuva_backend.partners.idempotency import KeptAnswer
from huuva_backend.partners.idempotency_service import IdempotencyService
from huuva_backend.partners.integration_service import IntegrationService
from huuva_backend.partners.limiting import Headers, Limiter
from huuva_backend.partners.pairing_service import PairingService
from huuva_backend.partners.service import KeyService, PartnerService
from huuva_backend.platform.db.database import Executor, Session
from huuva_backend.platform.errors import Unauthenticated
from huuva_backend.platform.http.body import read_signed
from huuva_backend.platform.http.routing import INTEGRATION, SignedBy
from huuva_backend.platform.text import Addressable, Id

REPLAYED: Final = {"Idempotent-Replayed": "true"}
_KEPT_HEADERS: Final = ("location", "etag", "content-type", "idempotent-replayed")


async def trusted(_: Request) -> Caller:
    """Whoever it is, the one who stands in front of us knows."""
    return TRUSTED


def by_proxy(header: str) -> Callable[[Request], Awaitable[Caller]]:
    """As `trusted`, but that whom the proxy names in this header may ask as often as a key."""
    line = header.lower().encode()

    async def identify(request: Request) -> Caller:
        names = [value for name, value in request.scope["headers"] if name == line]
        if names and names[-1] and request.scope["route"].limited:
            told: Headers = []
            request.state["rate_limit"] = told
            # The last, where the proxy added its own to what it was sent.
            await request.app.state["limiter"].count_user(names[-1].decode("latin-1"), told)
        return TRUSTED

    return identify


async def by_key(request: Request) -> Caller:
    """By the header, else by a signature where the route takes one, else by a cookie.

    Raises `Unauthenticated`, `KeyRefused`, `SignatureRefused`, `FromAnotherSite`, `TooManyRequests`.
    """
    limiter: Limiter = request.app.state["limiter"]
    told: Headers = []  # which the middleware adds to whatever is answered
    request.state["rate_limit"] = told
    try:
        caller = await _recognised(request)
    except Unauthenticated as error:
        if type(error) is Unauthenticated:
            raise  # nothing was brought, so nothing was guessed: a screen asks until it is paired
        client = request.scope.get("client")
        limiter.refuse(client[0] if client else "", told)
        raise
    if request.scope["route"].limited:
        await limiter.count(caller, told)
    return caller


async def _recognised(request: Request) -> Caller:
    headers = request.scope["headers"]
    authorization = [value for name, value in headers if name == b"authorization"]
    signed_by: SignedBy | None = request.scope["route"].signed_by
    if signed_by is not None and not authorization:
        query = parse_qs(request.scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if (named := query.get(INTEGRATION)) is not None:
            return await _signer(request, signed_by, named)
    if not authorization and (key := cookies.key_in(headers)) is not None:
        cookies.must_be_ours(request.scope["method"], headers, keyed=True)
        return await keyring(request).recognise(key)
    return await keyring(request).identify(authorization)


async def _signer(request: Request, signed_by: SignedBy, named: list[str]) -> Caller:
    """Who signed the body. Raises `SignatureRefused`, and as `read_body` does."""
    signatures = request.headers.getlist(signed_by.header)
    try:
        (integration_id,) = map(UUID, named)
        (signature,) = signatures
    except ValueError:
        raise SignatureRefused from None
    on, dialect = request.app.state["database"], Dialect(signed_by.sender)
    signer = await integrations(request).signer(SYSTEM, on, integration_id, dialect)
    body = await read_signed(request, request.scope["route"].max_body_bytes)
    if not is_signed(body, signature, signer.secrets):
        raise SignatureRefused
    return signer.caller


def by_our_page(request: Request) -> None:
    """What gives or takes a cookie: another site's page may not. Raises `FromAnotherSite`."""
    cookies.must_be_ours(request.method, request.scope["headers"], keyed=False)


def key_in_cookie(request: Request) -> str | None:
    return cookies.key_in(request.scope["headers"])


def with_cookie(response: Response, request: Request, key: str) -> Response:
    secure = request.url.scheme == "https" or cookies.is_secure(request.scope["headers"])
    response.headers.append("Set-Cookie", cookies.setting(key, secure=secure))
    return response


def asking(request: Request) -> tuple[Caller, Executor]:
    """Who asks, and the database that it is done on: what each method of a service takes first."""
    # By item: an attribute of a State is looked up in vain first, which costs three times as much.
    state = request.scope["state"]
    return state["caller"], state.get("session") or request.app.state["database"]


async def answered_once(
    request: Request, key: str, body: bytes, call: Callable[[], Awaitable[Response]]
) -> Response:
    """What `call` answers, or what it answered before under the same key. Raises as `IdempotencyService.answer`."""

    async def act(session: Session) -> KeptAnswer:
        request.state["session"] = session
        response = await call()
        headers = {
            name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers
        }
        return KeptAnswer(response.status_code, headers, bytes(response.body).decode())

    service = cast(IdempotencyService, request.app.state["idempotency"])
    content = f"{request.url.path}?{request.url.query}\n".encode() + body
    answer, replayed = await service.answer(*asking(request), key, content, act)
    return Response(answer.body, answer.status, answer.headers | (REPLAYED if replayed else {}))


def watching(request: Request) -> Watching:
    """For what goes on for long: tells when the caller's key is taken no more, by setting an event."""
    return partial(keyring(request).watching, request.state["caller"])


def keyring(request: Request) -> Keyring:
    return cast(Keyring, request.app.state["keyring"])


def partners(request: Request) -> PartnerService:
    return cast(PartnerService, request.app.state["partners"])


def keys(request: Request) -> KeyService:
    return cast(KeyService, request.app.state["keys"])


def integrations(request: Request) -> IntegrationService:
    return cast(IntegrationService, request.app.state["integrations"])


def pairings(request: Request) -> PairingService:
    return cast(PairingService, request.app.state["pairings"])


PartnerInAddress = Annotated[
    str, Addressable(64), Path(description="The partner, percent-encoded", examples=["wolt"])
]
KeyInAddress = Annotated[
    str,
    Path(
        description="The key's `id`",
        pattern="^[0-9A-Za-z]{10}$",
        examples=["7Gq2ZkR0bX"],
    ),
]
CodeInAddress = Annotated[
    str, Id(64), Path(description="The code, with or without its dash", examples=["K7QX-3MTR"])
]
