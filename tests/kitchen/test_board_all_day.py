from huuva_backend.kitchen.board import AllDay, all_day
from huuva_backend.kitchen.lines import TicketModifier
from huuva_backend.orders.lifecycle import ItemStatus
from tests.kitchen.shares import extra, line, share

ORDERED, PREPARING, READY, _, CANCELLED = ItemStatus


def test_all_day_counts_what_is_still_to_be_made_most_first() -> None:
    shares = [
        share(line("SALAD", quantity=2), line("PIZZA", quantity=2, status=PREPARING)),
        share(line("PIZZA", quantity=3), line("PIZZA", quantity=50, status=READY), number=2),
        share(line("BREAD", quantity=2), line("PIZZA", quantity=9, status=CANCELLED), number=3),
    ]

    assert [(count.plu, count.quantity) for count in all_day(shares)] == [
        ("PIZZA", 5),
        ("BREAD", 2),
        ("SALAD", 2),
    ]


def test_all_day_counts_extras_for_each_of_their_line_within_the_product() -> None:
    shares = [
        share(line("PIZZA", quantity=2, modifiers=[extra("HAM", 3), extra("BASIL")])),
        share(line("PIZZA", modifiers=[extra("HAM"), extra("HAM"), extra("CHEESE", 2)])),
        share(line("SALAD", modifiers=[extra("HAM", 10)])),
    ]

    pizza, salad = all_day(shares)

    assert pizza.modifiers == [extra("HAM", 8), extra("BASIL", 2), extra("CHEESE", 2)]
    assert salad.modifiers == [extra("HAM", 10)]


def test_all_day_keeps_brands_apart_and_takes_the_first_of_several_names() -> None:
    names: list[str | None] = ["Vesuvio", "Margherita", "Pizza"]
    named = [
        line("1", name=name, modifiers=[TicketModifier("X", name if number else None, 1)])
        for number, name in enumerate(names)
    ]
    shares = [share(*named), share(line("1", name="Wok", quantity=2), brand_id="brand-2")]

    assert all_day(shares) == all_day(reversed(shares))
    assert all_day(shares) == [
        AllDay(
            brand_id="brand-1",
            plu="1",
            name="Margherita",
            quantity=3,
            modifiers=[TicketModifier("X", "Margherita", 3)],
        ),
        AllDay(brand_id="brand-2", plu="1", name="Wok", quantity=2, modifiers=[]),
    ]


def test_an_extra_that_nobody_names_has_no_name() -> None:
    (count,) = all_day(
        [share(line(modifiers=[TicketModifier("X", None, 1), TicketModifier("X", None, 2)]))]
    )

    assert count.modifiers == [TicketModifier("X", None, 3)]
