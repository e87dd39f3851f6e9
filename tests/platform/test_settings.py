import os
from pathlib import Path

import pytest
from dotenv import dotenv_values

from huuva_backend.platform.settings import PREFIX, InvalidSettings, Settings, read_settings

ROOT = Path(__file__).parents[2]
REMOTE = "postgresql://kitchen:k7Vq2@db.internal/kitchen"


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)


def refusals(monkeypatch: pytest.MonkeyPatch, **variables: str) -> list[str]:
    for name, value in variables.items():
        monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(InvalidSettings) as refused:
        read_settings()
    return [line.removeprefix(PREFIX) for line in refused.value.lines]


def test_the_example_file_names_every_setting_with_its_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    example = dotenv_values(ROOT / ".env.example")
    assert set(example) == {PREFIX + name.upper() for name in Settings.model_fields}
    for name, value in example.items():
        monkeypatch.setenv(name, value or "")
    from_example = read_settings()
    for name in example:
        monkeypatch.delenv(name)
    assert from_example == read_settings()
    for name, field in Settings.model_fields.items():
        if field.default_factory is None and field.default is not None:
            assert example[PREFIX + name.upper()], f"{name} shows no default"


@pytest.mark.parametrize(
    ("name", "value", "line"),
    [
        ("PORT", "eighty", "PORT: must be a valid integer"),
        ("PORT", "65536", "PORT: must be less than or equal to 65535"),
        ("WORKERS", "0", "WORKERS: must be greater than or equal to 1"),
        ("ENVIRONMENT", "live", "ENVIRONMENT: must be 'dev', 'test' or 'prod'"),
        ("RELOAD", "perhaps", "RELOAD: must be a valid boolean"),
        (
            "SHUTDOWN_GRACE_SECONDS",
            "11",
            "SHUTDOWN_GRACE_SECONDS: must be less than or equal to 10",
        ),
        ("DRAIN_SECONDS", "61", "DRAIN_SECONDS: must be less than or equal to 60"),
        ("WORKER", "outside", "WORKER: must be 'inside' or 'none'"),
        (
            "RATE_LIMIT",
            "600",
            "RATE_LIMIT: must be like 600/minute: a number, and second, minute or hour",
        ),
        (
            "RATE_LIMIT_STORE",
            "http://:hunter2@h",
            "RATE_LIMIT_STORE: must be a URI like redis://host:6379/0",
        ),
        (
            "PROXY_USER_HEADER",
            "X-Forwarded-User",
            "PROXY_USER_HEADER: must not be set but with AUTH=proxy",
        ),
        ("PRT", "8000", "PRT: must be removed or corrected, no such setting exists"),
        (
            "DATABASE_URL",
            "mysql://u:hunter2@h/d",
            "DATABASE_URL: must be a URL that begins with postgresql://",
        ),
        (
            "READ_DATABASE_URL",
            "postgresql://u:hunter2@h:port/d",
            "READ_DATABASE_URL: must be a URL like postgresql://user:password@host:5432/database",
        ),
    ],
)
def test_a_wrong_value_is_one_line(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, line: str
) -> None:
    assert refusals(monkeypatch, **{name: value}) == [line]


def test_every_fault_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(refusals(monkeypatch, PORT="x", POOL_SIZE="0", POLL_SIZE="1")) == 3


def test_a_misspelt_name_in_the_env_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("HUUVA_BACKEND_PROT=1\nPOSTGRES_PASSWORD=not-ours\n")
    assert refusals(monkeypatch) == ["PROT: must be removed or corrected, no such setting exists"]


def test_production_needs_authentication_a_database_and_real_passwords(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert refusals(monkeypatch, ENVIRONMENT="prod", RELOAD="true") == [
        "RELOAD: must be false in production",
        "DATABASE_URL: must be set in production",
    ]
    monkeypatch.delenv(PREFIX + "RELOAD")
    assert refusals(monkeypatch, AUTH="off", DATABASE_URL=REMOTE) == [
        "AUTH: must not be off in production"
    ]
    sample = "postgresql://huuva:huu%76a@db/huuva"
    assert refusals(monkeypatch, AUTH="proxy", DATABASE_URL=sample, READ_DATABASE_URL=REMOTE) == [
        "DATABASE_URL: must not carry a sample password"
    ]
    monkeypatch.setenv(PREFIX + "DATABASE_URL", REMOTE)
    assert read_settings().environment == "prod"


@pytest.mark.parametrize(
    ("environment", "host", "auth"),
    [
        ("dev", "127.0.0.1", "off"),
        ("test", "localhost", "off"),
        ("dev", "::1", "off"),
        ("dev", "127.8.9.10", "off"),
        ("dev", "0.0.0.0", "keys"),
        ("dev", "::", "keys"),
        ("dev", "192.168.1.20", "keys"),
        ("dev", "kitchen.example.com", "keys"),
        ("dev", "localhost.example.com", "keys"),
        ("prod", "127.0.0.1", "keys"),
        ("prod", "0.0.0.0", "keys"),
    ],
)
def test_callers_are_asked_for_keys_unless_nobody_else_can_call(
    monkeypatch: pytest.MonkeyPatch, environment: str, host: str, auth: str
) -> None:
    given = {"ENVIRONMENT": environment, "HOST": host, "DATABASE_URL": REMOTE, "AUTH": ""}
    for name, value in given.items():
        monkeypatch.setenv(PREFIX + name, value)
    assert read_settings().auth == auth
    monkeypatch.setenv(PREFIX + "AUTH", "proxy")
    assert read_settings().auth == "proxy"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "kitchen.example.com"])
def test_nobody_is_asked_only_where_nobody_else_can_call(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    assert refusals(monkeypatch, AUTH="off", HOST=host) == [
        "AUTH: must not be off where HOST is no loopback address"
    ]
    monkeypatch.setenv(PREFIX + "HOST", "127.0.0.1")
    assert read_settings().auth == "off"


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("postgres://u@h/d", "postgresql://u@h/d"),
        (
            "postgresql+asyncpg://u:p@h:5432/d?ssl=require",
            "postgresql://u:p@h:5432/d?sslmode=require",
        ),
        (
            "postgresql://u:p@a:5432,b:5433/d?target_session_attrs=read-write",
            "postgresql://u:p@a:5432,b:5433/d?target_session_attrs=read-write",
        ),
        (
            "postgresql://postgres@/postgres?host=/tmp/x",
            "postgresql://postgres@/postgres?host=/tmp/x",
        ),
        ("postgresql://u@[::1]:5432/d", "postgresql://u@[::1]:5432/d"),
    ],
)
def test_a_database_url_becomes_what_the_driver_takes(given: str, taken: str) -> None:
    settings = Settings(database_url=given)
    assert (settings.database_url, settings.read_database_url) == (taken, taken)


def test_reading_may_have_a_database_of_its_own() -> None:
    settings = Settings(database_url=REMOTE, read_database_url="postgresql://replica/kitchen")
    assert settings.read_database_url == "postgresql://replica/kitchen"


@pytest.mark.parametrize(("environment", "seconds"), [("dev", 0), ("test", 0), ("prod", 5)])
def test_it_drains_in_production_only_unless_told(
    monkeypatch: pytest.MonkeyPatch, environment: str, seconds: int
) -> None:
    for name, value in {
        "ENVIRONMENT": environment,
        "AUTH": "proxy",
        "DATABASE_URL": REMOTE,
    }.items():
        monkeypatch.setenv(PREFIX + name, value)
    assert read_settings().drain_seconds == seconds
    monkeypatch.setenv(PREFIX + "DRAIN_SECONDS", "7")
    assert read_settings().drain_seconds == 7


def test_passwords_stay_out_of_the_repr() -> None:
    assert "k7Vq2" not in repr(Settings(database_url=REMOTE))
