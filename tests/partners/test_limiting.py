"""How often each key may ask, told by each answer; more is 429, and nobody else notices."""

from collections.abc import AsyncIterator

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response

from huuva_backend.application import connect, create_app
from huuva_backend.partners.caller import TRUSTED, Caller, Scope
from huuva_backend.partners.limiting import MOST_WINDOWS, REFUSALS, Headers, Limiter, Windows
from huuva_backend.partners.partner import PartnerKind
from huuva_backend.partners.schemas import KeyCreate
from huuva_backend.partners.service import KeyService
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.errors import TooManyRequests
from huuva_backend.platform.http.routing import StrictRoute
from huuva_backend.platform.rate import Rate
from huuva_backend.platform.settings import Settings
from tests.conftest import NothingWritten
from tests.factories import order
from tests.partners.callers import client_of, key_of

ORDERS = "/api/orders"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def limited(guarded: FastAPI, clock: Clock) -> FastAPI:
    """Where each key may ask thrice a minute."""
    guarded.state.limiter = Limiter(Rate(3, 60), clock=clock)
    return guarded


@pytest.fixture
async def wolt(limited: FastAPI, database: Database) -> AsyncIterator[AsyncClient]:
    issued = await key_of(database, "wolt")
    async with client_of(limited, issued.key) as client:
        yield client


def told(answer: Response) -> tuple[int, str | None, str | None]:
    return (
        answer.status_code,
        answer.headers.get("RateLimit-Policy"),
        answer.headers.get("RateLimit"),
    )


POLICY = '"default";q=3;w=60'


async def test_each_answer_says_how_often_may_be_asked_until_it_is_429(
    wolt: AsyncClient, clock: Clock, nothing_written: NothingWritten
) -> None:
    assert told(await wolt.get(ORDERS)) == (200, POLICY, '"default";r=2;t=60')
    clock.now += 10.5
    assert told(await wolt.get(f"{ORDERS}?surprise=1")) == (422, POLICY, '"default";r=1;t=50')
    assert told(await wolt.head(ORDERS)) == (200, POLICY, '"default";r=0;t=50')
    async with nothing_written():
        refused = await wolt.post(ORDERS, json=order())
    assert told(refused) == (429, POLICY, '"default";r=0;t=50')
    assert refused.headers["Retry-After"] == "50"
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["code"] == "too-many-requests"

    clock.now += 49.4
    assert told(await wolt.get(ORDERS)) == (429, POLICY, '"default";r=0;t=1')
    clock.now += 0.1
    assert told(await wolt.get(ORDERS)) == (200, POLICY, '"default";r=2;t=60')


async def test_a_missing_scope_counts_and_is_told(limited: FastAPI, database: Database) -> None:
    issued = await key_of(database, "wolt", Scope.ORDERS_READ)
    async with client_of(limited, issued.key) as client:
        assert told(await client.post(ORDERS, json=order())) == (403, POLICY, '"default";r=2;t=60')


async def test_a_replay_counts_too(wolt: AsyncClient) -> None:
    once, body = {"Idempotency-Key": "7"}, order()
    await wolt.post(ORDERS, json=body, headers=once)
    again = await wolt.post(ORDERS, json=body, headers=once)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert told(again) == (201, POLICY, '"default";r=1;t=60')


async def test_two_keys_of_one_partner_do_not_share(
    wolt: AsyncClient, limited: FastAPI, database: Database
) -> None:
    wanted = KeyCreate(scopes=[Scope.ORDERS_READ])
    second = await KeyService().issue(TRUSTED, database, "wolt", wanted)
    for _ in range(4):
        await wolt.get(ORDERS)
    async with client_of(limited, second.key) as client:
        assert told(await client.get(ORDERS)) == (200, POLICY, '"default";r=2;t=60')


async def test_who_asks_five_times_as_often_as_allowed_changes_no_answer_of_another(
    wolt: AsyncClient, limited: FastAPI, database: Database
) -> None:
    issued = await key_of(database, "foodora")
    noisy: list[int] = []
    async with client_of(limited, issued.key) as foodora:
        for remaining in (2, 1, 0):
            noisy += [(await foodora.get(ORDERS)).status_code for _ in range(5)]
            quiet = await wolt.get(ORDERS)
            assert told(quiet) == (200, POLICY, f'"default";r={remaining};t=60')
            assert quiet.json() == {"items": [], "nextCursor": None}
    assert noisy == [200] * 3 + [429] * 12


async def test_a_key_may_have_a_rate_of_its_own_and_its_successor_has_it_too(
    operator: AsyncClient, limited: FastAPI
) -> None:
    limited.state.limiter = Limiter(Rate(100, 60), clock=Clock())
    await operator.post("/api/partners", json={"id": "wolt"})
    wanted = {"scopes": ["orders:read"], "rateLimit": "1/hour"}
    made = (await operator.post("/api/partners/wolt/keys", json=wanted)).json()
    assert made["kept"]["rateLimit"] == "1/hour"
    path = f"/api/partners/wolt/keys/{made['kept']['id']}/rotate"
    next_one = (await operator.post(path, json={})).json()
    assert next_one["kept"]["rateLimit"] == "1/hour"
    for key in (made["key"], next_one["key"]):
        async with client_of(limited, key) as client:
            answers = [told(await client.get(ORDERS)) for _ in range(2)]
        assert [status for status, *_ in answers] == [200, 429]
        assert answers[1][1:] == ('"default";q=1;w=3600', '"default";r=0;t=3600')


async def test_nothing_stops_a_display_but_a_rate_of_its_own(
    limited: FastAPI, database: Database
) -> None:
    display = await key_of(database, "grill", kind=PartnerKind.DISPLAY)
    own = KeyCreate(scopes=[Scope.ORDERS_READ], rate_limit="1/minute")
    held = await KeyService().issue(TRUSTED, database, "grill", own)
    async with client_of(limited, display.key) as client:
        assert {told(await client.get(ORDERS)) for _ in range(10)} == {(200, None, None)}
    async with client_of(limited, held.key) as client:
        assert [(await client.get(ORDERS)).status_code for _ in range(2)] == [200, 429]


async def test_who_guesses_keys_is_refused_by_429_at_last_but_right_keys_are_taken(
    wolt: AsyncClient, limited: FastAPI, clock: Clock
) -> None:
    policy = '"refused";q=60;w=60'
    guess = {"Authorization": "Bearer hvk_live_guess"}
    async with client_of(limited, None) as client:
        answers = [told(await client.get(ORDERS, headers=guess)) for _ in range(REFUSALS.amount)]
        assert answers[0] == (401, policy, '"refused";r=59;t=60')
        assert answers[-1] == (401, policy, '"refused";r=0;t=60')
        refused = await client.get(ORDERS, headers=guess)
        assert told(refused) == (429, policy, '"refused";r=0;t=60')
        assert refused.headers["Retry-After"] == "60"
        assert "WWW-Authenticate" not in refused.headers
        assert (await wolt.get(ORDERS)).status_code == 200
        clock.now += 60
        assert (await client.get(ORDERS, headers=guess)).status_code == 401


async def test_screens_that_wait_to_be_paired_may_ask_for_long(limited: FastAPI) -> None:
    async with client_of(limited, None) as screen:
        answers = [told(await screen.get("/api/session")) for _ in range(REFUSALS.amount + 1)]

    assert answers == [(401, None, None)] * (REFUSALS.amount + 1)


async def test_a_revoked_key_is_counted_with_those_that_are_none(
    limited: FastAPI, database: Database
) -> None:
    issued = await key_of(database, "wolt")
    await KeyService().revoke(TRUSTED, database, "wolt", issued.kept.id)
    async with client_of(limited, issued.key) as client:
        assert told(await client.get(ORDERS))[2] == '"refused";r=59;t=60'


async def test_where_nobody_is_asked_for_a_key_nobody_is_limited(api: AsyncClient) -> None:
    assert told(await api.get(ORDERS)) == (200, None, None)


async def test_each_user_of_a_proxy_may_ask_as_often_as_a_key(
    settings: Settings, database: Database, clock: Clock
) -> None:
    behind = settings.model_copy(update={"auth": "proxy", "proxy_user_header": "X-Forwarded-User"})
    app = create_app(behind)
    connect(app, behind, database)
    app.state.limiter = Limiter(Rate(3, 60), clock=clock)
    async with client_of(app, None) as client:

        async def asked(*names: str) -> tuple[int, str | None, str | None]:
            headers = [("X-Forwarded-User", name) for name in names]
            return told(await client.get(ORDERS, headers=headers))

        assert [(await asked("wolt"))[0] for _ in range(3)] == [200] * 3
        assert await asked("wolt") == (429, POLICY, '"default";r=0;t=60')
        assert await asked("somebody", "wolt") == (429, POLICY, '"default";r=0;t=60')
        assert await asked("foodora") == (200, POLICY, '"default";r=2;t=60')
        assert {await asked() for _ in range(5)} == {await asked("")} == {(200, None, None)}
        clock.now += 60
        assert await asked("wolt") == (200, POLICY, '"default";r=2;t=60')


async def test_what_is_everybodys_is_not_limited(wolt: AsyncClient) -> None:
    for path in ("/livez", "/", "/kitchen"):
        assert told(await wolt.get(path)) == (200, None, None)


def test_of_what_needs_a_key_streams_alone_are_not_limited(guarded: FastAPI) -> None:
    routes = [route for route in guarded.routes if isinstance(route, StrictRoute)]
    free = {route.operation_id for route in routes if route.scope and not route.limited}
    assert free == {"streamEvents"}


def test_the_api_document_tells_of_limits_wherever_a_key_is_needed(guarded: FastAPI) -> None:
    document = guarded.openapi()
    assert set(document["components"]["headers"]) == {"RateLimit-Policy", "RateLimit"}
    for item in document["paths"].values():
        for operation in item.values():
            refusal = operation["responses"].get("429", {})
            assert ("x-scope" in operation) is bool(refusal)
            if refusal:
                assert set(refusal["headers"]) == {"RateLimit-Policy", "RateLimit", "Retry-After"}
                assert "RateLimit" in next(iter(operation["responses"].values()))["headers"]


def test_windows_that_are_over_are_forgotten_and_however_many_come_memory_is_bounded() -> None:
    clock = Clock()
    windows = Windows(clock)
    minute = Rate(1, 60)
    for number in range(3 * MOST_WINDOWS):
        windows.count(f"address {number}", minute)
        assert len(windows._open) <= MOST_WINDOWS
    clock.now += 60
    for number in range(MOST_WINDOWS):
        windows.count(f"other {number}", minute)
    assert windows.count("other 7", minute).requests == 2


class Shared:
    """A store that counts, until it doesn't answer."""

    def __init__(self) -> None:
        self.windows: Windows | None = Windows()

    async def count(self, who: str, rate: Rate) -> object:
        return self.windows and self.windows.count(who, rate)


async def test_where_the_store_does_not_answer_each_process_counts_for_itself() -> None:
    store = Shared()
    one, other = (Limiter(Rate(2, 60), store) for _ in range(2))  # type: ignore[arg-type]
    caller = Caller("partner", "wolt", frozenset(), brands=None, locations=None, key="7Gq2ZkR0bX")
    headers: Headers = []
    await one.count(caller, headers)
    await other.count(caller, headers)
    with pytest.raises(TooManyRequests):
        await one.count(caller, headers)
    store.windows = None
    await one.count(caller, headers)
