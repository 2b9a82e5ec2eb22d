"""Where the snapshot of the spells lies, and the one of them this process has mapped."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from xingjia.standards.columns import Columns, NoColumns
from xingjia.standards.columns.writing import CURRENT

# Unions from which on a branch is counted from columns: below, one indexed query is as fast.
LARGE = 20_000


def home() -> Path:
    """The folder of snapshots, beside the database."""
    return Path(settings.HOME) / "snapshots"


def exists() -> bool:
    """Whether a snapshot was ever taken here."""
    return (home() / CURRENT).exists()


def newest() -> Columns:
    """The current snapshot, mapped once per process; raises `NoColumns`.

    Careful: who subtracts what changed since reads the changes first and the snapshot then. A
    newer snapshot accounts for more, never for less.
    """
    try:
        return _mapped(home(), (home() / CURRENT).read_text(encoding="utf-8"))
    except FileNotFoundError as missing:
        raise NoColumns(str(home())) from missing


@lru_cache(maxsize=2)
def _mapped(folder: Path, name: str) -> Columns:
    return Columns(folder / name)
