"""EXIF, of which only one thing matters: how the camera was held."""

import struct

UPRIGHT = 1
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
_ORIENTATION = 0x0112
_ENTRY_BYTES = 12


def orientation(exif: bytes) -> int:
    """From 1 to 8, as EXIF numbers them; upright where nothing else can be read."""
    order = _ORDERS.get(exif[:4], "<")
    try:
        (directory,) = struct.unpack_from(f"{order}I", exif, 4)
        (entries,) = struct.unpack_from(f"{order}H", exif, directory)
        for number in range(entries):
            entry = directory + 2 + number * _ENTRY_BYTES
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, entry)
            if tag == _ORIENTATION and 1 <= value <= 8:
                return int(value)
    except struct.error:
        pass
    return UPRIGHT
