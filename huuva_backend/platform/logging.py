"""One format for all that is logged. Start uvicorn with `log_config=None`, or it keeps its own.

No line has a customer's name, phone or note in it: what exceptions and warnings say is left out, because
they repeat what they were given (see `platform/tracebacks.py`).
"""

import asyncio
import logging
import sys
import warnings
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from json import JSONEncoder
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from huuva_backend.platform.tracebacks import describe, is_about_code

# Our own variable, because structlog's merge_contextvars copies the whole context for each line.
request_id: ContextVar[str | None] = ContextVar("request_id", default=None)

_encode = JSONEncoder(default=repr).encode


def _add_request_id(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    if (current := request_id.get()) is not None:
        event["request_id"] = current
    return event


def _render_json(_: WrappedLogger, __: str, event: EventDict) -> str:
    """structlog's own renderer makes a new encoder for each line, a third of the line's cost."""
    return _encode(event)


def _shared_processors() -> list[Processor]:
    return [
        _add_request_id,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def _drop_values_of_asyncio(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """It shows the future or callback that failed, with result, exception and arguments."""
    record = event.get("_record")
    if record is not None and record.name == "asyncio":
        event["event"] = event["event"].partition("\n")[0].partition("(")[0]
    return event


def _renderers(*, json: bool, stream: TextIO) -> list[Processor]:
    exceptions = structlog.processors.ExceptionRenderer(lambda info: describe(info[1]))
    if json:
        return [exceptions, _render_json]
    # Its own tracebacks would show the values of all variables.
    plain = structlog.dev.plain_traceback
    return [
        exceptions,
        structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=plain),
    ]


def _log_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    said = {"message": str(message)} if is_about_code(category) else {}
    place = f"{filename}:{lineno}"
    structlog.get_logger("warnings").warning(category.__name__, place=place, **said)


_access = structlog.get_logger("access")
_write_access: Callable[[str], object] | None = None
_access_lines: list[str] = []


def _write_soon(line: str) -> None:
    """With the lines of all that is answered in the same turn of the loop: each writing is a system call."""
    if not _access_lines:
        asyncio.get_running_loop().call_soon(_write_lines)
    _access_lines.append(line)


def _write_lines() -> None:
    if _write_access is not None:
        _write_access("".join(_access_lines))
    _access_lines.clear()


def log_request(method: str, operation: str, status: int, seconds: float, current: str) -> None:
    """One line for each request, without its query and bodies.

    As JSON it is written by hand, because structlog's way costs as much as the rest of our middleware;
    no value in it can need escaping.
    """
    milliseconds = round(seconds * 1000, 2)
    if _write_access is None:
        _access.info(
            "request", method=method, operation=operation, status=status, duration_ms=milliseconds
        )
        return
    _write_soon(
        f'{{"event": "request", "method": "{method}", "operation": "{operation}", '
        f'"status": {status}, "duration_ms": {milliseconds}, "request_id": "{current}", '
        f'"level": "info", "timestamp": "{datetime.now(UTC).isoformat()[:-6]}Z"}}\n'
    )


def configure(level: str, *, json: bool) -> None:
    global _write_access  # noqa: PLW0603 - the process has one log
    stream = sys.stdout
    _write_access = stream.write if json and level in ("debug", "info") else None
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(line_buffering=True)
    shared, renderers = _shared_processors(), _renderers(json=json, stream=stream)
    structlog.configure(
        processors=[*shared, *renderers],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(stream),
        cache_logger_on_first_use=True,
    )
    warnings.showwarning = _log_warning
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, _drop_values_of_asyncio],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
        )
    )
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        # The access line is our middleware's.
        logger.propagate = name != "uvicorn.access"
