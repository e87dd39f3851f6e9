import json
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from httpx import AsyncClient

from tests.factories import item, order
from tests.server import Server


def logged(program: str, *, level: str = "info", as_json: bool = True) -> str:
    """In a process of its own, because loggers are configured once per process."""
    prelude = f"""
import logging, structlog
from huuva_backend.platform.logging import configure, request_id
configure({level!r}, json={as_json})
log = structlog.get_logger()
request_id.set("r-1")
"""
    return subprocess.run(
        [sys.executable, "-c", prelude + program],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    ).stdout


@pytest.mark.parametrize(
    "program",
    [
        "log.warning('full', size=3)",
        "logging.getLogger('sqlalchemy').warning('full')",
        "logging.getLogger('uvicorn.error').warning('full')",
    ],
)
def test_every_line_is_json_with_the_request_id(program: str) -> None:
    line = json.loads(logged(program))
    assert (line["event"], line["level"], line["request_id"]) == ("full", "warning", "r-1")
    assert line["timestamp"].endswith("Z")


def test_an_exception_is_logged_with_its_traceback() -> None:
    line = json.loads(
        logged("try:\n    1 / 0\nexcept ZeroDivisionError:\n    log.exception('failed')")
    )
    assert "ZeroDivisionError: division by zero" in line["exception"]


@pytest.mark.parametrize("as_json", [True, False], ids=["json", "console"])
@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("log.error('failed', exc_info=error)", "ValueError"),
        ("logging.getLogger('uvicorn.error').error('failed', exc_info=error)", "ValueError"),
        ("warnings.warn(f'took {error}')", "UserWarning"),
        ("asyncio.run(forgotten())", "Task exception was never retrieved"),
        ("asyncio.run(called_back())", "Exception in callback"),
    ],
)
def test_no_line_repeats_what_an_exception_was_given(
    program: str, said: str, as_json: bool
) -> None:
    prelude = """
import asyncio, warnings
try:
    try:
        int("Canary-1")
    except ValueError as cause:
        cause.add_note("Canary-2")
        raise ExceptionGroup("Canary-3", [KeyError("Canary-4")]) from cause
except ExceptionGroup as raised:
    error = raised
async def fail():
    raise error
async def forgotten():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    del task
def parse(text):
    int(text)
async def called_back():
    asyncio.get_running_loop().call_soon(parse, "Canary-5")
    await asyncio.sleep(0)
"""
    line = logged(prelude + program, as_json=as_json)
    assert said in line
    assert "r-1" in line
    assert "Canary" not in line.replace('int("Canary-1")', "").replace('Canary-5")', "")


def test_lines_below_the_level_and_uvicorns_access_lines_are_left_out() -> None:
    program = "log.info('a'); logging.getLogger('x').info('b'); logging.getLogger('uvicorn.access').error('c')"
    assert logged(program, level="warning") == ""


def test_the_console_format_is_plain_where_there_is_no_terminal() -> None:
    line = logged("log.info('hello', orders=3)", as_json=False)
    assert "hello" in line
    assert "orders=3" in line
    assert "\x1b" not in line


@pytest.mark.parametrize("log_format", ["json", "console"])
async def test_a_refused_row_is_logged_without_what_it_holds(
    own_database: str, tmp_path: Path, log_format: str
) -> None:
    connection = await asyncpg.connect(own_database)
    await connection.execute(
        "ALTER TABLE order_customers ADD CONSTRAINT no_canary CHECK (name <> 'Canary Customer')"
    )
    await connection.close()
    customer = {"name": "Canary Customer", "phoneNumber": "+358401234567"}
    sent = order(customer=customer, note="Canary note", items=[item("CANARY", note="Canary item")])

    async with (
        Server(
            tmp_path, DATABASE_URL=own_database, LOG_FORMAT=log_format, LOG_LEVEL="debug"
        ) as server,
        AsyncClient(base_url=server.url, trust_env=False) as client,
    ):
        answer = await client.post("/api/orders", json=sent, headers={"X-Request-ID": "r-canary"})

    assert answer.status_code == 500
    failure = server.log[server.log.index("unexpected failure") :]
    assert "asyncpg.exceptions.CheckViolationError (sqlstate 23514, " in failure
    assert "table order_customers, constraint no_canary)" in failure
    assert "orders/repository.py" in failure
    assert "r-canary" in server.log
    for value in ("Canary", "CANARY", "1234567", "Failing row"):
        assert value not in server.log


def test_what_is_answered_in_one_turn_is_logged_in_one_write() -> None:
    program = """
import asyncio, sys
from huuva_backend.platform.logging import log_request

class Stream(type(sys.stdout)):
    def write(self, text):
        written.append(text)

written, sys.stdout = [], Stream(sys.stdout.buffer)
configure("info", json=True)

async def answer():
    log_request("GET", "getOrder", 200, 0.001, "r-1")
    log_request("GET", "getOrder", 404, 0.002, "r-2")
    before = list(written)
    await asyncio.sleep(0)
    return before

before = asyncio.run(answer())
print(len(before), len(written), *written, sep="\\n", file=sys.__stdout__)
"""
    before, writes, *lines = logged(program).splitlines()

    assert (before, writes) == ("0", "1")
    requests = [json.loads(line) for line in lines if line]
    assert [each["request_id"] for each in requests] == ["r-1", "r-2"]
    assert [each["status"] for each in requests] == [200, 404]
