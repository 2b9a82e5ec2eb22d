"""Photos set aside while the rest of a form is put right; swept like unfinished uploads.

A photo is let through and re-encoded before it is set aside. Who holds the key takes it up again:
it cannot be guessed, and goes nowhere but into the form that was sent.
"""

import json
import re
import secrets
from dataclasses import asdict
from datetime import date
from pathlib import Path

from django.conf import settings

from xingjia.toolkit.files import disk
from xingjia.toolkit.files.pictures.guard import Prepared

KEY = re.compile(r"[A-Za-z0-9_-]{43}")
BYTES = 32


def set_aside(ready: Prepared) -> str:
    """Keep a photo for a day at most; gives the key to take it up with."""
    key = secrets.token_urlsafe(BYTES)
    head = asdict(ready) | {
        "view": len(ready.view),
        "thumbnail": len(ready.thumbnail),
        "taken_on": ready.taken_on.isoformat() if ready.taken_on else None,
    }
    path = _path(key)
    disk.make_folder(path.parent)
    line = json.dumps(head).encode()
    path.write_bytes(b"\n".join((line, ready.view + ready.thumbnail)))
    return key


def take_up(key: str) -> Prepared | None:
    """The photo set aside under a key; None for no such key, or after it was swept."""
    if not KEY.fullmatch(key):
        return None
    try:
        line, _, behind = _path(key).read_bytes().partition(b"\n")
    except FileNotFoundError:
        return None
    head = json.loads(line)
    view, taken = head["view"], head["taken_on"]
    return Prepared(
        head["sha256"],
        behind[:view],
        behind[view : view + head["thumbnail"]],
        head["width"],
        head["height"],
        date.fromisoformat(taken) if taken else None,
        head["grid"],
    )


def _path(key: str) -> Path:
    """Among the unfinished files, so that `commands.sweep` finds it."""
    return Path(settings.MEDIA_ROOT) / "parts" / f"{key}.part"
