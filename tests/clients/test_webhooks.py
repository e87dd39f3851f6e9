"""What we sign, either client takes, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from huuva_backend.webhooks.message import body_of_test
from huuva_backend.webhooks.signing import headers, make_secret
from tests.clients.programs import Program

pytestmark = pytest.mark.timeout(180)  # npm may have to fetch what builds a client

BODY: Final = body_of_test(UUID("01a200f3-8f25-70dd-9187-be12b1d3dddc"), datetime.now(UTC))
OURS, NEXT, THEIRS = make_secret(), make_secret(), make_secret()
NOBODY: Final = "http://127.0.0.1:1"


def signed(*secrets: str, minutes: int = 0) -> dict[str, str]:
    at = datetime.now(UTC) + timedelta(minutes=minutes)
    return headers("msg-1", at, BODY.encode(), secrets)


async def told(program: Program, *cases: tuple[Any, dict[str, str], str]) -> list[Any]:
    return await program.act("verified", NOBODY, *cases)


async def test_what_one_of_the_secrets_signed_is_taken(program: Program) -> None:
    cases = [
        (secrets, signed(*signers), BODY)
        for secrets in (OURS, [OURS], [OURS, NEXT], [NEXT, OURS])
        for signers in ([OURS], [OURS, THEIRS], [THEIRS, OURS])
    ]
    assert await told(program, *cases) == ["webhook.test"] * len(cases)


async def test_what_none_of_them_signed_is_refused(program: Program) -> None:
    cases = [
        (OURS, signed(THEIRS), BODY),
        (OURS, signed(OURS) | {"webhook-id": "msg-2"}, BODY),
        (OURS, signed(OURS), BODY + " "),
        ([], signed(OURS), BODY),
    ]
    assert await told(program, *cases) == [None] * len(cases)


async def test_what_was_signed_at_another_time_is_refused(program: Program) -> None:
    cases = [(OURS, signed(OURS, minutes=minutes), BODY) for minutes in (-6, -4, 4, 6)]
    assert await told(program, *cases) == [None, "webhook.test", "webhook.test", None]


async def test_what_is_no_signature_is_refused(program: Program) -> None:
    wrong = [
        {"webhook-signature": "v1,%%%"},
        {"webhook-signature": "v1,ü"},
        {"webhook-signature": "v2,c2lnbmVk"},
        {"webhook-signature": "v1"},
        {"webhook-timestamp": "now"},
        {"webhook-timestamp": ""},
        {"webhook-id": ""},
    ]
    cases = [(OURS, signed(OURS) | changed, BODY) for changed in wrong]
    assert await told(program, *cases, (OURS, {}, BODY)) == [None] * (len(cases) + 1)
