"""Secrets are kept encrypted, by a key that is the operator's or in a file of our own."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from huuva_backend.platform.vault import Unreadable, Vault

NEW, OLD = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def test_what_was_sealed_is_opened_and_looks_like_nothing(tmp_path: Path) -> None:
    vault = Vault([NEW], tmp_path)

    sealed = vault.seal("whsec_abc")

    assert vault.open(sealed) == "whsec_abc"
    assert b"whsec" not in sealed
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_changed_by_putting_a_new_one_before_it(tmp_path: Path) -> None:
    sealed = Vault([OLD], tmp_path).seal("whsec_abc")

    both = Vault([NEW, OLD], tmp_path)

    assert both.open(sealed) == "whsec_abc"
    assert Vault([NEW], tmp_path).open(both.seal("whsec_abc")) == "whsec_abc"
    with pytest.raises(Unreadable):
        Vault([NEW], tmp_path).open(sealed)


def test_without_a_key_one_is_made_at_first_use_that_nobody_else_may_read(tmp_path: Path) -> None:
    directory = tmp_path / "data"
    vault = Vault([], directory)
    assert not directory.exists()

    sealed = vault.seal("whsec_abc")

    (file,) = directory.iterdir()
    assert (file.name, file.stat().st_mode & 0o777) == ("webhook.key", 0o600)
    assert Vault([], directory).open(sealed) == "whsec_abc"
