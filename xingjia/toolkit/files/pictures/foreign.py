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
    """Whether a file that opens as a photo also holds a document, an archive or a script.

    A film behind the photo, as many telephones write it, is none of these: it falls away.
    """
    if PDF in raw or HTML.search(raw) or SVG.search(raw):
        return True
    return zipfile.is_zipfile(BytesIO(raw))
