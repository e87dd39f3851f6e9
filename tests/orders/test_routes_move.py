"""What a move takes beside the status: versions, times, actors, the window for recalls, places."""

from datetime import timedelta

import pytest

from tests.conftest import Connection, NothingWritten
from tests.orders.kitchen import Kitchen

UNKNOWN = "01890a5d-ac96-774b-bcce-b302099a8057"
AGO = "UPDATE orders SET status_since = status_since - $2::interval WHERE id = $1"


async def test_a_move_is_answered_with_the_new_version_as_its_tag(kitchen: Kitchen) -> None:
    order = await kitchen.place()

    first = await kitchen.move(order, "PREPARING", headers={"If-Match": '"1"'})
    second = await kitchen.move_item(order, "SUSHI", "READY", headers={"If-Match": '"2"'})

    assert (first.status_code, first.headers["ETag"]) == (200, '"2"')
    assert (second.status_code, second.headers["ETag"]) == (200, '"3"')


@pytest.mark.parametrize("tag", ['"1"', '"1", "7"', '"9"', '"abc"', "2", "garbage", '""', '"-1"'])
async def test_a_tag_that_is_not_of_the_current_version_is_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, tag: str
) -> None:
    order = await kitchen.place_at("PREPARING")

    async with nothing_written():
        moved = await kitchen.move(order, "READY", headers={"If-Match": tag})
        moved_item = await kitchen.move_item(order, "SUSHI", "READY", headers={"If-Match": tag})

    for answer in (moved, moved_item):
        assert answer.status_code == 412
        assert answer.headers["ETag"] == '"2"'
        assert (answer.json()["code"], answer.json()["version"]) == ("stale-version", 2)


@pytest.mark.parametrize("tag", ['"2"', "*", 'W/"2"', ' "2" ', '"1", "2"', '"1","2"'])
async def test_a_tag_of_the_current_version_lets_a_move_pass(kitchen: Kitchen, tag: str) -> None:
    order = await kitchen.place_at("PREPARING")

    answer = await kitchen.move(order, "READY", headers={"If-Match": tag})

    assert answer.status_code == 200


@pytest.mark.parametrize("tags", [('"1"', '"2"'), ('"2"', '"1"')])
async def test_the_current_version_may_stand_on_any_line(
    kitchen: Kitchen, tags: tuple[str, str]
) -> None:
    order = await kitchen.place_at("PREPARING")

    answer = await kitchen.move(order, "READY", headers={"If-Match": tags[0], "if-match": tags[1]})

    assert answer.status_code == 200


async def test_no_line_with_the_current_version_is_refused(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place_at("PREPARING")

    async with nothing_written():
        answer = await kitchen.move(order, "READY", headers={"If-Match": '"1"', "if-match": '"7"'})

    assert (answer.status_code, answer.json()["code"]) == (412, "stale-version")


async def test_of_two_actors_none_is_taken(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place()

    async with nothing_written():
        answer = await kitchen.move(
            order, "READY", headers={"X-Actor": "user:1", "x-actor": "user:2"}
        )

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["header/x-actor"]


async def test_a_repeat_is_answered_even_with_a_stale_tag(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place_at("PREPARING")

    async with nothing_written():
        repeated = await kitchen.move(order, "PREPARING", headers={"If-Match": '"1"'})
        repeated_item = await kitchen.move_item(
            order, "SUSHI", "PREPARING", headers={"If-Match": '"1"'}
        )

    assert (repeated.status_code, repeated.headers["ETag"]) == (200, '"2"')
    assert (repeated_item.status_code, repeated_item.headers["ETag"]) == (200, '"2"')


async def test_every_change_is_one_version(kitchen: Kitchen, sql: Connection) -> None:
    order = await kitchen.place()
    await kitchen.move_item(order, "SUSHI", "PREPARING")
    await kitchen.move_item(order, "SUSHI", "PREPARING")
    await kitchen.move_item(order, "BURGER", "ORDERED")
    await kitchen.move(order, "RECEIVED")
    await kitchen.move(order, "READY")
    await kitchen.move(order, "PICKED_UP")

    made = await sql.fetch(
        "SELECT version, max(recorded_at) AS at FROM order_status_history WHERE order_id = $1 "
        "GROUP BY version ORDER BY version",
        order["id"],
    )
    assert (await kitchen.get(order))["version"] == 4
    assert [row["version"] for row in made] == [1, 2, 3, 4]
    times = [row["at"] for row in made]
    assert times == sorted(set(times))


@pytest.mark.parametrize(
    ("header", "actor"),
    [
        ("display:grill-1", {"kind": "display", "id": "grill-1"}),
        ("partner:wolt:9", {"kind": "partner", "id": "wolt:9"}),
        ("user", {"kind": "user", "id": None}),
        ("user:", {"kind": "user", "id": None}),
    ],
)
async def test_the_actor_is_kept(kitchen: Kitchen, header: str, actor: dict[str, str]) -> None:
    order = await kitchen.place()

    moved = (await kitchen.move(order, "READY", headers={"X-Actor": header})).json()

    assert moved["statusHistory"][0]["actor"] == {"kind": "partner", "id": "direct"}
    assert moved["statusHistory"][1]["actor"] == actor


@pytest.mark.parametrize(
    "header", ["system", "system:cron", "cook:1", ":1", "DISPLAY:1", "", "user:" + "x" * 60]
)
async def test_an_actor_that_we_do_not_know_is_refused(
    kitchen: Kitchen, nothing_written: NothingWritten, header: str
) -> None:
    order = await kitchen.place()

    async with nothing_written():
        moved = await kitchen.move(order, "READY", headers={"X-Actor": header})
        moved_item = await kitchen.move_item(order, "SUSHI", "READY", headers={"X-Actor": header})

    for answer in (moved, moved_item):
        assert answer.status_code == 422
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["header/x-actor"]


@pytest.mark.parametrize(("seconds", "status"), [(890, 200), (910, 409)])
async def test_a_picked_up_order_can_be_taken_back_for_a_quarter_of_an_hour(
    kitchen: Kitchen, sql: Connection, seconds: int, status: int
) -> None:
    order = await kitchen.place_at("PICKED_UP")
    await sql.execute(AGO, order["id"], timedelta(seconds=seconds))

    answer = await kitchen.move(order, "READY", recall=True)

    assert answer.status_code == status
    expected = "READY" if status == 200 else "PICKED_UP"
    assert (await kitchen.get(order))["status"] == expected
    assert answer.json().get("recallable", []) == []


@pytest.mark.usefixtures("recall_window_of_a_minute")
async def test_the_time_for_taking_back_is_a_setting(kitchen: Kitchen, sql: Connection) -> None:
    order = await kitchen.place_at("PICKED_UP")
    await sql.execute(AGO, order["id"], timedelta(seconds=70))

    assert (await kitchen.move(order, "READY", recall=True)).status_code == 409


async def test_other_recalls_know_no_time(kitchen: Kitchen, sql: Connection) -> None:
    order = await kitchen.place_at("READY")
    await sql.execute(AGO, order["id"], timedelta(days=3))

    assert (await kitchen.move(order, "RECEIVED", recall=True)).status_code == 200


async def test_an_order_is_found_at_its_location_only(
    kitchen: Kitchen, nothing_written: NothingWritten
) -> None:
    order = await kitchen.place(locationId="kallio")

    async with nothing_written():
        elsewhere = await kitchen.move(order, "READY", params={"locationId": "main"})
        item = await kitchen.move_item(order, "SUSHI", "READY", params={"locationId": "main"})
    here = await kitchen.move(order, "READY", params={"locationId": "kallio"})

    for answer in (elsewhere, item):
        assert (answer.status_code, answer.json()["code"]) == (404, "order-not-found")
    assert here.status_code == 200


@pytest.mark.parametrize("order_id", ["1", "60f87ea2a52dad8a3fa4860", UNKNOWN[:-1], "%00", "é"])
async def test_an_id_that_can_not_be_is_not_found(kitchen: Kitchen, order_id: str) -> None:
    moved = await kitchen.move({"id": order_id}, "READY")
    moved_item = await kitchen.move_item({"id": order_id}, "SUSHI", "READY")

    assert [moved.status_code, moved_item.status_code] == [404, 404]


async def test_an_order_that_is_not_there_is_not_found(kitchen: Kitchen) -> None:
    moved = await kitchen.move({"id": UNKNOWN}, "READY")
    moved_item = await kitchen.move_item({"id": UNKNOWN}, "SUSHI", "READY")

    for answer in (moved, moved_item):
        assert (answer.status_code, answer.json()["code"]) == (404, "order-not-found")


@pytest.mark.parametrize("recall", ["true", 1, None])
async def test_recall_is_true_or_false_and_nothing_like_it(
    kitchen: Kitchen, nothing_written: NothingWritten, recall: object
) -> None:
    order = await kitchen.place_at("READY")

    async with nothing_written():
        answer = await kitchen.move(order, "PREPARING", recall=recall)

    assert answer.status_code == 422
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/recall"]
