"""Opens a photo in a child process, so that no file can harm or stop the caller."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.util import find_spec
from typing import Any

from xingjia.toolkit.files.disk import Readable
from xingjia.toolkit.files.pictures.refusal import Reason, Refused
from xingjia.toolkit.files.rules import grid_of
from xingjia.toolkit.sheets.guard import ROOT, environment

MOST_BYTES = 20 * 1024 * 1024
# The processor time it takes limits the child, not how busy the machine is; see sheets/guard.py.
SECONDS = 5 * 60 if find_spec("resource") else 30


@dataclass(frozen=True)
class Prepared:
    """A photo re-encoded and ready to be kept: see `models.Picture`."""

    sha256: str
    view: bytes
    thumbnail: bytes
    width: int
    height: int
    taken_on: date | None
    grid: int


def prepare(stream: Readable) -> Prepared:
    """Decode and re-encode a photo; nothing is stored.

    Raises `Refused` for a file that is too large, hostile, damaged or no photo.
    """
    raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Refused(Reason.FILE_TOO_LARGE, most=MOST_BYTES // 1024 // 1024)
    said, behind = _ask(raw)
    if "refused" in said:
        raise Refused(Reason(said["refused"]), **said["params"])
    view, thumbnail = behind[: said["view"]], behind[said["view"] :]
    if len(thumbnail) != said["thumbnail"]:
        raise Refused(Reason.TOO_HEAVY)
    taken = said["taken_on"]
    return Prepared(
        sha256(raw).hexdigest(),
        view,
        thumbnail,
        said["width"],
        said["height"],
        date.fromisoformat(taken) if taken else None,
        grid_of(said["cells"]),
    )


def _ask(raw: bytes) -> tuple[dict[str, Any], bytes]:
    command = [sys.executable, "-s", "-m", "xingjia.toolkit.files.pictures.child"]
    try:
        done = subprocess.run(  # noqa: S603  our own module, no shell
            command,
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            cwd=ROOT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(Reason.TOO_HEAVY) from None
    line, whole, behind = done.stdout.partition(b"\n")
    if not whole:
        raise Refused(Reason.TOO_HEAVY)  # the child fell silent: killed, aborted, or out of limits
    said: dict[str, Any] = json.loads(line)
    return said, behind
