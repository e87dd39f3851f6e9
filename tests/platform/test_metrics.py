import os
import subprocess
import sys
from pathlib import Path

from huuva_backend.platform.metrics import exposition, gauge, observe_request


def lines() -> list[str]:
    body, media_type = exposition()
    assert media_type.startswith("text/plain")
    return body.decode().splitlines()


def test_requests_are_counted_and_timed_by_operation() -> None:
    observe_request("GET", "testOperation", 200, 0.004)
    observe_request("GET", "testOperation", 404, 0.004)
    exposed = lines()
    labels = 'method="GET",operation="testOperation"'
    assert f'huuva_http_requests_total{{{labels},status="200"}} 1.0' in exposed
    assert f'huuva_http_requests_total{{{labels},status="404"}} 1.0' in exposed
    assert f'huuva_http_request_seconds_bucket{{le="0.002",{labels}}} 0.0' in exposed
    assert f'huuva_http_request_seconds_bucket{{le="0.005",{labels}}} 2.0' in exposed


def test_a_gauge_is_asked_at_each_scrape() -> None:
    values = iter([8, 7])
    gauge("test_gauge", "Of this test.", lambda: next(values, 0))
    assert "test_gauge 8.0" in lines()
    assert "test_gauge 7.0" in lines()


def test_processes_are_added_up(tmp_path: Path) -> None:
    program = """
from huuva_backend.platform.metrics import exposition, gauge, observe_request
gauge("test_gauge", "Of this test.", lambda: 5)
observe_request("GET", "op", 200, 0.1)
print(exposition()[0].decode())
"""
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for count in (1, 2):
        exposed = subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            cwd=Path(__file__).parents[2],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        line = 'huuva_http_requests_total{method="GET",operation="op",status="200"}'
        assert f"{line} {count}.0" in exposed
        assert "test_gauge 5.0" in exposed
