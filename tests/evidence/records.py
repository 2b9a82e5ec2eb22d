"""Records of evidence with photos, made without opening a file for each."""

from datetime import date
from hashlib import sha256
from itertools import count

from tests.factories import BECAUSE, DAY
from tests.photos import drawn, jpeg
from xingjia.evidence.models import Evidence, EvidencePhoto, SamePhoto
from xingjia.registry.models import Union
from xingjia.toolkit.files.models import Blob, Picture
from xingjia.toolkit.files.pictures.guard import Prepared
from xingjia.toolkit.files.rules import bands, signed

VIEW = jpeg(drawn(size=(40, 30)))
_numbers = count(1)
SAID = ("union", "kind", "attributes", "since", "said_by", "received_on")


def photo(grid: int, *, sha256: str = "", taken_on: date | None = None) -> Prepared:
    """A photo as the child process hands it on."""
    name = sha256 or f"{next(_numbers):064x}"
    return Prepared(name, VIEW, VIEW[:-2], 640, 480, taken_on, grid)


def make_evidence(union: Union, kind: str = "board_current", **more: object) -> Evidence:
    said = {"since": DAY, "received_on": DAY, "said_by": "system:test"} | more
    return Evidence.objects.everything(because=BECAUSE).create(union=union, kind=kind, **said)


def make_picture(grid: int = 0) -> Picture:
    blob, _ = Blob.objects.get_or_create(
        sha256=sha256(VIEW).hexdigest(), defaults={"size": len(VIEW)}
    )
    parts = {f"band_{n}": value for n, value in enumerate(bands(grid))}
    return Picture.objects.create(
        sha256=f"picture {next(_numbers)}",
        view=blob,
        thumbnail=blob,
        width=40,
        height=30,
        grid=signed(grid),
        **parts,
    )


def make_photo(evidence: Evidence, grid: int = 0) -> EvidencePhoto:
    said = {name: getattr(evidence, name) for name in SAID}
    return EvidencePhoto.objects.everything(because=BECAUSE).create(
        evidence=evidence, picture=make_picture(grid), **said
    )


def make_doubt(union: Union, another: Union, **more: object) -> SamePhoto:
    one, other = (make_photo(make_evidence(each, **more)) for each in (union, another))
    return SamePhoto.objects.everything(because=BECAUSE).create(one=one, other=other, found_on=DAY)
