"""Where the fonts of printed sheets and pictures lie.

OFL fonts come from npm. An office that owns the official ones (方正小标宋, 仿宋_GB2312) names
their folder in XINGJIA_FONTS; they are then preferred where a sheet asks for them.
"""

from pathlib import Path

from django.conf import settings

PACKAGES = Path("node_modules", "@expo-google-fonts")
SANS, SANS_BOLD = "noto-sans-sc/400Regular", "noto-sans-sc/700Bold"
SERIF, SERIF_BOLD = "noto-serif-sc/400Regular", "noto-serif-sc/700Bold"


class NoFont(Exception):
    """A font that sheets are drawn with is not installed; the argument is its folder."""


def folders() -> list[Path]:
    """The folders to look for fonts in, the office's own first. Raises `NoFont`."""
    own = [Path(settings.FONTS)] if settings.FONTS else []
    return [*own, *(_folder(name) for name in (SANS, SANS_BOLD, SERIF, SERIF_BOLD))]


def font_file(name: str = SANS) -> Path:
    """The file of one of the fonts above, for drawing a picture. Raises `NoFont`."""
    return next(_folder(name).glob("*.ttf"))


def _folder(name: str) -> Path:
    folder: Path = settings.ROOT / PACKAGES / name
    if not any(folder.glob("*.ttf")):
        raise NoFont(str(folder))
    return folder
