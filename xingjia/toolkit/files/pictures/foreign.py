"""What a stranger's file is, or hides, besides a photo. Only bytes; decoding has the last word."""

import re
import zipfile
from io import BytesIO

from xingjia.toolkit.files.pictures.refusal import Reason

HEAD = 1024  # where a reader of PDF still looks for its mark
HEIC = re.compile(rb"^.{4}ftyp(?:heic|heix|hevc|hevx|heim|heis|mif1|msf1|avif|avis)", re.DOTALL)
HTML = re.compile(rb"<!doctype\s+html|<html[\s>]|<script[\s>]|<\?php|<iframe[\s>]", re.IGNORECASE)
SVG = re.compile(rb"<svg[\s>][^>]{0,400}xmlns|<!doctype\s+svg", re.IGNORECASE)
PDF = b"%PDF-"
# How archives, old documents and programs begin; long enough never to come about among pixels.
STRANGERS = re.compile(
    rb"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|MSCF\0\0\0\0"
    rb"|\xfd7zXZ\0|\x7fELF[\x01\x02][\x01\x02]\x01|\0asm\x01\0\0\0|#!/(?:usr/)?bin/|#!python"
    rb"|BZh[1-9]1AY&SY|ustar(?:\x0000|  \0)|(?:\xff\xd9|IEND\xaeB`\x82)\x1f\x8b\x08"
)
PE = re.compile(rb"MZ")
PE_AT, PE_HEAD = 0x3C, b"PE\0\0"  # where a program of Windows says how far on it begins


def kind_of(raw: bytes) -> Reason:
    """What a file that is no photo is, for its sentence."""
    head = raw[:HEAD]
    if HEIC.match(head):
        return Reason.HEIC
    if PDF in head:
        return Reason.PDF
    if SVG.search(raw):
        return Reason.SVG
    return Reason.HTML if HTML.search(head) else Reason.NOT_A_PHOTO


def hides(raw: bytes) -> bool:
    """Whether a file that opens as a photo also holds a document, an archive, a script or a
    program.

    A film behind the photo, as many telephones write it, is none of these: it falls away.
    """
    if PDF in raw or any(one.search(raw) for one in (HTML, SVG, STRANGERS)):
        return True
    return _is_program(raw) or zipfile.is_zipfile(BytesIO(raw))


def _is_program(raw: bytes) -> bool:
    """Whether a program of Windows begins anywhere: its first bytes say where its head lies."""
    for found in PE.finditer(raw):
        at = found.start()
        said = int.from_bytes(raw[at + PE_AT : at + PE_AT + 4], "little")
        if raw[at + said : at + said + len(PE_HEAD)] == PE_HEAD:
            return True
    return False
