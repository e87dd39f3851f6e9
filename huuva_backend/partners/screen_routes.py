"""`/api/pairings`, `/api/displays`, `/api/session`: people at screens have their keys in cookies."""

from fastapi import Request, Response

from huuva_backend.partners import cookies
from huuva_backend.partners.caller import TRUSTED, Caller, Scope
from huuva_backend.partners.dependencies import (
    CodeInAddress,
    asking,
    by_our_page,
    key_in_cookie,
    keyring,
    pairings,
    with_cookie,
)
from huuva_backend.partners.errors import (
    FromAnotherSite,
    KeyRefused,
    NobodyWaits,
    PartnerExists,
    TooManyWait,
)
from huuva_backend.partners.pairing import Displays, Identity, OpenPairing
from huuva_backend.partners.pairing_schemas import (
    DisplaysRead,
    PairingConfirm,
    PairingRead,
    SessionCreate,
    SessionRead,
)
from huuva_backend.partners.partner import KeptKey
from huuva_backend.partners.schemas import KeyRead
from huuva_backend.platform.answers import writer
from huuva_backend.platform.errors import Busy, Unauthenticated, Unavailable
from huuva_backend.platform.http.problems import problem_responses
from huuva_backend.platform.http.routing import PUBLIC, Router

screen_router = Router("/api", tags=["partners"])

WRITE_PAIRING = writer(PairingRead, OpenPairing)
WRITE_KEY = writer(KeyRead, KeptKey)
WRITE_DISPLAYS = writer(DisplaysRead, Displays)
WRITE_SELF = writer(SessionRead, Identity)
COOKIE = {"Set-Cookie": {"description": "HttpOnly, SameSite=Strict", "schema": {"type": "string"}}}


@screen_router.post(
    "/pairings",
    scope=PUBLIC,
    tells_secrets=True,
    status_code=201,
    summary="Ask for a code",
    response_model=PairingRead,
    response_description="What the screen shows",
    responses=problem_responses(FromAnotherSite, TooManyWait, Unavailable),
)
async def open_pairing(request: Request) -> Response:
    """For a screen that has no key. Its key comes in a cookie that no script reads, and is taken once an operator has
    confirmed the code; `GET /api/session` is 401 until then. Asked again, the same code for as long as it lasts.
    """
    by_our_page(request)
    pairing, key = await pairings(request).open(
        TRUSTED, request.app.state["database"], key_in_cookie(request)
    )
    response = Response(WRITE_PAIRING(pairing), 201, media_type="application/json")
    return with_cookie(response, request, key)


@screen_router.post(
    "/pairings/{code}/confirm",
    scope=Scope.ADMIN,
    status_code=201,
    summary="Confirm a screen's code",
    response_model=KeyRead,
    response_description="The key that the screen has now",
    responses=problem_responses(NobodyWaits, PartnerExists, Busy),
)
async def confirm_pairing(
    code: CodeInAddress, screen: PairingConfirm, request: Request
) -> Response:
    """The screen that shows it has a key of its own from then on, of a partner of kind `display`, and shows its
    tickets by itself. To unpair it, revoke that key.
    """
    kept = await pairings(request).confirm(*asking(request), code, screen)
    return Response(WRITE_KEY(kept), 201, media_type="application/json")


@screen_router.get(
    "/displays",
    scope=Scope.ADMIN,
    summary="List displays",
    response_model=DisplaysRead,
)
async def list_displays(request: Request) -> Response:
    """The first 200 keys of displays that are live, by name. `lastUsedAt` is the last sign of life."""
    found = await pairings(request).displays(*asking(request))
    return Response(WRITE_DISPLAYS(found), media_type="application/json")


@screen_router.get(
    "/session",
    scope=PUBLIC,
    summary="Who am I?",
    response_model=SessionRead,
    responses=problem_responses(Unauthenticated, KeyRefused, FromAnotherSite),
)
async def get_session(request: Request) -> Response:
    """Whose key it is, in the header or in a cookie. A page that waits to be paired asks this until it isn't 401."""
    caller = await request.app.state.identify(request)
    return Response(WRITE_SELF(_identity(caller)), media_type="application/json")


@screen_router.post(
    "/session",
    scope=PUBLIC,
    tells_secrets=True,
    status_code=204,
    summary="Sign in",
    responses={
        204: {"description": "The key is in a cookie", "headers": COOKIE},
        **problem_responses(KeyRefused, FromAnotherSite),
    },
)
async def sign_in(told: SessionCreate, request: Request) -> Response:
    """With a key, for which there is a cookie from then on: `HttpOnly`, `SameSite=Strict`, by HTTPS also `Secure`.

    It goes for `Authorization: Bearer <key>` on any request from our own pages. Where there is that header too, it goes
    before the cookie.
    """
    by_our_page(request)
    await keyring(request).recognise(told.key)
    return with_cookie(Response(status_code=204), request, told.key)


@screen_router.put(
    "/session",
    scope=PUBLIC,
    status_code=204,
    summary="Stay signed in",
    responses={
        204: {"description": "The cookie is kept for another 400 days", "headers": COOKIE},
        **problem_responses(Unauthenticated, KeyRefused, FromAnotherSite),
    },
)
async def renew_session(request: Request) -> Response:
    """Browsers forget a cookie after 400 days. A page asks for it anew whenever it is opened."""
    await request.app.state.identify(request)
    response, key = Response(status_code=204), key_in_cookie(request)
    return response if key is None else with_cookie(response, request, key)


@screen_router.delete(
    "/session",
    scope=PUBLIC,
    status_code=204,
    summary="Sign out",
    responses={
        204: {"description": "There is no cookie any more", "headers": COOKIE},
        **problem_responses(FromAnotherSite),
    },
)
async def sign_out(request: Request) -> Response:
    """In this browser. The key itself goes on; whoever wants to end it revokes it."""
    by_our_page(request)
    response = Response(status_code=204)
    for cookie in cookies.clearing():
        response.headers.append("Set-Cookie", cookie)
    return response


def _identity(caller: Caller) -> Identity:
    return Identity(
        caller.kind,
        caller.id,
        sorted(caller.scopes),
        None if caller.brands is None else sorted(caller.brands),
        None if caller.locations is None else sorted(caller.locations),
    )
