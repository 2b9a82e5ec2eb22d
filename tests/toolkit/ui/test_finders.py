import pytest
from django.conf import settings

from xingjia.toolkit.ui.finders import AllowedPackageFiles

LISTED = {"icons/printer.svg": "@tabler/icons/icons/outline/printer.svg"}


def test_a_listed_file_is_found_and_listed():
    finder = AllowedPackageFiles(allowed=LISTED | {"gone.js": "no/such/file.js"})

    assert finder.find("icons/printer.svg") == str(
        settings.ROOT / "node_modules" / LISTED["icons/printer.svg"]
    )
    assert [path for path, _ in finder.list(None)] == ["icons/printer.svg"]


@pytest.mark.parametrize(
    "path", ["@tabler/icons/icons/outline/printer.svg", "../package.json", "gone.js"]
)
def test_nothing_else_of_a_package_is_served(path):
    finder = AllowedPackageFiles(allowed=LISTED | {"gone.js": "no/such/file.js"})

    assert finder.find(path) == []
    assert finder.find(path, find_all=True) == []


def test_the_files_that_are_listed_today_are_installed():
    finder = AllowedPackageFiles()

    assert {path for path, _ in finder.list(None)} == set(finder.storage.allowed)


def test_the_lock_of_packages_names_versions_and_no_addresses():
    lock = (settings.ROOT / "package-lock.json").read_text(encoding="utf-8")

    assert '"integrity"' in lock
    assert '"resolved"' not in lock
