from urllib.parse import urlsplit

import pytest

from benchmarks.workload import FIRST_NUMBER, OPERATIONS, Operation, filled, location_id

NUMBER = FIRST_NUMBER + 7


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.name)
def test_requests_are_those_of_tills_and_displays(operation: Operation) -> None:
    for request in operation.requests:
        head = filled(request.template(), NUMBER).partition(b"\r\n\r\n")[0].decode()
        first, *lines = head.split("\r\n")
        target = first.split()[1]
        headers = dict(line.split(": ") for line in lines)

        assert headers["Connection"] == "keep-alive"
        if operation.name == "create":
            assert headers["X-Actor"] == "partner:till-1"
        else:
            assert headers["X-Actor"] == "display:grill-1"
            assert f"locationId={location_id(NUMBER)}" in urlsplit(target).query


def test_an_item_is_named_by_its_line() -> None:
    moves = next(each.requests for each in OPERATIONS if each.name == "patch-item")

    assert [(move.path.split("/")[5], move.path.split("line=")[1][0]) for move in moves] == [
        ("CAT1-0001", "1"),
        ("CAT2-0001", "2"),
    ] * 2
