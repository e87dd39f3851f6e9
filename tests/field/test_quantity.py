"""Weighed goods: 350 grams are sold, shown and kept as what they are."""

from httpx import AsyncClient

from tests.field.play import Play, case


async def test_350_grams_are_sold_for_what_they_come_to(api: AsyncClient) -> None:
    told = case("quantity", "350-grams")
    play = Play(api, "deli")

    (placed,) = await play.steps(told)

    assert play.answers[0].status_code == told["expected"]["status"]
    assert placed["total"] == told["expected"]["total"]
    assert '"quantity":0.35,"unit":null' in play.answers[0].text
    tickets = await api.get("/api/kitchen/tickets", params={"locationId": "deli"})
    assert f'"quantity":{told["expected"]["ticketSays"]},' in tickets.text
    (count,) = tickets.json()["allDay"]
    assert (count["name"], count["quantity"]) == ("Salmon, kg", 0.35)
    (got,) = (await api.get("/api/orders", params={"locationId": "deli"})).json()["items"]
    assert got["items"] == placed["items"]
