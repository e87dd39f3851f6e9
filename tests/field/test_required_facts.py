"""A counter sale: nobody's account, no name, no time."""

from datetime import datetime, timedelta

from httpx import AsyncClient

from tests.field.play import Play, case


async def test_a_counter_sale_needs_nothing_but_lines(api: AsyncClient) -> None:
    play = Play(api, "counter")

    placed, kitchen, customers = await play.steps(case("required-facts", "counter-sale"))

    assert [answer.status_code for answer in play.answers] == [201, 200, 200]
    (ticket,) = kitchen["tickets"]
    assert (ticket["asap"], ticket["pickupTime"]) == (True, None)
    recorded = datetime.fromisoformat(placed["recordedAt"])
    assert datetime.fromisoformat(ticket["dueAt"]) == recorded  # it takes no preparation
    assert (customers["items"], customers["n"]) == ([], 0)
    assert customers["excluded"] == [{"cause": "no-account", "count": 1}]


async def test_it_is_due_after_its_preparation(api: AsyncClient) -> None:
    product = {"name": "Wrap", "station": "cold", "preparationMinutes": 7}
    product["price"] = {"amount": 790, "currency": "EUR"}
    await api.put("/api/menu/products/WRAP", params={"brandId": "field"}, json=product)

    placed, kitchen, _ = await Play(api, "counter").steps(case("required-facts", "counter-sale"))

    (ticket,) = kitchen["tickets"]
    recorded = datetime.fromisoformat(placed["recordedAt"])
    assert datetime.fromisoformat(ticket["startBy"]) == recorded
    assert datetime.fromisoformat(ticket["dueAt"]) == recorded + timedelta(minutes=7)
