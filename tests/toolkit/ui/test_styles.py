"""The style sheets: what old browsers can read, and colours that can be read by people."""

import re
from itertools import product
from pathlib import Path

import pytest

from tests.toolkit.ui.layout import templates
from xingjia.toolkit import ui

SHEETS = sorted(Path(ui.__file__).parent.glob("static/ui/*.css"))
TOO_NEW = re.compile(
    r"light-dark\(|color-mix\(|oklch\(|:has\(|@layer|@container|@scope|\d(dvh|svh|lvh)|&[ .:]"
)
LIGHT = ["surface", "sunken", "page"]
CHIPS = ["met", "lapsing", "unmet", "unknown", "na"]


def plain(sheet: Path) -> str:
    """A sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)


def luminance(colour: str) -> float:
    """How light a hex colour is, as WCAG 2.1 defines it."""
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Between 1 and 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def tokens() -> dict[str, str]:
    """Every colour that has a name."""
    text = "".join(plain(sheet) for sheet in SHEETS)
    return dict(re.findall(r"--xj-([\w-]+):\s*(#[0-9a-f]{6})\b", text))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_old_browsers_can_read_the_sheet(sheet):
    text = plain(sheet)

    assert not TOO_NEW.search(text)
    assert text.count("{") == text.count("}")
    assert "http" not in text


def test_the_look_out_for_new_notations_finds_them():
    assert all(TOO_NEW.search(text) for text in ("color-mix(in srgb, red", "a:has(b)", "&:hover"))


def test_every_class_used_in_a_template_is_defined():
    defined = set(re.findall(r"\.(xj-[\w-]*\w)", "".join(plain(sheet) for sheet in SHEETS)))
    used = {
        name
        for file in templates()
        for name in re.findall(r"(?<![-\w{.#])xj-[\w-]*\w(?![\w-]*\{)", file.read_text("utf-8"))
    }

    assert "xj-top" in used
    assert used - defined - {"xj-hatch"} == set()


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        *product(["ink", "ink-2", "ink-3", "act"], LIGHT),
        *((name, f"{name}-soft") for name in CHIPS),
        ("act-hover", "act-soft"),
        ("ink-inverse", "act"),
        ("ink-inverse", "unmet"),
        ("ink", "heat-3"),
        ("ink-inverse", "heat-4"),
    ],
)
def test_text_can_be_read_on_its_ground(text, ground):
    colours = tokens()

    assert contrast(colours[text], colours[ground]) >= 4.5


def test_the_edge_of_what_can_be_pressed_can_be_seen():
    colours = tokens()

    assert contrast(colours["line-input"], colours["surface"]) >= 3
