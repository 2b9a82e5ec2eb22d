"""Faults are kept under a short code that can be read out by telephone.

SECURITY: an incident never holds what people typed or stored. So no path, no query, no form, no
local values and no messages of exceptions: only names from the program itself, and numbers.
"""

import errno
import json
import logging
import os
import re
import secrets
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from uuid import UUID

from django.conf import settings
from django.db import Error
from django.http import HttpRequest
from django.utils import timezone

import xingjia
from xingjia.toolkit.version import version

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # without 0 and O, 1 and I
CODE = re.compile(f"([{ALPHABET}]{{2}})([{ALPHABET}]{{4}})")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.:\-]{0,79}|[0-9A-Z]{5}")  # a name, or an SQLSTATE
LONGEST_CHAIN = 5  # exceptions
DEEPEST = 60  # frames
ROOT = Path(xingjia.__file__).resolve().parents[1]

log = logging.getLogger("xingjia.support")


def keep(exception: BaseException, where: str, request: HttpRequest | None = None) -> str:
    """Keep what happened and return its code. Never raises: the log line comes in any case.

    `where` is a name from the program, such as "request" or "jobs:imports.write".
    """
    code = _new_code()
    log.error("incident %s %s", code, type(exception).__name__)
    try:
        _write(code, _describe(exception, where, request))
    except Exception as failure:  # the disk may be the very thing that failed
        log.error("incident %s not kept: %s", code, type(failure).__name__)
    return code


def find(code: str) -> dict[str, object] | None:
    """What was kept under a code as somebody reads it out: any case, with or without dash."""
    match = CODE.fullmatch(re.sub(r"[\s\-–—]", "", code).upper())
    if not match:
        return None
    try:
        kept = json.loads(_file("-".join(match.groups())).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return kept if isinstance(kept, dict) else None


def _new_code() -> str:
    text = "".join(secrets.choice(ALPHABET) for _ in range(6))
    return f"{text[:2]}-{text[2:]}"


def _file(code: str) -> Path:
    return Path(settings.HOME) / "incidents" / f"{code}.json"


def _write(code: str, incident: dict[str, object]) -> None:
    file = _file(code)
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    text = json.dumps({"code": code, **incident}, ensure_ascii=False, indent=1)
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as target:
        target.write(text)


def _describe(
    exception: BaseException, where: str, request: HttpRequest | None
) -> dict[str, object]:
    return {
        "at": timezone.now().isoformat(timespec="seconds"),
        "where": _word(where),
        "version": version(),
        **(_request(request, exception) if request else {}),
        "errors": [
            {"class": _class(error), "hint": _hint(error), "frames": _frames(error.__traceback__)}
            for error in _chain(exception)
        ],
    }


def _request(request: HttpRequest, exception: BaseException) -> dict[str, object]:
    match = request.resolver_match
    kwargs = match.kwargs if match else {}
    return {
        "method": _word(request.method),
        "page": match.view_name if match else None,
        "ids": {name: str(value) for name, value in kwargs.items() if _is_id(value)},
        "account": _account(request, exception),
    }


def _account(request: HttpRequest, exception: BaseException) -> int | None:
    """The number of the account that asked; never a reason for a second fault."""
    if any(isinstance(error, Error) for error in _chain(exception)):
        return None  # the database is in trouble: asking it could wait for a lock
    with suppress(Exception):
        number = request.user.pk
        return number if isinstance(number, int) else None
    return None


def _is_id(value: object) -> bool:
    return isinstance(value, int | UUID)


def _chain(exception: BaseException) -> Iterator[BaseException]:
    """The exception, then what caused it."""
    link: BaseException | None = exception
    for _ in range(LONGEST_CHAIN):
        if link is None:
            return
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _class(error: BaseException) -> str:
    return f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")


def _hint(error: BaseException) -> str | None:
    """A code or a name of the program that the exception carries apart from its message."""
    number = error.errno if isinstance(error, OSError) else None
    hints = (
        getattr(error, "sqlite_errorname", None),  # SQLITE_BUSY
        getattr(error, "sqlstate", None),  # of PostgreSQL: 55P03
        errno.errorcode.get(number) if number else None,  # ENOSPC
        error.name if isinstance(error, AttributeError | NameError | ImportError) else None,
    )
    return next((hint for hint in map(_word, hints) if hint), None)


def _word(text: object) -> str | None:
    return text if isinstance(text, str) and WORD.fullmatch(text) else None


def _frames(trace: TracebackType | None) -> list[str]:
    frames = traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
    return [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames[-DEEPEST:]]


def _short(filename: str) -> str:
    """A file's name below the project, its package or the library: never the machine's folders."""
    if "site-packages" in filename:
        return filename.rpartition("site-packages")[2].lstrip("/\\")
    for base in (str(ROOT), sys.base_prefix):
        if filename.startswith(base + os.sep):
            return filename.removeprefix(base + os.sep)
    return Path(filename).name
