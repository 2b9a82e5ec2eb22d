"""Sheets drawn by Typst: a template and data in, PDF or pictures out.

SECURITY: what users wrote is data and reaches the template as JSON; it is never part of the
markup, so a name full of # and * is printed as it stands. The template reads "data.json" and
photos by the names it is given, and sees no other file.
"""

import json
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Any

import typst

from xingjia.toolkit.papers.fonts import folders

DATA, SCREEN = "data.json", 96  # dots an inch of a preview
Photos = Mapping[str, bytes]
# The compiler refuses a second thread: a sheet printed while its picture is still being drawn.
_ONE_AT_A_TIME = Lock()


def pdf(template: Path, data: Any, photos: Photos | None = None) -> bytes:
    """The sheet as PDF, its fonts embedded.

    `data` is anything JSON can say; `photos` are JPEG or PNG by the name `data` calls them.
    Templates of the same folder can be imported.
    """
    drawn = _drawn(template, data, photos or {}, "pdf", None)
    return drawn if isinstance(drawn, bytes) else drawn[0]


def pictures(
    template: Path, data: Any, photos: Photos | None = None, *, dots: float = SCREEN
) -> list[bytes]:
    """The pages of the sheet as PNG, `dots` to the inch: what will be printed, before it is."""
    drawn = _drawn(template, data, photos or {}, "png", dots)
    return [drawn] if isinstance(drawn, bytes) else drawn


def _drawn(
    template: Path, data: Any, photos: Photos, form: str, dots: float | None
) -> bytes | list[bytes]:
    with TemporaryDirectory(prefix="sheet-") as name:
        room = Path(name)
        for part in template.parent.glob("*.typ"):
            shutil.copy(part, room / part.name)
        (room / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for photo, content in photos.items():
            (room / Path(photo).name).write_bytes(content)
        with _ONE_AT_A_TIME:
            drawn: bytes | list[bytes] = _compiler().compile(
                str(room / template.name), format=form, ppi=dots, root=str(room)
            )
    return drawn


@cache
def _compiler() -> Any:
    """One for the process: it has read the fonts."""
    return typst.Compiler(
        font_paths=[str(folder) for folder in folders()], ignore_system_fonts=True
    )
