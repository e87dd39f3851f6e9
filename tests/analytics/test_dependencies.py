import pytest
from fastapi import Request, Response

from huuva_backend.analytics.dependencies import as_csv


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("", False),
        ("*/*", False),
        ("application/json", False),
        ("text/*", False),
        ("text/csv", True),
        ("TEXT/CSV; charset=utf-8", True),
        ("text/csv, */*;q=0.1", True),
        ("text/csv;q=0.5, application/json;q=0.9", False),
        ("text/csv;q=0.9, application/json; q=0.5", True),
        ("text/csv;q=0", False),
        (",;q=,text/csv;q=nan", True),
    ],
)
async def test_csv_is_given_to_who_names_it_and_likes_json_no_better(
    accept: str, expected: bool
) -> None:
    request = Request({"type": "http", "headers": [(b"accept", accept.encode())]})
    response = Response()

    assert await as_csv(request, response) is expected
    assert response.headers["Vary"] == "Accept"
