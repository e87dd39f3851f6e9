"""Whatever is sent: the right refusal, which repeats nothing of it, and a server that is as well as before."""

from collections.abc import AsyncIterator

import pytest

from tests.factories import item, order
from tests.input.bad_amendments import AMENDMENTS
from tests.input.bad_answers import ANSWERS
from tests.input.bad_feed import FEED
from tests.input.bad_groups import COUNTING, GROUPS
from tests.input.bad_headers import HEADERS
from tests.input.bad_integrations import INTEGRATIONS
from tests.input.bad_kitchen import KITCHEN
from tests.input.bad_locations import LOCATIONS
from tests.input.bad_menu import MENUS
from tests.input.bad_orders import ORDERS
from tests.input.bad_partners import PARTNERS
from tests.input.bad_pictures import PICTURES
from tests.input.bad_quotes import QUOTES
from tests.input.bad_requests import REQUESTS
from tests.input.bad_webhooks import WEBHOOKS
from tests.input.cases import MARKER, Case
from tests.server import Server
from tests.wire import Answer, Wire

CASES = [
    *(*ORDERS, *AMENDMENTS, *ANSWERS, *REQUESTS, *HEADERS, *MENUS, *GROUPS, *COUNTING),
    *(*PICTURES, *KITCHEN, *LOCATIONS, *FEED, *PARTNERS, *QUOTES, *WEBHOOKS),
    *INTEGRATIONS,
]
NOBODY = b"01a200f3-8f25-70dd-9187-be12b1d3dddc"
MEMBERS = {"type", "title", "status", "detail", "code", "requestId"}


@pytest.fixture(scope="module")
async def wire(server: Server) -> AsyncIterator[Wire]:
    async with Wire(server.port) as wire:
        yield wire


@pytest.fixture(scope="module")
async def order_id(wire: Wire) -> str:
    body = order(items=[item("BURGER"), item("TWIN"), item("TWIN")])
    return str((await wire.post("/api/orders", body)).json()["id"])


def check_problem(answer: Answer, status: int, code: str) -> None:
    assert (answer.status, answer.code) == (status, code), answer.body
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem.keys() >= MEMBERS
    assert problem["status"] == status
    assert problem["type"] == f"urn:huuva:problem:{code}"
    assert problem["requestId"] == answer.headers["x-request-id"]
    if status == 422:
        faults = problem["errors"]
        assert faults
        assert all(fault.keys() == {"pointer", "code", "message"} for fault in faults)
    assert MARKER not in f"{answer.headers}{answer.body.decode()}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_it_is_refused(wire: Wire, order_id: str, case: Case) -> None:
    request = case.request.replace(b"<order>", order_id.encode()).replace(b"<nobody>", NOBODY)
    answer = await wire.exchange(request)
    check_problem(answer, case.status, case.code)
    if answer.status == 405:
        assert answer.headers["allow"]


async def test_all_of_it_leaves_the_server_as_it_was(server: Server) -> None:
    """On one connection, which is good for good requests throughout."""
    async with Wire(server.port) as wire:
        placed = (await wire.post("/api/orders", order())).json()
        for case in CASES:
            request = case.request.replace(b"<order>", NOBODY).replace(b"<nobody>", NOBODY)
            await wire.exchange(request)
        read = await wire.get(f"/api/orders/{placed['id']}")
        ready = await wire.get("/readyz")

    assert wire.connections == 1
    assert (read.status, read.json()) == (200, placed)
    assert ready.status == 200
    assert await server.gauge("huuva_database_pool_idle") == await server.gauge(
        "huuva_database_pool_size"
    )
    assert "unexpected failure" not in server.log


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 100
    assert len({case.request for case in CASES}) == len(CASES)
