import pytest
from fastapi import FastAPI
from httpx import AsyncClient

from huuva_backend.application import connect
from huuva_backend.platform.db.database import Database
from huuva_backend.platform.settings import Settings
from tests.conftest import NothingWritten
from tests.factories import order


def called(number: str | None) -> dict[str, str | None]:
    return {"name": "John Doe", "phoneNumber": number}


@pytest.fixture
def only_valid_numbers(app: FastAPI, settings: Settings, database: Database) -> None:
    connect(app, settings.model_copy(update={"phone_validation": "strict"}), database)


@pytest.mark.parametrize(
    ("number", "normalised"),
    [
        ("+358 40 123 4567", "+358401234567"),
        ("+358401234567", "+358401234567"),
        ("+123456789", None),
        ("040 1234567", None),
        ("call me", None),
        (None, None),
    ],
)
async def test_a_number_is_kept_and_normalised_where_it_is_valid(
    api: AsyncClient, number: str | None, normalised: str | None
) -> None:
    answer = await api.post("/api/orders", json=order(customer=called(number)))

    assert answer.status_code == 201
    assert answer.json()["customer"]["phoneNumber"] == number
    assert answer.json()["customer"]["phoneNumberE164"] == normalised


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("", None),
        ("  ", None),
        ("\u3164", None),
        ("\u200b", None),
        ("+358\n40\u0000 1234567", "+358 40  1234567"),
        ("1" * 99, "1" * 64),
    ],
)
async def test_a_number_is_never_a_reason_to_lose_an_order(
    api: AsyncClient, number: str, kept: str | None
) -> None:
    answer = await api.post("/api/orders", json=order(customer=called(number)))

    assert answer.status_code == 201
    assert answer.json()["customer"]["phoneNumber"] == kept


@pytest.mark.usefixtures("only_valid_numbers")
@pytest.mark.parametrize("number", ["+358 40 123 4567", None])
async def test_where_only_valid_numbers_are_taken_a_valid_one_or_none_is(
    api: AsyncClient, number: str | None
) -> None:
    assert (await api.post("/api/orders", json=order(customer=called(number)))).status_code == 201


@pytest.mark.usefixtures("only_valid_numbers")
async def test_where_only_valid_numbers_are_taken_another_is_refused(
    api: AsyncClient, nothing_written: NothingWritten
) -> None:
    async with nothing_written():
        answer = await api.post("/api/orders", json=order(customer=called("+123456789")))

    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid-phone-number"
    assert answer.json()["errors"][0]["pointer"] == "/customer/phoneNumber"
