"""The release before this one, from history: where a shallow clone hasn't got it, from where that was cloned."""

import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

from tests.server import ROOT

RELEASE_BEFORE = "2ab358ee9da1aa4c43fe840db57fa0d7a96cd6ab"
"""The last whose schema is `c3f8a16e0b74`, from which CHANGELOG.md says how to upgrade."""
FETCH_SECONDS = 60


def _git(directory: Path, *arguments: str) -> bytes | None:
    """What it says; None where it can't."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=directory,
            capture_output=True,
            check=False,
            timeout=FETCH_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _fetched(into: Path) -> bytes | None:
    """Into a repository of its own, so that the clone stays as it is."""
    origin = _git(ROOT, "remote", "get-url", "origin")
    if origin is None or _git(into, "init", "--quiet", "--bare", "repository") is None:
        return None
    repository = into / "repository"
    if (
        _git(repository, "fetch", "--quiet", "--depth=1", origin.decode().strip(), RELEASE_BEFORE)
        is None
    ):
        return None
    return _git(repository, "archive", RELEASE_BEFORE)


def release_before(into: Path) -> Path | None:
    """Its source; None where nobody has it."""
    archive = _git(ROOT, "archive", RELEASE_BEFORE) or _fetched(into)
    if archive is None:
        return None
    source = into / "release-before"
    with tarfile.open(fileobj=BytesIO(archive)) as files:
        files.extractall(source, filter="data")
    return source
