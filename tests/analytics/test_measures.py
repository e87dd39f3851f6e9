import re
from datetime import UTC, datetime

import pytest

from huuva_backend.analytics.measures import (
    ENDING,
    Basis,
    EndedBy,
    Flow,
    StatusDuration,
    Stays,
    Subject,
    duration_definition,
    every_bucket,
    every_status,
    exclusions,
    throughput_definition,
)
from huuva_backend.analytics.periods import WallClock


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


@pytest.mark.parametrize("subject", Subject)
@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("ended_by", [None, *EndedBy])
def test_definitions_say_what_counts_and_name_what_they_leave_out(
    subject: Subject, basis: Basis, ended_by: EndedBy | None
) -> None:
    stays = Stays(subject, (), basis, ended_by)
    counted, _, left_out = duration_definition(stays).partition(" Left out: ")

    assert counted.startswith(f"Seconds that {subject}s stayed in a status")
    assert re.findall(r"([a-z-]+) \(", left_out) == exclusions(stays)


def test_what_ended_otherwise_is_left_out_only_where_an_end_is_asked_for() -> None:
    always = ["claim-not-counted", "length-not-known", "begun-before-recorded"]
    asked = exclusions(Stays(Subject.ORDER, (), Basis.SPENT, EndedBy.CANCEL))

    assert exclusions(Stays(Subject.ORDER, (), Basis.SPENT, None)) == always
    assert set(asked).difference(always) == {
        *("still-open", "ended-by-forward", "ended-by-recall", "closed-by-day")
    }


def test_throughput_says_what_it_leaves_out() -> None:
    definition = throughput_definition(WallClock("Europe/Helsinki", "04:00"))

    assert "follow the clock in Europe/Helsinki, days begin at 04:00;" in definition
    assert "reached-again (" in definition
    assert "claim-not-counted (" in definition
