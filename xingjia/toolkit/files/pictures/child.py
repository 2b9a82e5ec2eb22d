"""The process that opens a stranger's photo: `python -m xingjia.toolkit.files.pictures.child`.

Reads the file on its standard input, limits itself, and writes one line of JSON, either
`{"refused", "params"}` or `{"width", "height", "cells", "taken_on", "view", "thumbnail"}`, the
last two as lengths; behind it the bytes of both JPEG files. Nothing but pixels gets through.
"""

import json
import sys
import warnings
from datetime import datetime
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from xingjia.toolkit.files.pictures.foreign import hides, kind_of
from xingjia.toolkit.files.pictures.refusal import Reason, Refused

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
MOST_PIXELS = 50_000_000  # from here on a file is a bomb, not a photo
LEAST_SIDE = 100
VIEW, THUMBNAIL = 1600, 320  # the longer side
QUALITY = 82
CELLS = (8, 8)
FORMATS = ("JPEG", "PNG", "WEBP")
EXIF, TAKEN = 0x8769, 0x9003


def limit() -> None:
    """Cap memory and processor time of this process, where the system can."""
    try:
        import resource  # noqa: PLC0415  absent on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def opened(raw: bytes) -> Image.Image:
    """The photo, its header checked, nothing decoded yet."""
    if not raw:
        raise Refused(Reason.EMPTY)
    try:
        photo = Image.open(BytesIO(raw), formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused(Reason.TOO_MANY_PIXELS, most=MOST_PIXELS // 10_000) from None
    except UnidentifiedImageError:
        raise Refused(kind_of(raw)) from None
    if photo.width * photo.height >= MOST_PIXELS:
        raise Refused(Reason.TOO_MANY_PIXELS, most=MOST_PIXELS // 10_000)
    if min(photo.size) < LEAST_SIDE:
        raise Refused(Reason.TOO_SMALL, least=LEAST_SIDE)
    if hides(raw):
        raise Refused(Reason.HIDDEN)
    return photo


def upright(photo: Image.Image) -> Image.Image:
    """The decoded picture the right way up, on white, with nothing but its pixels."""
    photo.draft("RGB", (VIEW, VIEW))  # a large JPEG need not be decoded whole
    photo.load()
    turned = ImageOps.exif_transpose(photo)
    if turned.mode in {"RGBA", "LA", "PA", "P"}:
        turned = turned.convert("RGBA")
    clean = Image.new("RGB", turned.size, "white")
    clean.paste(turned, mask=turned if turned.mode == "RGBA" else None)
    return clean


def encoded(picture: Image.Image, side: int) -> bytes:
    """A JPEG of the picture, its longer side at most `side`."""
    small = picture.copy()
    small.thumbnail((side, side))
    kept = BytesIO()
    small.save(kept, "JPEG", quality=QUALITY, optimize=True)
    return kept.getvalue()


def taken_on(photo: Image.Image) -> str | None:
    """The day the camera wrote, if it wrote one."""
    written = photo.getexif().get_ifd(EXIF).get(TAKEN)
    try:
        return datetime.strptime(str(written)[:10], "%Y:%m:%d").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return None


def answer(raw: bytes) -> tuple[dict[str, Any], bytes]:
    """What is said of the photo, and the bytes behind it."""
    photo = opened(raw)
    said: dict[str, Any] = {"width": photo.width, "height": photo.height}
    said["taken_on"] = taken_on(photo)
    picture = upright(photo)
    cells = picture.convert("L").resize(CELLS, Image.Resampling.BOX)
    view, thumbnail = encoded(picture, VIEW), encoded(picture, THUMBNAIL)
    said |= {"cells": list(cells.tobytes()), "view": len(view), "thumbnail": len(thumbnail)}
    return said, view + thumbnail


def main() -> None:
    """Read one photo under limits; whatever goes wrong becomes a `refused` line."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    warnings.filterwarnings("ignore", category=UserWarning)
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    behind = b""
    try:
        limit()
        said, behind = answer(sys.stdin.buffer.read())
    except Refused as refused:
        said = {"refused": refused.reason, "params": refused.params}
    except MemoryError:
        said = {"refused": Reason.TOO_HEAVY, "params": {}}
    except Exception:
        said = {"refused": Reason.DAMAGED, "params": {}}
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + behind)


if __name__ == "__main__":
    main()
