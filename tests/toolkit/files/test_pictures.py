import io
import tarfile
import zlib
from datetime import date
from pathlib import Path
from random import Random

import pytest
from PIL import Image, ImageEnhance

from tests.photos import CANARY, archive, drawn, exif_of, jpeg, saved
from xingjia.toolkit.files.commands import keep_picture
from xingjia.toolkit.files.models import Blob, Picture
from xingjia.toolkit.files.pictures import child
from xingjia.toolkit.files.pictures.foreign import hides
from xingjia.toolkit.files.pictures.guard import MOST_BYTES, Prepared, prepare
from xingjia.toolkit.files.pictures.refusal import Reason, Refused
from xingjia.toolkit.files.pictures.sentences import REFUSALS, sentence_of
from xingjia.toolkit.files.queries import look_alikes, open_blob
from xingjia.toolkit.files.rules import apart, grid_of

pytestmark = pytest.mark.django_db
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>x()</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 400


def png_of(width: int, height: int) -> bytes:
    """A PNG that says it has so many pixels and is a few kilobytes long."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + crc

    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    rows = zlib.compress(b"\0" * (1 << 20))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size + b"\x08\x02\0\0\0")
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


def program() -> bytes:
    """The head of a program of Windows: it says at 0x3C where the rest of it begins."""
    return b"MZ" + b"\0" * 58 + (64).to_bytes(4, "little") + b"PE\0\0" + b"\x64\x86" * 40


def packed(mode: str) -> bytes:
    kept = io.BytesIO()
    with tarfile.open(fileobj=kept, mode=mode) as into:
        into.addfile(tarfile.TarInfo("a.txt"))
    return kept.getvalue()


# What may hang behind a photo that opens as one, or stand in its comment.
HUNG = {
    "zip": archive(),
    "rar": b"Rar!\x1a\x07\x01\x00" + bytes(40),
    "7z": b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(40),
    "cabinet": b"MSCF\0\0\0\0" + bytes(40),
    "tar": packed("w"),
    "gzip": packed("w:gz"),
    "bzip2": packed("w:bz2"),
    "xz": packed("w:xz"),
    "pdf": PDF,
    "page": HTML,
    "drawing": SVG,
    "php": b"<?php system($_GET['c']); ?>",
    "old document": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40),
    "shell script": b"#!/bin/sh\nrm -rf /\n",
    "windows program": program(),
    "linux program": b"\x7fELF\x02\x01\x01" + bytes(40),
    "web program": b"\0asm\x01\0\0\0" + bytes(40),
}
REFUSED = {
    "nothing": (b"", Reason.EMPTY),
    "words": (b"not a photo" * 50, Reason.NOT_A_PHOTO),
    "gif": (saved(drawn(), "GIF"), Reason.NOT_A_PHOTO),
    "svg": (SVG, Reason.SVG),
    "html": (HTML, Reason.HTML),
    "pdf": (PDF, Reason.PDF),
    "heic": (HEIC, Reason.HEIC),
    "zip": (archive(), Reason.NOT_A_PHOTO),
    "icon": (jpeg(drawn(size=(64, 64))), Reason.TOO_SMALL),
    "50 megapixels": (png_of(10_000, 5_000), Reason.TOO_MANY_PIXELS),
    "90 megapixels": (png_of(10_000, 9_000), Reason.TOO_MANY_PIXELS),
    "4 billion pixels": (png_of(65_000, 65_000), Reason.TOO_MANY_PIXELS),
    "half a photo": (jpeg()[:4000], Reason.DAMAGED),
    "photo and archive": (jpeg() + archive(), Reason.HIDDEN),
    "page in the comment": (jpeg(comment=HTML), Reason.HIDDEN),
    **{f"jpeg and {name}": (jpeg() + raw, Reason.HIDDEN) for name, raw in HUNG.items()},
    **{f"png and {n}": (saved(drawn(), "PNG") + raw, Reason.HIDDEN) for n, raw in HUNG.items()},
    **{
        f"comment of {name}": (jpeg(comment=b" " + raw), Reason.HIDDEN)
        for name, raw in HUNG.items()
        if name not in {"gzip", "tar"} and len(raw) < 60_000
    },
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_plain_photo_is_refused_for_its_own_reason(name):
    raw, reason = REFUSED[name]

    try:
        child.answer(raw)
    except Refused as refused:
        found = refused.reason
    except Exception:
        found = Reason.DAMAGED  # what `main` makes of any fault of a decoder

    assert found == reason


@pytest.mark.parametrize(
    "name", ["words", "50 megapixels", "jpeg and rar", "png and windows program", "half a photo"]
)
def test_through_the_child_it_is_refused_and_nothing_is_stored(name, media: Path):
    raw, reason = REFUSED[name]

    with pytest.raises(Refused) as refused:
        prepare(io.BytesIO(raw))

    assert refused.value.reason is reason
    assert not media.exists()
    assert not Blob.objects.exists()
    assert not Picture.objects.exists()


def test_a_file_beyond_the_limit_is_not_even_opened():
    with pytest.raises(Refused) as refused:
        prepare(io.BytesIO(b"\xff" * (MOST_BYTES + 1)))

    assert sentence_of(refused.value) == "照片超过 20 MB，没有收。请在手机里选小一点的尺寸再传"


def test_a_bomb_is_told_in_words():
    with pytest.raises(Refused) as refused:
        child.answer(png_of(10_000, 5_000))

    assert sentence_of(refused.value) == (
        "照片超过 5000 万像素，没有收。请把相机调到普通尺寸重拍一张"
    )


def test_every_reason_has_its_sentence():
    assert set(REFUSALS) == set(Reason)
    assert len(set(map(str, REFUSALS.values()))) == len(Reason)


def test_nothing_but_pixels_is_kept():
    raw = jpeg(exif=exif_of(), comment=CANARY.encode(), icc_profile=b"i" * 400)
    assert CANARY.encode() in raw  # negative control

    picture = keep_picture(prepare(io.BytesIO(raw)), name="张三_公示栏.jpg")

    for blob in (picture.view, picture.thumbnail):
        with open_blob(blob) as file:
            kept = file.read()
        again = Image.open(io.BytesIO(kept))
        assert again.format == "JPEG"
        assert dict(again.getexif()) == {}
        assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert CANARY.encode() not in kept
    assert picture.taken_on == date(2014, 4, 8)
    assert (picture.width, picture.height) == (640, 480)


FILM = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 40


@pytest.mark.parametrize("photo", [jpeg(), jpeg(exif=exif_of()), saved(drawn(), "PNG")])
def test_a_film_behind_the_photo_falls_away(photo):
    """Telephones write it unasked (动态照片); of it nothing is kept, as of all but pixels."""
    said, behind = child.answer(photo + FILM)

    assert said["width"] == 640
    assert b"ftyp" not in behind
    assert behind == child.answer(photo)[1]


def test_noise_and_many_photos_are_taken_for_nothing_else():
    lot = Random(7)  # noqa: S311  noise, not a secret
    for _ in range(12):
        noise = Image.frombytes("RGB", (400, 300), lot.randbytes(400 * 300 * 3))
        for raw in (jpeg(noise, quality=100), saved(noise, "PNG"), saved(noise, "WEBP")):
            assert not hides(raw)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_camera_was_held_the_photo_stands_upright_and_is_known_again(orientation):
    plain, _ = child.answer(jpeg())
    held, behind = child.answer(jpeg(exif=exif_of(orientation)))

    grids = [grid_of(said["cells"]) for said in (plain, held)]
    size = Image.open(io.BytesIO(behind[: held["view"]])).size

    assert apart(*grids) <= 2
    assert size == ((640, 480) if orientation < 5 else (480, 640))


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_formats_of_photos_are_taken(form):
    said, behind = child.answer(saved(drawn(), form))

    assert Image.open(io.BytesIO(behind[: said["view"]])).format == "JPEG"


def test_a_see_through_picture_lies_on_white():
    clear = Image.new("RGBA", (200, 200), (0, 0, 0, 0))

    said, _ = child.answer(saved(clear, "PNG"))

    assert set(said["cells"]) == {255}


def test_the_same_file_gives_the_same_row():
    ready = prepare(io.BytesIO(jpeg()))

    assert keep_picture(ready, name="一") == keep_picture(ready, name="二")


def test_light_edits_are_found_and_other_scenes_are_not():
    """Re-encoded, smaller, brighter, turned: the same scene, among fourteen others."""
    kept = [keep_picture(_ready(jpeg(drawn(seed))), name="x") for seed in range(15)]
    scene = drawn(7)
    edits = (
        jpeg(scene, quality=35),
        jpeg(scene.resize((320, 240))),
        jpeg(ImageEnhance.Brightness(scene).enhance(1.15)),
        jpeg(scene.transpose(Image.Transpose.ROTATE_90)),
        jpeg(scene.transpose(Image.Transpose.FLIP_LEFT_RIGHT)),
    )

    for raw in edits:
        said, _ = child.answer(raw)
        assert look_alikes(grid_of(said["cells"])) == [kept[7].pk]


def _ready(raw: bytes):
    said, behind = child.answer(raw)
    cut = said["view"]
    digest = f"{zlib.crc32(raw):064x}"
    return Prepared(digest, behind[:cut], behind[cut:], 640, 480, None, grid_of(said["cells"]))
