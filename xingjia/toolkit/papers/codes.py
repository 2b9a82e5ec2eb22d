"""QR codes as a square of dark and light: for sheets, and for pages as one path."""

from functools import lru_cache

import numpy as np
import zxingcpp

QUIET = 4  # modules of white that a reader needs around a code (ISO/IEC 18004)


@lru_cache(maxsize=4096)  # a board and its cards carry the same address
def modules(address: str) -> tuple[bytes, ...]:
    """The rows of the code of an address, error correction M; 1 is dark, 0 is light."""
    made = zxingcpp.create_barcode(address, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = np.asarray(made.to_image(add_quiet_zones=False))
    return tuple(row.tobytes() for row in (picture == 0).astype(np.uint8))


def drawn(address: str) -> dict[str, str | int]:
    """The code for a page, as one SVG path, a unit a module: sharp on paper at any size."""
    rows = modules(address)
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return {"qr_path": path, "qr_size": len(rows) + 2 * QUIET}
