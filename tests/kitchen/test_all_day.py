from decimal import Decimal

from huuva_backend.kitchen.all_day import all_day
from huuva_backend.kitchen.board import AllDay, AllDayModifier
from huuva_backend.kitchen.lines import TicketModifier
from huuva_backend.menu.modifier import ModifierAction, Portion
from huuva_backend.orders.lifecycle import ItemStatus
from huuva_backend.platform.quantity import Quantity, Unit
from tests.kitchen.shares import extra, line, share

ADD, EXTRA, LIGHT, NO, SIDE, SUBSTITUTE = ModifierAction
WHOLE, LEFT, RIGHT = Portion

ORDERED, PREPARING, READY, _, CANCELLED = ItemStatus


def counted(
    plu: str | None,
    quantity: Quantity,
    name: str | None = "",
    action: ModifierAction = ADD,
    portion: Portion = WHOLE,
) -> AllDayModifier:
    """By its PLU called like it."""
    called = name if name != "" else plu and plu.title()
    return AllDayModifier(plu=plu, name=called, action=action, portion=portion, quantity=quantity)


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

    assert pizza.modifiers == [counted("HAM", 8), counted("BASIL", 2), counted("CHEESE", 2)]
    assert salad.modifiers == [counted("HAM", 10)]


def test_all_day_keeps_brands_names_and_units_apart() -> None:
    shares = [
        share(line("1", name="Vesuvio"), line("1", name="Margherita", quantity=3)),
        share(line("1", name="Vesuvio", quantity=Decimal("0.35"), unit=Unit.KG)),
        share(line("1", name="Vesuvio", quantity=2), brand_id="brand-2"),
    ]

    assert all_day(shares) == all_day(reversed(shares))
    assert [
        (count.brand_id, count.name, count.quantity, count.unit) for count in all_day(shares)
    ] == [
        ("brand-1", "Margherita", 3, Unit.PIECE),
        ("brand-2", "Vesuvio", 2, Unit.PIECE),
        ("brand-1", "Vesuvio", 1, Unit.PIECE),
        ("brand-1", "Vesuvio", Decimal("0.35"), Unit.KG),
    ]


def test_all_day_adds_parts_up_exactly_and_extras_with_them() -> None:
    salmon = line(quantity=Decimal("0.1"), unit=Unit.KG, modifiers=[extra("DILL", 2)])
    more = line(quantity=Decimal("0.2"), unit=Unit.KG, modifiers=[extra("DILL")])

    assert all_day([share(salmon, more)]) == [
        AllDay(
            brand_id="brand-1",
            plu="PIZZA",
            name="Pizza",
            unit=Unit.KG,
            quantity=Decimal("0.3"),
            modifiers=[counted("DILL", Decimal("0.4"))],
        )
    ]
    assert all_day([share(*[line(quantity=Decimal("0.5"), unit=Unit.KG)] * 4)])[0].quantity == 2


def test_what_is_left_out_is_never_counted_with_what_is_added_nor_one_half_with_the_other() -> None:
    nuts = [
        TicketModifier("NUT", "Peanuts", 1, EXTRA),
        TicketModifier("NUT", "Peanuts", 1, NO),
        TicketModifier("NUT", "NO peanuts", 1),
        TicketModifier(None, "Peanuts", 1, NO),
        TicketModifier("NUT", "Peanuts", 1, EXTRA, LEFT),
        TicketModifier("NUT", "Peanuts", 2, EXTRA, RIGHT),
        TicketModifier("NUT", "Peanuts", 1, EXTRA, note="roasted"),
    ]

    (count,) = all_day([share(*(line(modifiers=[each]) for each in nuts))])

    assert (count.quantity, count.modifiers) == (
        7,
        [
            counted("NUT", 2, "Peanuts", EXTRA, RIGHT),
            counted("NUT", 2, "Peanuts", EXTRA),
            counted("NUT", 1, "NO peanuts"),
            counted(None, 1, "Peanuts", NO),
            counted("NUT", 1, "Peanuts", EXTRA, LEFT),
            counted("NUT", 1, "Peanuts", NO),
        ],
    )


def test_modifiers_of_modifiers_are_counted_for_each_of_what_they_go_with() -> None:
    dip = TicketModifier("DIP", "Dip", 2, modifiers=[extra("CHILI", 3)])
    wings = TicketModifier("WINGS", "Wings", 5, modifiers=[dip, extra("CHILI")])

    (count,) = all_day([share(line(quantity=2, modifiers=[wings]))])

    assert count.modifiers == [
        counted("CHILI", 2 * 5 * 2 * 3 + 2 * 5),
        counted("DIP", 2 * 5 * 2),
        counted("WINGS", 2 * 5),
    ]
