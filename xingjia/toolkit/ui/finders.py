"""Static files of npm packages: only the few named here, never a whole folder of a package."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

# Address under /static/ -> file under node_modules/. Icons are not here: they are in the page.
ALLOWED: Mapping[str, str] = {"echarts/echarts.min.js": "echarts/dist/echarts.min.js"}


class PackageStorage(FileSystemStorage):
    """Reads an address of the list from its file in the package."""

    def __init__(self, root: Path, allowed: Mapping[str, str]) -> None:
        super().__init__(location=root)
        self.allowed = allowed

    def path(self, name: str) -> str:
        """Where the file lies; an address that is not listed is a `KeyError`."""
        return super().path(self.allowed[name])


class AllowedPackageFiles(BaseFinder):
    """Offers the listed files to the server and to `collectstatic`."""

    def __init__(
        self, app_names: object = None, *, allowed: Mapping[str, str] = ALLOWED, **_: object
    ) -> None:
        self.storage = PackageStorage(settings.ROOT / "node_modules", allowed)

    def check(self, **_: Any) -> list[Any]:
        """Nothing to set, so nothing to check."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002 Django's signature
        """The file behind a listed address; an empty list when there is none."""
        found = [self.storage.path(path)] if self._there(path) else []
        return found if find_all or not found else found[0]

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Every listed file that is installed."""
        return ((path, self.storage) for path in self.storage.allowed if self._there(path))

    def _there(self, path: str) -> bool:
        return path in self.storage.allowed and Path(self.storage.path(path)).is_file()
