"""The page /dashboard as those see it who run kitchens: its figures are the API's, and the database's."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.async_api import expect

from tests.conftest import Connection
from tests.web.place import Place, line
from tests.web.screens import Dashboard, Screens

Json = dict[str, Any]


async def _api(dashboard: Dashboard, chart: str) -> Json:
    """What the link beside a chart answers."""
    link = dashboard.chart(chart).get_by_role("link", name="API call of")
    answer = await dashboard.page.request.get(str(await link.evaluate("link => link.href")))
    assert answer.ok, await answer.text()
    told: Json = await answer.json()
    return told


@pytest.fixture(autouse=True)
async def noon(place: Place) -> None:
    """It is the middle of the location's day: what is due in a quarter of an hour is due today."""
    await place.say(dayStartsAt=f"{datetime.now(UTC) + timedelta(hours=12):%H}:00")


async def test_tiles_tell_how_a_location_and_its_stations_stand_and_follow_the_feed(
    screens: Screens, place: Place
) -> None:
    await place.order("late", line("BURGER"), minutes=-5)
    # What brands of other tests don't sell anywhere isn't sold here either.
    elsewhere = await place.snoozed()
    await place.snooze("SHAKE")
    order = await place.order("A-1", line("BURGER"), line("FRIES"), minutes=25)
    dashboard = await screens.dashboard()
    await dashboard.tells(place.id, open="2", late="1", ready="0", oldestSeconds="0 min")
    await dashboard.tells(place.id, heldNextHour="0", snoozed=str(elsewhere + 1))
    await dashboard.tells("grill", open="2", late="1", snoozed="0")
    await dashboard.tells("fry", open="1", late="0", ready="0")

    await place.move_line(order, "FRIES", "READY")
    await dashboard.tells("fry", open="0", ready="1", oldestSeconds="–")
    await place.move(order, "READY")
    await dashboard.tells(place.id, open="1", late="1", ready="1")
    await place.order("A-2", line("SHAKE", unitPrice={"amount": 500, "currency": "EUR"}))
    await dashboard.tells("bar", open="1")


async def test_a_figure_on_the_page_is_the_apis_and_the_databases(
    screens: Screens, place: Place, committed: Connection
) -> None:
    for number in range(1, 4):
        await place.order(f"A-{number}")
    await place.move(await place.order("B-1"), "READY")
    await place.move(await place.order("C-1"), "CANCELLED")
    dashboard = await screens.dashboard()
    sums = dashboard.chart("throughput").locator(".sums")

    await expect(sums.locator("strong")).to_have_text(["5", "1", "0", "1"])
    told = await _api(dashboard, "throughput")
    for name, shown in (("received", 5), ("ready", 1), ("pickedUp", 0), ("cancelled", 1)):
        assert sum(item[name] for item in told["items"]) == shown
    kept = "SELECT count(*) FROM orders WHERE location_id = $1"
    assert await committed.fetchval(kept, place.id) == 5
    hours = [[row[0], row[1]] for row in await dashboard.rows("throughput") if row[1] == "5"]
    assert [hour for hour, _ in hours] == [
        f"{datetime.fromisoformat(item['start']):%H:%M}"
        for item in told["items"]
        if item["received"] == 5
    ]


async def test_durations_are_the_apis(screens: Screens, place: Place) -> None:
    order = await place.order("A-1")
    for status in ("PREPARING", "READY"):
        await place.move(order, status)
    dashboard = await screens.dashboard()

    told = (await _api(dashboard, "durations"))["items"]
    shown = await dashboard.rows("durations")
    assert [row[:2] for row in shown] == [[each["status"], str(each["count"])] for each in told]
    assert [row[1] for row in shown] == ["1", "1", "0"]
    (channel,) = await dashboard.rows("by-channel")
    assert channel[:2] == ["wolt", "1"]


async def test_what_was_cancelled_and_which_products_are_slow_is_the_apis(
    screens: Screens, place: Place
) -> None:
    order = await place.order("A-1", line("BURGER"))
    for status in ("PREPARING", "READY"):
        await place.move(order, status)
    await place.move(await place.order("A-2"), "CANCELLED", reason="Too busy")
    dashboard = await screens.dashboard()

    ((reason, what, was, by, count, amount, wasted),) = await dashboard.rows("cancellations")
    assert (reason, what, was, count) == ("Too busy", "cancellation", "RECEIVED", "1")
    (told,) = (await _api(dashboard, "cancellations"))["items"]
    assert by == told["actorKind"]
    assert amount == f"€{told['amount'] / 100:.2f}"
    assert wasted == f"€{told['wastedAmount'] / 100:.2f}"
    assert [row[:3] for row in await dashboard.rows("products")] == [
        ["Hawaii Burger", "grill", "1"]
    ]
    ((channel, orders, late, *_),) = await dashboard.rows("punctuality")
    assert (channel, orders, late) == ("wolt", "1", "0 %")


async def test_charts_follow_the_feed_too(screens: Screens, place: Place) -> None:
    await place.move(await place.order("A-1"), "READY")
    dashboard = await screens.dashboard()
    received = dashboard.chart("throughput").locator(".sums strong").first
    await expect(received).to_have_text("1")
    await place.order("A-2")
    await expect(received).to_have_text("2")


async def test_today_stands_beside_the_same_day_last_week(screens: Screens, place: Place) -> None:
    now = datetime.now(UTC)
    for days, count in ((0, 1), (7, 2)):
        for number in range(count):
            at = (now - timedelta(days=days, seconds=5)).isoformat()
            await place.order(f"{days}-{number}", created=at)
    dashboard = await screens.dashboard()

    received = dashboard.chart("throughput").locator(".sums dd").first
    await expect(received).to_have_text("1 2 a week before")
    (row,) = [row for row in await dashboard.rows("throughput") if row[1] == "1"]
    assert row[-1] == "2"


async def test_what_is_shown_stands_in_the_address(screens: Screens, place: Place) -> None:
    await place.order("A-1", channel="wolt")
    await place.order("A-2", channel="foodora")
    dashboard = await screens.dashboard()
    page = dashboard.page
    await page.get_by_label("Channel", exact=True).fill("foodora")
    await page.get_by_role("combobox", name="Period").select_option("7 days")
    await page.get_by_role("button", name="Show").click()
    await expect(page).to_have_url(
        f"{screens.url}/dashboard?locationId={place.id}&channel=foodora&period=7days"
    )
    await dashboard.is_drawn()

    await expect(page.get_by_label("Channel", exact=True)).to_have_value("foodora")
    await expect(page.get_by_role("combobox", name="Period")).to_have_value("7days")
    await expect(dashboard.chart("throughput").locator(".sums strong").first).to_have_text("1")
    assert len(await dashboard.rows("throughput")) == 7
    link = dashboard.chart("throughput").get_by_role("link", name="API call of")
    asked = parse_qs(urlsplit(str(await link.get_attribute("href"))).query)
    assert asked["channel"] == ["foodora"]
    assert asked["interval"] == ["day"]
    await expect(dashboard.chart("by-channel")).to_have_count(0)


async def test_days_of_ones_own_may_be_looked_at(screens: Screens, place: Place) -> None:
    await place.say(dayStartsAt="04:00")
    await place.order("A-1")
    dashboard = await screens.dashboard()
    page = dashboard.page
    await expect(page.get_by_label("From", exact=True)).to_be_hidden()
    await page.get_by_role("combobox", name="Period").select_option("From … to …")
    await page.get_by_label("From", exact=True).fill("2026-03-27")
    await page.get_by_label("To", exact=True).fill("2026-03-30")
    await page.get_by_role("button", name="Show").click()
    await dashboard.is_drawn()

    await expect(page.locator("#period-told")).to_have_text(
        "27 Mar 2026, 04:00 to 31 Mar 2026, 04:00, UTC"
    )
    days = [row[0] for row in await dashboard.rows("throughput")]
    assert days == ["Fri 27 Mar", "Sat 28 Mar", "Sun 29 Mar", "Mon 30 Mar"]


async def test_days_are_the_locations_own_also_where_its_clock_changes(screens: Screens) -> None:
    page = await screens.page("/dashboard")
    place = {"timezone": "Europe/Helsinki", "dayStartsAt": "00:00"}
    found = {}
    for day in ("2026-03-29", "2026-10-25", "2026-11-28"):
        found[day] = await page.evaluate(
            """async ([place, day]) => {
              const { periodOf } = await import("/static/dashboard-time.js");
              const { from, to } = periodOf({ period: "days", from: day, to: day }, place, Date.now());
              return [new Date(from).toISOString(), (to - from) / 3600000];
            }""",
            [place, day],
        )
    assert found == {
        "2026-03-29": ["2026-03-28T22:00:00.000Z", 23],
        "2026-10-25": ["2026-10-24T21:00:00.000Z", 25],
        "2026-11-28": ["2026-11-27T22:00:00.000Z", 24],
    }


async def test_each_chart_gives_its_figures_as_csv(screens: Screens, place: Place) -> None:
    await place.move(await place.order("A-1"), "READY")
    dashboard = await screens.dashboard()
    for chart, head in (
        ("throughput", "start,received,ready,pickedUp,cancelled"),
        ("durations", "group,status,count,averageSeconds"),
    ):
        async with dashboard.page.expect_download() as saved:
            await dashboard.chart(chart).get_by_role("link", name="CSV of").click()
        file = await saved.value
        assert file.suggested_filename == f"{chart}.csv"
        text = (await file.path()).read_text()
        assert text.startswith(head)


async def test_weekdays_and_hours_are_those_of_the_business_day(
    screens: Screens, place: Place
) -> None:
    await place.say(dayStartsAt="04:00")
    await place.order("A-1")
    await place.order("A-2")
    dashboard = await screens.dashboard()

    now = datetime.now(UTC)
    business = now - timedelta(hours=4)
    ((hour, *cells),) = await dashboard.rows("heat")
    assert hour == f"{now:%H}:00"
    # Of the four same weekdays before, this is the only one with orders.
    assert [cell for cell in cells if cell not in ("0", "–")] == ["0.5"]
    assert cells[business.weekday()] == "0.5"


async def test_all_locations_are_there_where_none_is_named(screens: Screens, place: Place) -> None:
    await place.order("A-1")
    dashboard = await screens.dashboard(locationId="")
    await expect(dashboard.page.get_by_role("heading", level=1)).to_have_text("All locations")
    await dashboard.tells(place.id, open="1")
    await place.order("A-2")
    await dashboard.tells(place.id, open="2")
    names = [row[0] for row in await dashboard.rows("by-location")]
    assert names == sorted(names)


async def test_a_location_that_nobody_has_heard_of_is_told_of(
    screens: Screens, place: Place
) -> None:
    await place.order("A-1")
    page = await screens.page("/dashboard", locationId="nowhere")
    unheard = page.locator("#unheard")
    await expect(unheard).to_contain_text("Nobody has heard of the location “nowhere” yet.")
    await expect(unheard.get_by_role("link", name=place.id, exact=True)).to_have_attribute(
        "href", f"?locationId={place.id}"
    )
    await expect(page.locator("#charts > *")).to_have_count(0)
