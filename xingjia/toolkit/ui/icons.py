"""Icons as SVG in the page: sharp on paper, nothing to download. See @tabler/icons, outline."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString

FOLDER = Path("node_modules", "@tabler", "icons", "icons", "outline")
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*/>", re.DOTALL)
FRAME = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'
OPENING = (
    '<svg class="ti" aria-hidden="true" focusable="false" width="18" height="18"'
    ' viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
    ' stroke-linecap="round" stroke-linejoin="round">'
)


class UnknownIcon(LookupError):
    """No outline icon has this name, or `npm ci` has not been run."""


@cache
def icon_markup(name: str) -> SafeString:
    """The `<svg>` of one outline icon, read once and kept.

    Raises `UnknownIcon`: a slip in a template must fail in a test, not show a hole.
    """
    file = settings.ROOT / FOLDER / f"{name}.svg"
    if not NAME.fullmatch(name) or not file.is_file():
        raise UnknownIcon(name)
    shapes = SHAPE.findall(file.read_text(encoding="utf-8"))
    drawn = "".join(shape for shape in shapes if shape != FRAME)
    return SafeString(f"{OPENING}{drawn}</svg>")  # our own file, never what somebody typed
