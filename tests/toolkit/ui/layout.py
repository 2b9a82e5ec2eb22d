"""Where the templates of the product are."""

from pathlib import Path

ROOT = Path(__file__).parents[3]


def templates() -> list[Path]:
    """Every template of every app."""
    return sorted(ROOT.glob("xingjia/**/templates/**/*.html"))
