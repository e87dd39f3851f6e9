"""Two channels call their orders the same."""

from httpx import AsyncClient

from tests.field.play import Play, case


async def test_two_guests_of_a17_can_tell_theirs(api: AsyncClient) -> None:
    *_, board = await Play(api, "counter").steps(case("board-collision", "a17-twice"))

    told = [(order["displayId"], order["mark"]) for order in board["preparing"]]
    assert told == [("A17", "wolt"), ("A17", "ubereats")]
