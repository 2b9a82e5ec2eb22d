"""From the contents of sheets to PDF, or to pictures of it: one union, or a township in one file.

Sizes are of paper, in mm. No national size of a sign was found (domain.md §2.3, X), so several
are offered; its text is the registered name and nothing else.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from xingjia.publicity.sheets.contents import Badge, Board, Card, Flow, Plate
from xingjia.toolkit.papers.codes import modules
from xingjia.toolkit.papers.sheets import pdf, pictures

TEMPLATES = Path(__file__).with_name("typst")
BOARDS = {"A1": (841, 594), "A3": (420, 297), "A4": (297, 210)}  # landscape
FLOWS = {"A3": (420, 297), "A4": (297, 210)}
# Upright signs and plates: template shape, width, height.
PLATES = {
    "sign_large": ("upright", 400, 2000),
    "sign_medium": ("upright", 300, 1500),
    "sign_small": ("across", 600, 400),
    "door": ("across", 300, 120),
    "desk": ("folded", 200, 180),
}
CARD, BADGE = (90, 54), (90, 54)
COLUMNS, ROWS = 2, 5  # of cards on A4
LIGHT = bytes([255, 0]) + bytes(254)  # of a module's byte to its grey: 1 is dark
SIGNATURES = {b"\xff\xd8": ".jpg", b"\x89P": ".png"}


@dataclass(frozen=True)
class Sheet:
    """A sheet ready to be drawn: its template, what is on it, and its photos by name."""

    template: str
    data: dict[str, Any]
    photos: dict[str, bytes]

    def pdf(self) -> bytes:
        """The sheet as PDF."""
        return pdf(TEMPLATES / self.template, self.data, self.photos)

    def pictures(self, *, dots: float = 72) -> list[bytes]:
        """Its pages as PNG, `dots` to the inch."""
        return pictures(TEMPLATES / self.template, self.data, self.photos, dots=dots)


def boards(of: Sequence[Board], size: str = "A3") -> Sheet:
    """Notice boards, a page each; sizes: those of `BOARDS`."""
    width, height = BOARDS[size]
    return _sheet("board.typ", {"width": width, "height": height}, "boards", of)


def cards(of: Sequence[Card]) -> Sheet:
    """Contact cards, ten to a leaf; each leaf is a page of fronts and a page of backs."""
    return _sheet("cards.typ", _imposed(CARD), "cards", of)


def badges(of: Sequence[Badge]) -> Sheet:
    """Badges, ten to a page."""
    return _sheet("badges.typ", _imposed(BADGE), "badges", of)


def plates(of: Sequence[Plate], kind: str) -> Sheet:
    """Signs, door plates or desk plates, a page each; kinds: those of `PLATES`."""
    shape, width, height = PLATES[kind]
    return _sheet("plates.typ", {"shape": shape, "width": width, "height": height}, "plates", of)


def flows(of: Sequence[Flow], size: str = "A3") -> Sheet:
    """Flow charts, a page each; sizes: those of `FLOWS`."""
    width, height = FLOWS[size]
    return _sheet("flow.typ", {"width": width, "height": height}, "flows", of)


def _imposed(size: tuple[int, int]) -> dict[str, Any]:
    width, height = size
    return {"card_width": width, "card_height": height, "columns": COLUMNS, "rows": ROWS}


def _sheet(template: str, page: dict[str, Any], name: str, of: Sequence[Any]) -> Sheet:
    photos: dict[str, bytes] = {}
    return Sheet(template, page | {name: [_plain(asdict(one), photos) for one in of]}, photos)


def _code(address: str, photos: dict[str, bytes]) -> dict[str, Any]:
    """The code as a file of one byte a module: nothing is left to work out when it is drawn."""
    rows = modules(address)
    content = b"".join(rows).translate(LIGHT)
    name = f"{sha256(content).hexdigest()[:24]}.code"
    photos[name] = content
    return {"file": name, "side": len(rows)}


def _plain(said: Any, photos: dict[str, bytes]) -> Any:
    """Values as JSON can say them: pictures become the name of their file, addresses codes."""
    if isinstance(said, bytes):
        name = sha256(said).hexdigest()[:24] + SIGNATURES.get(said[:2], ".svg")
        photos[name] = said
        return name
    if isinstance(said, dict):
        plain = {key: _plain(value, photos) for key, value in said.items()}
        if "address" in said:
            plain["code"] = _code(said["address"], photos)
        return plain
    if isinstance(said, list | tuple):
        return [_plain(one, photos) for one in said]
    return said
