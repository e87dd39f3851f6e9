"""A size that costs less makes its line cheaper."""

from httpx import AsyncClient

from tests.field.play import Play, case


async def test_a_small_size_costs_less(api: AsyncClient) -> None:
    told = case("money-other-than-items", "small-size-costs-less")

    (placed,) = await (play := Play(api, "grill")).steps(told)

    assert play.answers[0].status_code == told["expected"]["status"]
    assert placed["total"] == told["expected"]["total"]
