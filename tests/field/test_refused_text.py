"""Notes of several lines, which people and shops write."""

from httpx import AsyncClient
from pydantic_core import from_json

from tests.factories import item, order
from tests.field.play import Play, case

ARABIC = "\u0628\u0631\u063a\u0631"


async def test_a_note_of_three_lines_is_taken_and_shown_as_three(api: AsyncClient) -> None:
    told = case("refused-text", "note-of-three-lines")
    play = Play(api, "pizzeria")

    placed, kitchen = await play.steps(told)

    assert play.answers[0].status_code == told["expected"]["status"]
    for pointer, text in told["expected"]["at"].items():
        found = placed
        for name in pointer.removeprefix("/").split("/"):
            found = found[int(name) if name.isdecimal() else name]
        assert found == text
    (ticket,) = kitchen["tickets"]
    assert ticket["note"].splitlines() == ["Ring twice.", "Door code 4711", "Third floor"]
    assert ticket["items"][0]["note"].splitlines() == ["Well done", "Cut in 8"]


async def test_an_arabic_order_comes_with_the_marks_that_its_names_are_read_by(
    api: AsyncClient,
) -> None:
    burger = item("BURGER", name=f"\u200f{ARABIC}\u200e (XL)\u200f", forName=f"\u200f{ARABIC}")
    metadata = {"said": f"\u200f{ARABIC}\r\n\tXL"}
    body = order(items=[burger], customer={"name": f"{ARABIC}\u200f"})

    answer = await api.post(
        "/api/orders", json=body | {"metadata": metadata, "note": f"\u200f{ARABIC}"}
    )

    assert answer.status_code == 201
    placed = from_json(answer.content)
    assert placed["items"][0]["name"] == f"{ARABIC}\u200e (XL)"
    assert placed["items"][0]["forName"] == placed["customer"]["name"] == ARABIC
    assert placed["note"] == f"\u200f{ARABIC}"
    assert placed["metadata"] == metadata
