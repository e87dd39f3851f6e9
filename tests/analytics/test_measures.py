from datetime import UTC, datetime

import pytest

from huuva_backend.analytics.measures import (
    DURATIONS,
    ENDING,
    THROUGHPUT,
    Flow,
    StatusDuration,
    Subject,
    every_bucket,
    every_status,
)


def test_statuses_whose_stays_have_a_length_are_all_that_end_other_than_by_accident() -> None:
    assert ENDING == {
        Subject.ORDER: ["RECEIVED", "PREPARING", "READY"],
        Subject.ITEM: ["ORDERED", "PREPARING", "READY"],
    }


@pytest.mark.parametrize("subject", Subject)
def test_each_group_has_each_status(subject: Subject) -> None:
    found = StatusDuration("b", "PREPARING", 1, 2.0, 2.0, 2.0, 2.0, 2.0)
    filled = every_status(subject, ["a", "b"], [found])

    assert [(duration.group, duration.status) for duration in filled] == [
        (group, status) for group in "ab" for status in ENDING[subject]
    ]
    assert [duration for duration in filled if duration.count] == [found]


def test_each_bucket_has_its_flow() -> None:
    first, second = (datetime(2026, 1, day, tzinfo=UTC) for day in (1, 2))
    assert every_bucket([first, second], [Flow(second, 1)]) == [Flow(first), Flow(second, 1)]


def test_definitions_name_what_they_leave_out() -> None:
    for definition in DURATIONS.values():
        assert "claim-not-counted (" in definition
        assert "still-open (" in definition
        assert "length-not-known (" in definition
    assert "reached-again (" in THROUGHPUT
