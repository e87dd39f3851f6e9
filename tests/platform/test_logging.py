import json
import subprocess
import sys
from pathlib import Path

import pytest


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


def test_lines_below_the_level_and_uvicorns_access_lines_are_left_out() -> None:
    program = "log.info('a'); logging.getLogger('x').info('b'); logging.getLogger('uvicorn.access').error('c')"
    assert logged(program, level="warning") == ""


def test_the_console_format_is_plain_where_there_is_no_terminal() -> None:
    line = logged("log.info('hello', orders=3)", as_json=False)
    assert "hello" in line
    assert "orders=3" in line
    assert "\x1b" not in line
