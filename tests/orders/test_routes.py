from httpx import AsyncClient

from tests.factories import SAMPLE


async def test_the_sample_is_placed_once_and_replayed_and_refused_with_other_content(
    api: AsyncClient,
) -> None:
    first = await api.post("/api/orders", json=SAMPLE)
    again = await api.post("/api/orders", json=SAMPLE)
    items = [SAMPLE["items"][0] | {"quantity": 2}, SAMPLE["items"][1]]
    other = await api.post("/api/orders", json=SAMPLE | {"items": items})

    assert first.status_code == 201
    assert again.status_code == 200
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json() == first.json()
    assert other.status_code == 409
    assert other.json()["orderId"] == first.json()["id"]
    assert other.json()["differing"] == ["items"]
