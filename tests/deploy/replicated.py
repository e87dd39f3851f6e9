"""Three machines in one: on each an etcd, and a Patroni with the file of deploy/ that keeps a PostgreSQL."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import asyncpg
import httpx
import pytest

from huuva_backend.platform.db import embedded, system_user
from tests.conftest import Connection
from tests.resilience import cluster
from tests.server import ROOT, free_port

HERE = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
PATRONI, ETCD = shutil.which("patroni", path=HERE), shutil.which("etcd", path=HERE)
CONFIGURATION = ROOT / "deploy" / "patroni.yml"
PASSWORD = "a-password"
BEGINNING_SECONDS = 60
"""How long three that have never run may take, and one that was lost to be a standby again."""


def seen_as_somebody() -> list[str]:
    """Root's files, and not root: PostgreSQL won't run as that, and nobody else may get to our Python."""
    if os.geteuid() != 0:
        return []
    owner = system_user.owner()
    return ["unshare", "--user", f"--map-user={owner.pw_uid}", f"--map-group={owner.pw_gid}"]


def missing() -> str | None:
    """Why there can be no such machines here."""
    if PATRONI is None:
        return "there is no Patroni: install patroni[etcd3,psycopg3]"
    if ETCD is None:
        return "there is no etcd: apt install etcd-server"
    if subprocess.run([*seen_as_somebody(), "true"], capture_output=True, check=False).returncode:
        return "root can't be seen as somebody else here: user namespaces are switched off"
    return None


needed = pytest.mark.skipif(missing() is not None, reason=str(missing()))


class Machine:
    """Its PostgreSQL is in `postgres` of its directory, so that tests/resilience/cluster.py finds its processes."""

    def __init__(self, name: str, room: Path) -> None:
        self.name = name
        self.directory = room / name
        self.port, self.rest, self.client, self.peer = (free_port() for _ in range(4))
        self._programs: list[subprocess.Popen[bytes]] = []

    def start(self, machines: "list[Machine]") -> None:
        self.directory.mkdir(mode=0o700, exist_ok=True)
        self._run("etcd", [str(ETCD)], self._etcd(machines))
        self._run("patroni", [str(PATRONI), str(CONFIGURATION)], self._patroni(machines))

    def _run(self, name: str, command: list[str], variables: dict[str, str]) -> None:
        bare = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
        with (self.directory / f"{name}.log").open("ab") as log:
            self._programs.append(
                subprocess.Popen(
                    [*seen_as_somebody(), *command],
                    env=bare | variables,
                    cwd=self.directory,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    def _etcd(self, machines: "list[Machine]") -> dict[str, str]:
        members = ",".join(f"{each.name}=http://127.0.0.1:{each.peer}" for each in machines)
        return {
            "ETCD_NAME": self.name,
            "ETCD_DATA_DIR": str(self.directory / "etcd"),
            "ETCD_LISTEN_CLIENT_URLS": f"http://127.0.0.1:{self.client}",
            "ETCD_ADVERTISE_CLIENT_URLS": f"http://127.0.0.1:{self.client}",
            "ETCD_LISTEN_PEER_URLS": f"http://127.0.0.1:{self.peer}",
            "ETCD_INITIAL_ADVERTISE_PEER_URLS": f"http://127.0.0.1:{self.peer}",
            "ETCD_INITIAL_CLUSTER": members,
        }

    def _patroni(self, machines: "list[Machine]") -> dict[str, str]:
        given = {
            "NAME": self.name,
            "ETCD3_HOSTS": ",".join(f"127.0.0.1:{each.client}" for each in machines),
            "RESTAPI_LISTEN": f"127.0.0.1:{self.rest}",
            "RESTAPI_CONNECT_ADDRESS": f"127.0.0.1:{self.rest}",
            "POSTGRESQL_LISTEN": f"127.0.0.1:{self.port}",
            "POSTGRESQL_CONNECT_ADDRESS": f"127.0.0.1:{self.port}",
            "POSTGRESQL_DATA_DIR": str(self.directory / "postgres"),
            "POSTGRESQL_BIN_DIR": str(embedded._programs()),
            "POSTGRESQL_PGPASS": str(self.directory / "pgpass"),
            "SUPERUSER_USERNAME": "postgres",
            "SUPERUSER_PASSWORD": PASSWORD,
            "REPLICATION_USERNAME": "replicator",
            "REPLICATION_PASSWORD": PASSWORD,
        }
        return {f"PATRONI_{name}": value for name, value in given.items()}

    def processes(self) -> list[int]:
        """All that runs there."""
        found = [program.pid for program in self._programs]
        with suppress(FileNotFoundError, ValueError):
            found += cluster.processes(self.directory)
        return found

    def send(self, number: signal.Signals) -> None:
        """To all at once, the first of them first."""
        for process in self.processes():
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def lose(self) -> None:
        """As a machine is lost: nothing on it says goodbye."""
        self.send(signal.SIGKILL)
        for program in self._programs:
            program.wait()
        self._programs.clear()

    def kill_postgres(self) -> None:
        cluster.send(signal.SIGKILL, self.directory)

    def log(self, name: str) -> str:
        return (self.directory / f"{name}.log").read_text(errors="replace")


class Member(NamedTuple):
    """A PostgreSQL that runs, as Patroni tells of it."""

    name: str
    role: str
    timeline: int


class Leader(NamedTuple):
    machine: Machine
    timeline: int


def _leading(members: list[Member]) -> list[Member]:
    return [each for each in members if each.role == "leader"]


class Replicated:
    """The three, as a client sees them. `url` names all, and leads to the one that takes writes."""

    def __init__(self, machines: list[Machine]) -> None:
        self.machines = machines
        hosts = ",".join(f"127.0.0.1:{each.port}" for each in machines)
        self.url = f"postgresql://postgres:{PASSWORD}@{hosts}/postgres"
        self.url += "?target_session_attrs=read-write"

    async def members(self) -> list[Member]:
        """Those that follow or lead, as the first machine says that answers; none where none does."""
        async with httpx.AsyncClient(timeout=3) as client:
            for machine in self.machines:
                with suppress(httpx.HTTPError):
                    answer = await client.get(f"http://127.0.0.1:{machine.rest}/cluster")
                    return [
                        Member(each["name"], each["role"], each.get("timeline", 0))
                        for each in answer.json()["members"]
                        if each["state"] in ("running", "streaming")
                    ]
        return []

    async def until(
        self,
        so: Callable[[list[Member]], bool],
        meanwhile: Callable[[], Awaitable[None]] | None = None,
    ) -> list[Member]:
        """Wait for members that are so; who they are."""
        began = time.monotonic()
        while not so(members := await self.members()):
            assert time.monotonic() - began < BEGINNING_SECONDS, (members, self._logs())
            if meanwhile is not None:
                await meanwhile()
            await asyncio.sleep(0.1)
        return members

    async def _hurry(self) -> None:
        """Who is told of a setting looks around at once, and not when `loop_wait` is over."""
        async with httpx.AsyncClient(timeout=3) as client:
            for machine in self.machines:
                with suppress(httpx.HTTPError):
                    address = f"http://127.0.0.1:{machine.rest}/config"
                    await client.patch(address, json={"loop_wait": 5})
        await asyncio.sleep(0.5)

    def _logs(self) -> str:
        return "\n".join(
            f"{each.name}: " + "\n".join(each.log("patroni").splitlines()[-12:])
            for each in self.machines
        )

    async def until_covered(self, standbys: int) -> Leader:
        """Wait until one leads and at least so many others could take over."""
        members = await self.until(
            lambda members: len(_leading(members)) == 1
            and [each.role for each in members].count("quorum_standby") >= standbys,
            meanwhile=self._hurry,
        )
        (leader,) = _leading(members)
        return Leader(self.machine(leader.name), leader.timeline)

    async def until_taken_over(self, before: Leader) -> None:
        """By another or, after a crash, by the same: each begins a timeline."""
        await self.until(
            lambda members: any(each.timeline > before.timeline for each in _leading(members))
        )

    def machine(self, name: str) -> Machine:
        return next(each for each in self.machines if each.name == name)

    async def switch_over(self, leader: Machine) -> None:
        """From `leader` to whoever is next, as it is planned for maintenance."""
        async with httpx.AsyncClient(timeout=60) as client:
            answer = await client.post(
                f"http://127.0.0.1:{leader.rest}/switchover", json={"leader": leader.name}
            )
        assert answer.status_code == 200, answer.text

    async def connection(self) -> Connection:
        connection: Connection = await asyncpg.connect(self.url)
        return connection


@asynccontextmanager
async def running(room: Path) -> AsyncIterator[Replicated]:
    machines = [Machine(name, room) for name in ("a", "b", "c")]
    try:
        for machine in machines:
            machine.start(machines)
        replicated = Replicated(machines)
        await replicated.until_covered(standbys=0)
        yield replicated
    finally:
        for machine in machines:
            machine.send(signal.SIGCONT)
            machine.lose()
