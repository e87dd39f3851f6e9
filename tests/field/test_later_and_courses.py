"""What waits for its time is nobody's work: ordered at nine for six, received for none of it."""

from httpx import AsyncClient

from tests.field.play import Play, case


async def test_an_order_for_later_spends_no_time_as_received(api: AsyncClient) -> None:
    told = case("later-and-courses", "ordered-at-nine-for-six")

    *_, measured = await (play := Play(api, "oven")).steps(told)

    found = {each["status"]: each for each in measured["items"]}
    received, preparing = told["expected"]["RECEIVED"]["either"], told["expected"]["PREPARING"]
    assert [answer.status_code for answer in play.answers] == [201, 201, 200]
    assert received.items() <= found["RECEIVED"].items()
    assert preparing.items() <= found["PREPARING"].items()
