import os
import re
import sys
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import parse_qs, unquote, urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from huuva_backend.platform.rate import Rate, rate_of

VERSION = "0.1.0"
PREFIX = "HUUVA_BACKEND_"
ENV_FILE = ".env"
# Passwords that stand in our documentation and compose files, or that everybody tries first.
SAMPLE_PASSWORDS = frozenset({"huuva", "postgres", "password", "secret", "changeme", "change-me"})

NO_LIMIT = "none"

_SCHEMES = re.compile(r"^(postgres|postgresql|postgresql\+asyncpg)://")
_FERNET_KEY = re.compile(r"[\w-]{43}=", re.ASCII)
_HOSTS = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:,]*)(:\d{1,5})?")


def _asyncpg_url(url: str) -> str:
    """asyncpg takes libpq's form only: one scheme, several hosts allowed, `sslmode` rather than `ssl`."""
    if not _SCHEMES.match(url):
        raise ValueError("must be a URL that begins with postgresql://")
    url = re.sub(r"([?&])ssl=", r"\1sslmode=", _SCHEMES.sub("postgresql://", url))
    hosts = urlsplit(url).netloc.rpartition("@")[2]
    if not all(_HOSTS.fullmatch(host) for host in hosts.split(",")):
        raise ValueError("must be a URL like postgresql://user:password@host:5432/database")
    return url


def _rate(text: str) -> str:
    if text != NO_LIMIT:
        rate_of(text)
    return text


def _store(uri: str) -> str:
    if not re.match(r"rediss?(\+(unix|sentinel|cluster))?://.", uri):
        raise ValueError("must be a URI like redis://host:6379/0")
    return uri


DatabaseUrl = Annotated[str, AfterValidator(_asyncpg_url)]


def is_loopback(host: str) -> bool:
    """Whether nobody but this machine reaches what listens there."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _fernet_keys(text: str) -> str:
    if not all(_FERNET_KEY.fullmatch(key.strip()) for key in text.split(",")):
        raise ValueError(
            "must be 32 random bytes in URL-safe base64, or several of these with commas"
        )
    return text


FernetKeys = Annotated[str, AfterValidator(_fernet_keys)]


class InvalidSettings(Exception):
    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", frozen=True
    )

    host: str = "127.0.0.1"
    port: int = Field(8000, ge=0, le=65535)
    workers: int = Field(1, ge=1, le=64)
    environment: Literal["dev", "test", "prod"] = "dev"
    reload: bool = False
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "console"] = "auto"
    drain_seconds: int = Field(
        default_factory=lambda values: 5 if values["environment"] == "prod" else 0, ge=0, le=60
    )
    shutdown_grace_seconds: int = Field(8, ge=1, le=10)
    # The URLs carry a password, so they stay out of every repr and so out of the logs.
    database_url: DatabaseUrl | None = Field(None, repr=False)
    read_database_url: DatabaseUrl | None = Field(
        default_factory=lambda values: values["database_url"], repr=False
    )
    pool_size: int = Field(8, ge=1, le=100)
    read_pool_size: int = Field(2, ge=1, le=100)
    export_stall_seconds: float = Field(30, ge=1, le=600)
    batch_size: int = Field(64, ge=1, le=500)
    pooler: bool = False
    data_dir: Path = Path(".data")
    auth: Literal["keys", "proxy", "off"] = Field(
        default_factory=lambda values: (
            "off" if values["environment"] != "prod" and is_loopback(values["host"]) else "keys"
        )
    )
    proxy_user_header: str | None = Field(None, pattern="^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}$")
    rate_limit: Annotated[str, AfterValidator(_rate)] = "600/minute"
    rate_limit_store: Annotated[str, AfterValidator(_store)] | None = Field(None, repr=False)
    recall_window_seconds: int = Field(900, ge=0, le=86_400)
    release_lead_minutes: int = Field(30, ge=0, le=1440)
    trusted_delay_minutes: int = Field(360, ge=0, le=10_080)
    event_retention_days: int = Field(30, ge=1, le=3650)
    worker: Literal["inside", "none"] = "inside"
    worker_metrics_port: int | None = Field(None, ge=1, le=65535)
    release_interval_seconds: float = Field(0.5, ge=0.1, le=60)
    acceptance_interval_seconds: float = Field(1, ge=0.1, le=60)
    expiry_interval_seconds: float = Field(3600, ge=1, le=86_400)
    close_of_day_interval_seconds: float = Field(60, ge=1, le=3600)
    rollups_interval_seconds: float = Field(5, ge=0.1, le=60)
    pictures_interval_seconds: float = Field(21_600, ge=1, le=86_400)
    webhook_key: FernetKeys | None = Field(None, repr=False)
    webhook_allowed_hosts: str | None = None
    webhooks_interval_seconds: float = Field(0.1, ge=0.02, le=5)
    phone_validation: Literal["lenient", "strict"] = "lenient"

    @property
    def media_dir(self) -> Path:
        return self.data_dir / "media"

    @property
    def logs_json(self) -> bool:
        if self.log_format == "auto":
            return self.environment == "prod" or not sys.stdout.isatty()
        return self.log_format == "json"

    @property
    def rate(self) -> Rate | None:
        """How often each key may ask."""
        return None if self.rate_limit == NO_LIMIT else rate_of(self.rate_limit)

    @property
    def webhook_keys(self) -> list[str]:
        """The first seals, all open; none where they are in a file."""
        return [key.strip() for key in (self.webhook_key or "").split(",") if key.strip()]

    @property
    def webhook_hosts(self) -> frozenset[str]:
        """Each with a port or without."""
        return frozenset((self.webhook_allowed_hosts or "").lower().replace(",", " ").split())

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        refusals = []
        if self.reload and self.workers > 1:
            refusals.append("HUUVA_BACKEND_RELOAD: must be false with more than one worker")
        if self.environment == "prod":
            refusals += self._refusals_in_production()
        elif self.auth == "off" and not is_loopback(self.host):
            refusals.append(f"{PREFIX}AUTH: must not be off where HOST is no loopback address")
        if self.proxy_user_header is not None and self.auth != "proxy":
            refusals.append(f"{PREFIX}PROXY_USER_HEADER: must not be set but with AUTH=proxy")
        if refusals:
            raise ValueError("\n".join(refusals))
        return self

    def _refusals_in_production(self) -> list[str]:
        refusals = []
        if self.auth == "off":
            refusals.append("HUUVA_BACKEND_AUTH: must not be off in production")
        if self.reload:
            refusals.append("HUUVA_BACKEND_RELOAD: must be false in production")
        if self.database_url is None:
            refusals.append("HUUVA_BACKEND_DATABASE_URL: must be set in production")
        urls = {"DATABASE_URL": self.database_url}
        if self.read_database_url != self.database_url:
            urls["READ_DATABASE_URL"] = self.read_database_url
        refusals += [
            f"{PREFIX}{name}: must not carry a sample password"
            for name, url in urls.items()
            if url and _passwords(url) & SAMPLE_PASSWORDS
        ]
        return refusals


def read_settings() -> Settings:
    """The settings of this process, or `InvalidSettings` with one line for each fault."""
    lines = _unknown_variables()
    try:
        settings = Settings()
    except ValidationError as error:
        for fault in error.errors():
            lines += _explain(fault["loc"], fault["msg"])
        raise InvalidSettings(lines) from None
    if lines:
        raise InvalidSettings(lines)
    return settings


def _unknown_variables() -> list[str]:
    # A misspelt name would otherwise be a default that nobody chose.
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    present = {name.upper() for name in (*os.environ, *dotenv_values(ENV_FILE))}
    unknown = sorted(name for name in present - known if name.startswith(PREFIX))
    return [f"{name}: must be removed or corrected, no such setting exists" for name in unknown]


def _explain(location: tuple[int | str, ...], message: str) -> list[str]:
    """Pydantic's message without the value, which may be a secret."""
    message = message.removeprefix("Value error, ").replace("Input should be", "must be")
    if not location:
        return message.splitlines()
    if "default factory" in message:  # the field that it would have copied has a line of its own
        return []
    return [f"{PREFIX}{str(location[0]).upper()}: {message.partition(', unable')[0]}"]


def _passwords(url: str) -> set[str]:
    parts = urlsplit(url)
    return {unquote(parts.password or ""), *parse_qs(parts.query).get("password", [])}
