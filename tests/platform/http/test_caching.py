import pytest

from huuva_backend.platform.http.caching import revalidated

BODY = b'{"name":"Pizza"}'
TAG = revalidated(BODY, None).headers["ETag"]


def test_an_answer_is_tagged_by_its_bytes() -> None:
    answer = revalidated(BODY, None)

    assert (answer.status_code, answer.body) == (200, BODY)
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["ETag"] == TAG
    assert len(TAG) == 34
    assert revalidated(BODY + b" ", None).headers["ETag"] != TAG


@pytest.mark.parametrize("seen", [TAG, f"W/{TAG}", f'"other", {TAG}', "*", " * ", f" {TAG} "])
def test_an_answer_that_the_client_has_is_not_sent_again(seen: str) -> None:
    answer = revalidated(BODY, seen)

    assert (answer.status_code, answer.body) == (304, b"")
    assert (answer.headers["ETag"], answer.headers["Cache-Control"]) == (TAG, "no-cache")
    assert "Content-Type" not in answer.headers


@pytest.mark.parametrize("seen", ['"other"', TAG.strip('"'), TAG.upper(), "", '""', '"', "**"])
def test_an_answer_that_the_client_does_not_have_is_sent(seen: str) -> None:
    assert revalidated(BODY, seen).status_code == 200
