"""uvicorn, as we run it."""

import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path
from socket import socket

from uvicorn import Config, Server
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import ChangeReload, Multiprocess

from huuva_backend.platform.settings import Settings

PACKAGE = Path(__file__).parent
OPEN_FILES = 8192
"""Each stream is one. At the limit nobody gets in at all, and the usual one is 1024."""


def configured(settings: Settings) -> Config:
    return Config(
        "huuva_backend.application:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=1 if settings.reload else settings.workers,
        reload=settings.reload,
        reload_dirs=[str(PACKAGE)] if settings.reload else None,
        loop="uvloop",
        http="huuva_backend.platform.http.protocol:CuttableProtocol",
        ws="none",
        lifespan="on",
        log_config=None,
        log_level=settings.log_level,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # nothing here depends on who the client says it is
        timeout_graceful_shutdown=settings.shutdown_grace_seconds,
    )


def run(config: Config, listener: socket) -> None:
    _allow_open_files()
    server = Server(config)
    if config.should_reload:
        ChangeReload(config, target=server.run, sockets=[listener]).run()
    elif config.workers > 1:
        with tempfile.TemporaryDirectory(prefix="huuva-metrics-") as shared:
            # Read by prometheus-client when the workers import it: there they add up what they count.
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = shared
            _Workers(config, sockets=[listener]).run()
    else:
        server.run(sockets=[listener])
        if not server.started:
            sys.exit(STARTUP_FAILURE)


class _Workers(Multiprocess):
    """Asked a second time to stop, it passes that on to its workers, which then don't drain to the end."""

    def join_all(self) -> None:
        while any(worker.process.is_alive() for worker in self.processes):
            if {signal.SIGTERM, signal.SIGINT}.intersection(self.signal_queue):
                self.signal_queue.clear()
                self.terminate_all()
            time.sleep(0.05)
        super().join_all()


def _allow_open_files() -> None:
    """As many as we want, or may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    allowed = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
