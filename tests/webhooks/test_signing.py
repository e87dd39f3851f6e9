"""What we sign, the specification's own library verifies."""

import json
from datetime import timedelta
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from huuva_backend.platform.clock import utc_now
from huuva_backend.webhooks import signing

BODY = json.dumps({"type": "order.created", "note": "crème"}).encode()


def verify(secret: str, headers: dict[str, str], body: bytes = BODY) -> Any:
    return Webhook(secret).verify(body, headers)


def test_a_receiver_verifies_what_was_signed_with_its_secret() -> None:
    secret = signing.make_secret()

    signed = signing.headers("msg-1", utc_now(), BODY, [secret])

    assert verify(secret, signed) == json.loads(BODY)
    assert signed["webhook-id"] == "msg-1"


def test_while_secrets_rotate_both_verify() -> None:
    new, old = signing.make_secret(), signing.make_secret()

    signed = signing.headers("msg-1", utc_now(), BODY, [new, old])

    assert verify(new, signed) == verify(old, signed) == json.loads(BODY)
    assert len(signed["webhook-signature"].split(" ")) == 2


@pytest.mark.parametrize(
    "changed",
    [{"webhook-id": "msg-2"}, {"webhook-timestamp": "1"}, {"webhook-signature": "v1,AAAA"}],
)
def test_what_was_changed_on_the_way_does_not_verify(changed: dict[str, str]) -> None:
    secret = signing.make_secret()
    signed = signing.headers("msg-1", utc_now(), BODY, [secret])

    with pytest.raises(WebhookVerificationError):
        verify(secret, signed | changed)
    with pytest.raises(WebhookVerificationError):
        verify(secret, signed, BODY + b" ")
    with pytest.raises(WebhookVerificationError):
        verify(signing.make_secret(), signed)


def test_it_is_signed_for_the_moment_at_which_it_is_sent() -> None:
    secret = signing.make_secret()

    with pytest.raises(WebhookVerificationError):
        verify(secret, signing.headers("msg-1", utc_now() - timedelta(hours=1), BODY, [secret]))


def test_the_same_is_signed_alike() -> None:
    """The example of the specification."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    now = utc_now()

    first, second = (signing.headers("msg_p5j", now, BODY, [secret]) for _ in range(2))

    assert first == second
    assert first["webhook-signature"] == Webhook(secret).sign("msg_p5j", now, BODY.decode())
