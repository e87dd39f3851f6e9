"""When the orders of years come."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from huuva_backend.demo.arrivals import KITCHENS_TIME
from huuva_backend.demo.schedule import MICROSECOND, Schedule, Scheduled, Template
from huuva_backend.demo.years import WantedYears, YearsOfOrders

NOW = datetime(2026, 11, 28, 18, tzinfo=UTC)
ORDERS = 20_000


@pytest.fixture(scope="module")
def years() -> YearsOfOrders:
    return YearsOfOrders(WantedYears(1, ORDERS, 3, NOW, timedelta(days=30)))


@pytest.fixture(scope="module")
def templates(years: YearsOfOrders) -> dict[UUID, Template]:
    return {ticket.order.id: Template.of(ticket.order) for ticket in years.tickets}


@pytest.fixture(scope="module")
def placed(
    years: YearsOfOrders, templates: dict[UUID, Template]
) -> list[tuple[datetime, Template]]:
    """When, by the kitchens' clocks, and like what."""
    return [
        (
            (templates[each.template].placed + each.micros * MICROSECOND).astimezone(KITCHENS_TIME),
            templates[each.template],
        )
        for chunk in years.schedule.chunks(5000)
        for each in chunk
    ]


def test_about_as_many_as_were_asked_for_come_in_the_years_before_the_last_day(
    placed: list[tuple[datetime, Template]], years: YearsOfOrders
) -> None:
    assert ORDERS * 0.99 < len(placed) <= ORDERS
    assert min(at for at, _ in placed).date() == date(2023, 11, 28)
    assert NOW - timedelta(days=1, hours=8) < max(at for at, _ in placed) < NOW - timedelta(days=1)
    assert ORDERS / 1096 < years.schedule.a_day < ORDERS / 1096 * 2.5


def test_more_come_each_year_and_at_weekends(placed: list[tuple[datetime, Template]]) -> None:
    of_years = Counter((at.date() - date(2023, 11, 28)).days // 365 for at, _ in placed)
    weekdays = Counter(at.weekday() for at, _ in placed)

    assert of_years[0] * 1.3 < of_years[1]
    assert of_years[1] * 1.2 < of_years[2]
    assert min(weekdays[4], weekdays[5]) > 1.3 * max(weekdays[0], weekdays[1])


def test_they_come_at_lunch_and_dinner_and_later_at_weekends(
    placed: list[tuple[datetime, Template]],
) -> None:
    hours = Counter(at.hour for at, _ in placed)
    lunches = {
        weekend: sum(template.is_lunch for at, template in placed if (at.weekday() > 4) is weekend)
        / sum((at.weekday() > 4) is weekend for at, _ in placed)
        for weekend in (True, False)
    }

    assert hours[12] > 2 * hours[15] < hours[18]
    assert hours.keys().isdisjoint(range(3, 9))
    assert lunches[True] < 0.85 * lunches[False]


def test_two_kitchens_opened_on_the_way(placed: list[tuple[datetime, Template]]) -> None:
    first = {
        location: min(at.date() for at, template in placed if template.location_id == location)
        for location in ("kamppi", "kallio", "tapiola", "tampere")
    }

    assert first["kamppi"] == first["kallio"] == date(2023, 11, 28)
    assert date(2024, 7, 1) < first["tapiola"] < date(2024, 7, 10)
    assert date(2025, 4, 1) < first["tampere"] < date(2025, 4, 14)


def test_nights_in_which_clocks_change_are_none_the_longer(
    placed: list[tuple[datetime, Template]],
) -> None:
    for night in (date(2026, 3, 28), date(2026, 10, 24)):
        assert all(template.ends_on_its_day for at, template in placed if at.date() == night)


def test_the_same_seed_makes_the_same_and_another_others(years: YearsOfOrders) -> None:
    templates = [Template.of(ticket.order) for ticket in years.tickets]

    def chunk(seed: int) -> list[Scheduled]:
        return list(next(Schedule(seed, ORDERS, 3, templates, NOW).chunks(500)))

    assert chunk(1) == chunk(1)
    assert not {each.id for each in chunk(1)} & {each.id for each in chunk(2)}
