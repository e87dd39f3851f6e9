"""What Prometheus scrapes. With PROMETHEUS_MULTIPROC_DIR set, all worker processes are added up."""

import os
from collections.abc import Callable, Iterator
from functools import cache

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    REGISTRY,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

disable_created_metrics()  # type: ignore[no-untyped-call]

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


class _Gauges(Collector):
    """Asks when scraped. A Gauge with a function is silently 0 in multiprocess mode."""

    def __init__(self) -> None:
        self.sources: dict[str, tuple[str, Callable[[], float]]] = {}

    def collect(self) -> Iterator[GaugeMetricFamily]:
        for name, (described, value) in self.sources.items():
            yield GaugeMetricFamily(name, described, value())


_gauges = _Gauges()
REGISTRY.register(_gauges)


def gauge(name: str, described: str, value: Callable[[], float]) -> None:
    """With several processes it is that of the process that answers the scrape."""
    _gauges.sources[name] = (described, value)


def exposition() -> tuple[bytes, str]:
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        registry.register(_gauges)
    return generate_latest(registry), CONTENT_TYPE_LATEST
