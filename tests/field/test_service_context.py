"""A table that pays cash: the file's own names were open, ours are those of the contract."""

from httpx import AsyncClient

from tests.field.play import Play, case

OURS = {"orderType": "DINE_IN", "payment": {"status": "UNPAID", "method": "cash"}}


async def test_table_12_pays_cash(api: AsyncClient) -> None:
    told = case("service-context", "table-12-cash")
    play = Play(api, "dining-room")

    placed, kitchen = await play.steps(told, OURS)

    shows = told["expected"]["ticketShows"]
    (ticket,) = kitchen["tickets"]
    assert play.answers[0].status_code == told["expected"]["status"]
    assert ticket["orderType"] == shows["type"].replace("-", "_").upper()
    assert (ticket["table"], ticket["customerName"]) == (shows["table"], shows["name"])
    assert ticket["toCollect"] == placed["totals"]["due"] == shows["toCollect"]
