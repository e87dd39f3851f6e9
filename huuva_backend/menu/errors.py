"""What can go wrong with the menu, as facts; which HTTP status each becomes is `platform.http.problems`' business."""

from collections.abc import Iterable

from huuva_backend.platform.errors import Conflict, Fault, Invalid, NotFound


class ProductNotFound(NotFound):
    code = "product-not-found"
    title = "The brand has no such product"


class ImageNotFound(NotFound):
    code = "image-not-found"
    title = "The product has no such picture"


class TooManyImages(Conflict):
    code = "too-many-images"
    title = "The product has as many pictures as it may have"


class UnknownPlu(Invalid):
    code = "unknown-plu"
    title = "Not all of these are on the brand's menu"

    def __init__(
        self,
        pointers: Iterable[str],
        message: str = "No product, modifier or option of the brand has this PLU",
    ) -> None:
        super().__init__([Fault(pointer, self.code, message) for pointer in pointers])


class SnoozeIsOver(Invalid):
    code = "until-in-past"
    title = "A snooze ends in the future"

    def __init__(self) -> None:
        super().__init__([Fault("/until", self.code, "Should lie in the future, or be left out")])


class OtherProduct(Invalid):
    """`whose` and `which` are whether brand and PLU are others than the address says."""

    code = "product-mismatch"
    title = "The product is another one"

    def __init__(self, *, whose: bool, which: bool) -> None:
        message = "Should be as the address names it, or be left out"
        wrong = {"/brandId": whose, "/plu": which}
        super().__init__([Fault(at, self.code, message) for at in wrong if wrong[at]])


class OtherBrand(Invalid):
    code = "brand-mismatch"
    title = "The menu is another brand's"

    def __init__(self) -> None:
        message = "Should be the brand that the address names, or be left out"
        super().__init__([Fault("/brandId", self.code, message)])
