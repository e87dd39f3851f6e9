"""A till changes an order that it has sent: two beers of three, and a tiramisu."""

from httpx import AsyncClient

from tests.field.play import Play, case
from tests.orders.bundles import every
from tests.orders.kitchen import Json

THE_WHOLE_ORDER_AGAIN = {2: "/api/orders?ifExists=amend"}


def live(lines: list[Json]) -> list[list[object]]:
    return [[line["plu"], line["quantity"]] for line in lines if line["status"] != "CANCELLED"]


async def test_fewer_of_one_and_one_more_of_another(api: AsyncClient) -> None:
    told = case("frozen-order", "quantity-down-and-one-more")
    expected = told["expected"]
    play = Play(api, "field-till")

    placed, amended, order, tickets = await play.steps(told, paths=THE_WHOLE_ORDER_AGAIN)

    assert [answer.status_code for answer in play.answers] == [201, 200, 200, 200]
    assert amended["id"] == placed["id"]
    assert amended == order
    assert live(every(order["items"])) == expected["lines"]
    assert order["total"] == expected["total"]
    assert order["items"][0] == placed["items"][0]
    (ticket,) = tickets["tickets"]
    assert live(ticket["items"]) == expected["lines"]
    # Beer 3 -> 2, tiramisu new.
    (amendment,) = order["amendments"]
    assert [
        (order["items"][each["line"] - 1]["plu"], each["before"], each["after"])
        for each in amendment["changes"]
    ] == [("BEER", 3, 2), ("TIRA", 0, 1)]
    changed = [item["plu"] for item in ticket["items"] if item["amendedAt"]]
    assert changed == ["BEER", "BEER", "TIRA"]
    events = (await api.get("/api/events", params={"locationId": "field-till"})).json()["items"]
    assert [event["type"] for event in events] == ["order.created", "order.amended"]
    query = {"locationId": "field-till", "channel": "test"}
    throughput = (await api.get("/api/analytics/throughput", params=query)).json()
    assert throughput["n"] == expected["ordersCountedByThroughput"]
