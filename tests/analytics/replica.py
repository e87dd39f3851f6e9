"""A standby of a PostgreSQL, which replays what it receives as late as it is told to."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from huuva_backend.platform.db import embedded, system_user


@contextmanager
def standby(room: Path, primary: Path, *, apply_delay: str) -> Iterator[str]:
    """The address of a standby in `room`, which replays each commit of a running primary that much later."""
    cluster = room / "postgres"
    cluster.mkdir(mode=0o700, parents=True)
    system_user.give(cluster)  # who fills it
    embedded._run(
        "pg_basebackup",
        f"--pgdata={cluster}",
        f"--host={embedded._socket_directory(primary / 'postgres')}",
        "--username=postgres",
        "--write-recovery-conf",
        "--checkpoint=fast",
        "--no-sync",
    )
    (cluster / ".s.PGSQL.5432.lock").unlink(
        missing_ok=True
    )  # the primary's, whose socket is in its directory
    with (cluster / "postgresql.auto.conf").open("a") as settings:
        settings.write(f"recovery_min_apply_delay = '{apply_delay}'\n")
    with embedded.running(room, durable=False) as url:
        yield url
