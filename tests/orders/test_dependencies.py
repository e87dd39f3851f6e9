"""Who history says did it: as the request says, else the caller, else as the route says."""

import pytest

from huuva_backend.orders.dependencies import DISPLAY, InvalidActor, actor
from huuva_backend.orders.history import Actor
from huuva_backend.partners.caller import TRUSTED, Caller, system

GRILL = Caller("display", "grill-1", frozenset(), brands=None, locations=None)


@pytest.mark.parametrize(
    ("caller", "header", "expected"),
    [
        (TRUSTED, None, "display"),
        (TRUSTED, "partner:acme", "partner:acme"),
        (TRUSTED, "user", "user"),
        (GRILL, None, "display:grill-1"),
        (GRILL, "display:grill-2", "display:grill-2"),
        (system("release"), None, "system:release"),
    ],
)
def test_the_actor_is_whom_the_request_names_else_the_caller(
    caller: Caller, header: str | None, expected: str
) -> None:
    assert str(actor(caller, header, DISPLAY)) == expected


def test_an_order_that_a_trusted_caller_places_for_nobody_is_its_partners() -> None:
    assert actor(TRUSTED, None, Actor("partner", "direct")) == Actor("partner", "direct")


@pytest.mark.parametrize("caller", [TRUSTED, GRILL])
@pytest.mark.parametrize("header", ["system:release", "trusted", "", ":7"])
def test_nobody_may_name_an_actor_of_another_kind(caller: Caller, header: str) -> None:
    with pytest.raises(InvalidActor):
        actor(caller, header, DISPLAY)
