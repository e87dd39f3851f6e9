"""From a product as it is put to the product as its brand describes it."""

from dataclasses import fields
from typing import Any, TypeVar, cast

from huuva_backend.menu.group_schemas import OptionCreate
from huuva_backend.menu.product import Group, MenuModifier, Option, PriceWith, Product
from huuva_backend.menu.schemas import ProductCreate

T = TypeVar("T")


def described(plu: str, given: ProductCreate) -> Product:
    modifiers = [_of(MenuModifier, modifier) for modifier in given.modifiers]
    groups = [
        _of(Group, group, options=[_option(option) for option in group.options])
        for group in given.groups
    ]
    return _of(Product, given, plu=plu, modifiers=modifiers, groups=groups)


def _option(given: OptionCreate) -> Option:
    beside = [_of(PriceWith, price) for price in given.prices_with]
    return _of(Option, given, prices_with=beside)


def _of(kind: type[T], given: object, **more: Any) -> T:
    """A dataclass with the values that `given` has for its fields, and more."""
    same = {
        field.name: getattr(given, field.name)
        for field in fields(cast(Any, kind))
        if field.name not in more
    }
    return kind(**same, **more)
