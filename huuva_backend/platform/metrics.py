"""What Prometheus scrapes. With PROMETHEUS_MULTIPROC_DIR set, all worker processes are added up."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from functools import cache, partial
from pathlib import Path

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Metric,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
    start_http_server,
)
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

disable_created_metrics()  # type: ignore[no-untyped-call]

REFRESH_SECONDS = 1
_SHARED = "PROMETHEUS_MULTIPROC_DIR"
_LIVE_FILES = "gauge_livesum_*.db"

_REQUESTS = Counter("huuva_http_requests", "Requests answered.", ["method", "operation", "status"])
_SECONDS = Histogram(
    "huuva_http_request_seconds",
    "Time until a request was answered.",
    ["method", "operation"],
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


@cache
def _children(method: str, operation: str, status: int) -> tuple[Counter, Histogram]:
    """Finding a child by its labels costs more than counting does."""
    return _REQUESTS.labels(method, operation, str(status)), _SECONDS.labels(method, operation)


def observe_request(method: str, operation: str, status: int, seconds: float) -> None:
    """The labels must come from small fixed sets, never from the client."""
    requests, latency = _children(method, operation, status)
    requests.inc()
    latency.observe(seconds)


_BATCHES = Histogram(
    "huuva_batch_size",
    "Requests that shared a statement.",
    buckets=(1, 2, 4, 8, 16, 32, 64),
)


def observe_batch(size: int) -> None:
    _BATCHES.observe(size)


_LOOP_RUNS = Counter("huuva_loop_runs", "Runs of a loop, failed ones too.", ["loop"])
_LOOP_FAILURES = Counter("huuva_loop_failures", "Runs of a loop that failed.", ["loop"])
_LOOP_SUCCESS = Gauge(
    "huuva_loop_last_success_timestamp_seconds",
    "When a loop last succeeded here; the newest of all servers counts.",
    ["loop"],
    multiprocess_mode="max",
)


class LoopRuns:
    def __init__(self, loop: str) -> None:
        self._runs = _LOOP_RUNS.labels(loop)
        self._failures = _LOOP_FAILURES.labels(loop)
        self._last_success = _LOOP_SUCCESS.labels(loop)

    def observe(self, *, succeeded: bool) -> None:
        self._runs.inc()
        if succeeded:
            self._last_success.set_to_current_time()
        else:
            self._failures.inc()


_WEBHOOKS = Counter("huuva_webhook_attempts", "Webhooks sent, by what became of it.", ["result"])
_WEBHOOK_SECONDS = Histogram(
    "huuva_webhook_seconds",
    "From an event to its receipt, where that was the first attempt.",
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60),
)
_WEBHOOKS_DISABLED = Counter(
    "huuva_webhook_endpoints_disabled", "Endpoints disabled, by the reason.", ["reason"]
)
_WEBHOOKS_RESTARTED = Counter(
    "huuva_webhook_endpoints_restarted",
    "Endpoints that couldn't go on where they were.",
    ["reason"],
)


def observe_webhook(result: str, seconds: float | None) -> None:
    """`seconds` from the event, where it was received at once."""
    _WEBHOOKS.labels(result).inc()
    if seconds is not None:
        _WEBHOOK_SECONDS.observe(max(0, seconds))


def observe_disabled_webhook(reason: str) -> None:
    _WEBHOOKS_DISABLED.labels(reason).inc()


def observe_restarted_webhook(reason: str) -> None:
    _WEBHOOKS_RESTARTED.labels(reason).inc()


_UNAVAILABLE = Counter("huuva_unavailable", "Requests answered 503, by the cause.", ["cause"])


def observe_unavailable(cause: str) -> None:
    """The causes come from a small fixed set."""
    _UNAVAILABLE.labels(cause).inc()


_gauges: dict[str, Gauge] = {}
_values: dict[str, Callable[[], float]] = {}


def gauge(name: str, described: str, value: Callable[[], float]) -> None:
    """Added up over the worker processes. Of the others a scrape knows what was so a second ago."""
    if name not in _gauges:
        # One with a function is silently 0 in multiprocess mode.
        _gauges[name] = Gauge(name, described, multiprocess_mode="livesum")
    _values[name] = value


def _refresh() -> None:
    for name, value in _values.items():
        _gauges[name].set(value())


@asynccontextmanager
async def shared_gauges() -> AsyncIterator[None]:
    """What this process's gauges say is meanwhile kept up to date for the scrapes that others answer."""

    async def keep() -> None:
        while True:
            _refresh()
            await asyncio.sleep(REFRESH_SECONDS)

    if _SHARED not in os.environ:
        yield
        return
    keeping = asyncio.create_task(keep())
    try:
        yield
    finally:
        keeping.cancel()


class _Processes(Collector):
    """CPU, memory and files of each worker process that lives, which /proc tells to all of them."""

    def collect(self) -> Iterator[Metric]:
        families: dict[str, Metric] = {}
        for pid in _living_workers():
            for family in ProcessCollector(pid=partial(int, pid), registry=None).collect():
                merged = families.setdefault(
                    family.name, Metric(family.name, family.documentation, family.type)
                )
                for sample in family.samples:
                    merged.add_sample(sample.name, {"pid": pid}, sample.value)
        yield from families.values()


def _living_workers() -> list[str]:
    """By the files in which they share their gauges. Those of the dead are taken away."""
    pids = [path.stem.rpartition("_")[2] for path in Path(os.environ[_SHARED]).glob(_LIVE_FILES)]
    living = []
    for pid in sorted(pids, key=int):
        try:
            os.kill(int(pid), 0)
        except ProcessLookupError:
            with suppress(FileNotFoundError):  # another scrape was faster
                mark_process_dead(int(pid))  # type: ignore[no-untyped-call]
        else:
            living.append(pid)
    return living


class _Shared(MultiProcessCollector):
    """But for a file that a worker is just making: it is empty for an instant, at which the library stumbles."""

    def collect(self) -> Iterable[Metric]:
        files = [str(path) for path in Path(self._path).glob("*.db") if _holds_something(path)]
        metrics: Iterable[Metric] = self.merge(files)  # type: ignore[no-untyped-call]
        return metrics


def _holds_something(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:  # its worker is dead, and another scrape has seen it
        return False


def exposition() -> tuple[bytes, str]:
    _refresh()
    registry = REGISTRY
    if _SHARED in os.environ:
        registry = CollectorRegistry()
        registry.register(_Processes())  # first: it takes the dead away
        _Shared(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST


def serve(host: str, port: int) -> None:
    """Where no API is there to answer scrapes; in a thread of its own."""
    start_http_server(port, host)
