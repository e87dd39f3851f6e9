"""A beer that nobody drinks is on nobody's bill."""

from httpx import AsyncClient

from tests.field.play import Play, case


async def test_a_beer_that_is_voided_is_off_the_bill(api: AsyncClient) -> None:
    told = case("void-unnoticed", "beer-off-the-bill")
    play = Play(api, "bar")

    *_, found = await play.steps(told)

    expected = told["expected"]["somewhereInTheAnswer"]
    assert [answer.status_code for answer in play.answers] == [201, 200, 200, 200]
    assert found["totals"]["ordered"] == expected["ordered"]
    assert found["totals"]["due"] == found["total"] == expected["stillToPay"]
    assert found["totals"]["cancelled"] == {"amount": 1500, "currency": "EUR"}
