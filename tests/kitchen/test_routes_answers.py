"""What a ticket asks the kitchen: whether it takes the order, and whether it gives it up."""

from tests.conftest import Connection
from tests.factories import item
from tests.kitchen.screens import Screens
from tests.orders.kitchen import Json, Kitchen

BY = "2126-01-31T18:07:11Z"
EVENING = "2099-12-30T17:00:00Z"


async def ticket(screens: Screens, **query: str) -> Json:
    (found,) = await screens.tickets(**query)
    asked: Json = found
    return asked


async def test_a_ticket_says_until_when_it_waits_for_an_answer(
    kitchen: Kitchen, screens: Screens
) -> None:
    await screens.menu("PIZZA", "oven")
    placed = await kitchen.place(items=[item("PIZZA")], acceptBy=BY, acceptOutcome="DENY")

    for query in ({}, {"station": "oven"}):
        waits = await ticket(screens, **query)
        assert (waits["toAccept"], waits["early"]) == ({"by": BY, "outcome": "DENY"}, False)
    await kitchen.accept(placed)
    assert (await ticket(screens))["toAccept"] is None


async def test_who_begins_it_has_answered_also_where_it_is_taken_back(
    kitchen: Kitchen, screens: Screens
) -> None:
    placed = await kitchen.place(acceptBy=BY)
    await kitchen.move(placed, "PREPARING")
    begun = await ticket(screens)
    await kitchen.move(placed, "RECEIVED", recall=True)

    assert begun["toAccept"] is None
    assert (await ticket(screens))["toAccept"] is None


async def test_an_order_for_later_is_shown_early_and_counted_nowhere(
    kitchen: Kitchen, screens: Screens
) -> None:
    placed = await kitchen.place(pickupTime=EVENING, acceptBy=BY)
    shown = await screens.look()
    chosen = await ticket(screens, orderId=placed["id"])
    board = await screens.board()
    await kitchen.accept(placed)
    after = await screens.look()

    (early,) = shown["tickets"]
    assert (early["early"], early["sla"], chosen["early"]) == (True, "on_time", True)
    assert (shown["allDay"], shown["held"]) == ([], {"count": 0, "nextReleaseAt": None})
    assert (board["preparing"], board["ready"]) == ([], [])
    assert (after["tickets"], after["held"]["count"]) == ([], 1)


async def test_an_order_for_later_that_is_begun_is_shown_as_any_other(
    kitchen: Kitchen, screens: Screens
) -> None:
    placed = await kitchen.place(pickupTime=EVENING, acceptBy=BY)
    await kitchen.move(placed, "PREPARING")

    begun = await ticket(screens)
    assert (begun["early"], begun["toAccept"]) == (False, None)


async def test_a_ticket_says_that_somebody_wants_it_cancelled(
    kitchen: Kitchen, screens: Screens, sql: Connection
) -> None:
    placed = await kitchen.place_at("PREPARING")
    headers = {"X-Actor": "partner:wolt"}
    asked = (
        await kitchen.request_cancellation(placed, headers=headers, reason="ordered twice")
    ).json()

    assert (await ticket(screens))["cancellationRequest"] == {
        "reason": "ordered twice",
        "requestedAt": asked["updatedAt"],
        "requestedBy": {"kind": "partner", "id": "wolt"},
    }
    await kitchen.refuse_cancellation(placed)
    assert (await ticket(screens))["cancellationRequest"] is None
