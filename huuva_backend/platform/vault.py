"""Secrets of webhooks and of integrations as they are kept: encrypted, by a key that isn't in the database."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from huuva_backend.platform.settings import Settings

KEY_FILE: Final = "webhook.key"


class Unreadable(Exception):
    """It was sealed by a key that we don't have."""


class Vault:
    """By the first of `keys` secrets are sealed, the others only open what was sealed before. Where there are none, the key
    is in a file in `directory`, which is made at first use.
    """

    def __init__(self, keys: Sequence[str], directory: Path) -> None:
        self._keys = keys
        self._directory = directory

    def seal(self, secret: str) -> bytes:
        return self._fernet.encrypt(secret.encode())

    def open(self, sealed: bytes) -> str:
        """Raises `Unreadable`."""
        try:
            return self._fernet.decrypt(sealed).decode()
        except InvalidToken as error:
            raise Unreadable from error

    @cached_property
    def _fernet(self) -> MultiFernet:
        keys = self._keys or [_key_in(self._directory / KEY_FILE)]
        return MultiFernet([Fernet(key) for key in keys])


def vault_of(settings: Settings) -> Vault:
    return Vault(settings.webhook_keys, settings.data_dir)


def _key_in(file: Path) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_name(f"{file.name}.{os.getpid()}")
    if not file.exists():
        # Whole before it has its name, and of several processes that come at once one gives it: a link to what is
        # there already fails.
        descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(Fernet.generate_key())
        try:
            file.hardlink_to(made)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return file.read_text().strip()
