"""The moves as the handbook draws them, written down a second time and on purpose."""

Kinds = dict[tuple[str, str], str]


def _read(drawing: str) -> Kinds:
    header, *rows = [line.split() for line in drawing.strip().splitlines()]
    return {
        (current, target): "same" if kind == "=" else kind
        for current, *kinds in rows
        for target, kind in zip(header, kinds, strict=True)
    }


ORDER_KINDS = _read("""
              RECEIVED   PREPARING   READY     PICKED_UP   CANCELLED
    RECEIVED  =          forward     forward   refused     forward
    PREPARING recall     =           forward   refused     forward
    READY     recall     recall      =         forward     forward
    PICKED_UP refused    refused     recall    =           refused
    CANCELLED refused    refused     refused   refused     =
""")
ITEM_KINDS = _read("""
              ORDERED    PREPARING   READY     PICKED_UP   CANCELLED
    ORDERED   =          forward     forward   refused     forward
    PREPARING recall     =           forward   refused     forward
    READY     recall     recall      =         refused     forward
    PICKED_UP refused    refused     refused   =           refused
    CANCELLED refused    refused     refused   refused     =
""")
