"""Takes the pictures of the guide from a running demonstration.

    ./xj run --port 8010                                       (in one terminal)
    .venv/bin/python docs/guide/screenshots.py http://localhost:8010

The workbook of the import picture is really uploaded, so use a demonstration you can throw away.
With Pillow installed the files get a palette and stay small. The journeys use `browser`,
`signed_in` and `bring_in` too.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
IMAGES = Path(__file__).with_name("images")
WORKBOOK = ROOT / "tests" / "samples" / "S8_register_update.xlsx"
PASSWORD = "xingjia-demo"  # noqa: S105  the demonstration's; ./xj run prints it
OFFICER = "mengzhiqiu"
COUNTY, DAY = "320925", "2013-12-31"
DESKTOP, PHONE = 1440, 390
COLOURS = 256
MOST_BYTES = 200_000


@dataclass(frozen=True)
class Shot:
    """One page as the guide shows it; without a `who` it is taken by a stranger."""

    name: str
    path: str
    who: str = OFFICER
    widths: tuple[int, ...] = (DESKTOP,)  # those the guide uses; --all takes both
    height: int = 900
    uploads: bool = False  # `path` takes a workbook, and its review is the picture
    act: str = ""  # fill the form at `path` in and press this button: "look" or "send"; or "scan"


SHOTS = (
    Shot("sign-in", "/sign-in/", who="", height=760),
    Shot("coverage", f"/coverage/{COUNTY}/?on={DAY}", widths=(DESKTOP, PHONE), height=1160),
    Shot(
        "missing", f"/coverage/{COUNTY}/with_union/?on={DAY}&base=operating&missing=1", height=460
    ),
    Shot("employers", f"/employers/?on={DAY}", widths=()),
    Shot("unions", f"/unions/?on={DAY}", widths=()),
    Shot("import", "/imports/", widths=(DESKTOP, PHONE), height=1080, uploads=True),
    Shot("people", "/people/", widths=()),
    Shot("organising", "/organising/", height=860),
    Shot("visits", "/visits/", height=700),
    Shot("visit", "/visits/new/?union=102", who="luwentian", widths=(PHONE,), height=1500),
    Shot("evidence", "/unions/102/evidence/", who="yaoguoping", widths=(PHONE,), height=900),
    Shot("procedure", "/organising/1/", height=940),  # the demonstration's founding
    Shot("invite", "/people/invite/", height=900),
    Shot("shown", "/unions/102/shown/", who="yaoguoping", height=1500),
    Shot("print", "/unions/102/shown/board-A3/", who="yaoguoping", height=900),
    Shot("reprint", "/places/320925/reprint/", height=760),
    Shot(
        "worker", "/unions/102/shown/", who="yaoguoping", widths=(PHONE,), height=1100, act="scan"
    ),
    Shot("returns-cost", "/returns/new/", height=1000, act="look"),
    Shot("returns-board", "/returns/new/", height=900, act="send"),
)


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium of the machine, or the one XINGJIA_CHROMIUM names."""
    program = os.environ.get("XINGJIA_CHROMIUM", "/usr/bin/chromium")
    # Chromium refuses its sandbox to the superuser, who alone exists in most build containers.
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"] if as_root else []
        )
        try:
            yield running
        finally:
            running.close()


def signed_in(
    running: Browser, base: str, who: str, *, width: int = DESKTOP, height: int = 900
) -> Page:
    """A page in a session of its own, signed in as `who` ("" for a stranger)."""
    session = running.new_context(
        base_url=base,
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    page = session.new_page()
    if who:
        page.goto("/sign-in/")
        page.fill("input[name=login]", who)
        page.fill("input[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.wait_for_url(lambda url: "/sign-in/" not in url)
    return page


def bring_in(page: Page, workbook: Path) -> None:
    """Upload a workbook on the import page and wait for its review; writes nothing."""
    page.goto("/imports/")
    page.set_input_files("input[type=file]", workbook)
    page.click("form[enctype] button[type=submit]")
    page.wait_for_url("**/imports/*/")


def ask(page: Page, act: str) -> None:
    """Say what a collection asks, look at what it costs, and where wanted send it."""
    page.goto("/returns/new/")
    said = {"name": "四季度补报", "reason": "市总工会季度报表", "telephone": "0515-86200000"}
    for name, value in said.items():
        page.fill(f"[name={name}]", value)
    page.click("button[name=look]")
    if act == "send":
        page.click("button[name=send]")


def take(running: Browser, base: str, shot: Shot, width: int, out: Path, workbook: Path) -> Path:
    """Take one page at one width and return the picture's file."""
    page = signed_in(running, base, shot.who, width=width, height=shot.height)
    if shot.uploads:
        bring_in(page, workbook)
    elif shot.act == "scan":  # what the code of that union opens
        page.goto(shot.path)
        page.goto(page.get_by_role("link", name="看职工扫到的页面").get_attribute("href") or "")
    elif shot.act:
        ask(page, shot.act)
    else:
        answer = page.goto(shot.path)
        if answer is None or not answer.ok:
            raise SystemExit(f"{shot.path} answers {answer.status if answer else 'nothing'}")
    page.wait_for_load_state("networkidle")
    file = out / f"{shot.name}-{width}.png"
    page.screenshot(path=file, animations="disabled")
    page.context.close()
    shrink(file)
    return file


def shrink(file: Path) -> None:
    """Give a picture a palette, which halves it; without Pillow it stays as it is."""
    try:
        from PIL import Image  # noqa: PLC0415  not a requirement of the project
    except ImportError:
        return
    with Image.open(file) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)


def main() -> int:
    """Take what the guide uses, or with --all every page at both widths."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("address", help="of a running demonstration")
    asked.add_argument("--out", type=Path, default=IMAGES)
    asked.add_argument("--workbook", type=Path, default=WORKBOOK)
    asked.add_argument("--all", action="store_true", help="every page at 1440 and 390")
    given = asked.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    heavy = 0
    with browser() as running:
        for shot in SHOTS:
            for width in (DESKTOP, PHONE) if given.all else shot.widths:
                file = take(running, given.address, shot, width, given.out, given.workbook)
                size = file.stat().st_size
                heavy += size > MOST_BYTES
                sys.stdout.write(f"{file.name}  {size // 1000} kB\n")
    return 1 if heavy and not given.all else 0


if __name__ == "__main__":
    sys.exit(main())
