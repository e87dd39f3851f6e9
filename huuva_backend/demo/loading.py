"""Loads menus: documents as `PUT /api/menu/brands/{brandId}` takes them, ours with pictures of the pizzas."""

import asyncio
from collections.abc import Sequence
from contextlib import aclosing
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import from_json
from rich.progress import Progress

from huuva_backend.demo.menu import FILES
from huuva_backend.demo.pictures import pizza
from huuva_backend.demo.progress import bar, console
from huuva_backend.media.service import MediaService
from huuva_backend.media.storage import Directory
from huuva_backend.menu.schemas import MenuCreate, MenuProductCreate
from huuva_backend.menu.service import ImageService, WholeMenuService
from huuva_backend.partners.caller import system
from huuva_backend.platform.db.database import Database

PIZZERIA = "napoli-ovens"
PIZZAS = FILES[PIZZERIA]
PICTURE = "front"
CALLER = system("menu load")


class NoMenu(Exception):
    """A file that holds no menu of a brand; a line for each fault."""


def run(url: str, media: Path, paths: Sequence[Path]) -> None:
    """Make each file's products all that its brand has, and say what that changed. Raises `NoMenu`."""
    menus = [_read(path) for path in paths]
    with bar() as progress:
        for line in asyncio.run(_load(url, media, menus, progress)):
            console.print(f"[green]✓[/green] {line}", soft_wrap=True)


def _read(path: Path) -> tuple[str, MenuCreate]:
    """The brand and its menu."""
    try:
        menu = MenuCreate.model_validate(from_json(path.read_bytes()))
    except ValidationError as error:
        faults = [f"{'/'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()]
        raise NoMenu("\n".join(f"{path}: {fault}" for fault in faults)) from None
    except (OSError, ValueError) as error:
        raise NoMenu(f"{path}: {error}") from None
    if menu.brand_id is None:
        raise NoMenu(f"{path}: brandId: Field required")
    return menu.brand_id, menu


async def _load(
    url: str, media: Path, menus: Sequence[tuple[str, MenuCreate]], progress: Progress
) -> list[str]:
    lines = []
    database = await Database.open(url, size=1, name="huuva_backend menu", statement_seconds=30)
    async with aclosing(database):
        whole = WholeMenuService()
        images = ImageService(MediaService(Directory(media)))
        for brand_id, menu in menus:
            drawn = _drawn(brand_id, menu)
            task = progress.add_task(brand_id, total=1 + len(drawn))
            done = await whole.replace(CALLER, database, brand_id, menu, dry_run=False)
            progress.advance(task)
            for product in drawn:
                picture = await asyncio.to_thread(pizza, product.name, product.ingredients)
                await images.put(
                    CALLER, database, brand_id, product.plu, PICTURE, picture, "image/webp"
                )
                progress.advance(task)
            lines.append(
                f"{brand_id}: {done.created} products added, {done.replaced} changed, "
                f"{done.deleted} removed, {done.unchanged} as they were, {len(drawn)} pictures"
            )
    return lines


def _drawn(brand_id: str, menu: MenuCreate) -> list[MenuProductCreate]:
    """Those of which we can draw a picture."""
    if brand_id != PIZZERIA:
        return []
    return [product for product in menu.products if product.station == "oven"]
