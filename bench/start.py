"""How long `./xj run` takes to answer: the first time in an empty home, and the second time."""

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PORT = 8391


def seconds_to_first_page(home: str) -> float:
    """Seconds from the command to the first page, the sign-in."""
    begun = time.monotonic()
    site = subprocess.Popen(
        [sys.executable, ROOT / "xj", "run", "--port", str(PORT)],
        env={**os.environ, "XINGJIA_HOME": home},
        stdout=subprocess.DEVNULL,
    )
    try:
        while time.monotonic() - begun < 120:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/sign-in/") as page:
                    assert page.status == 200
                    return time.monotonic() - begun
            except OSError:
                time.sleep(0.02)
        raise TimeoutError("no page in two minutes")
    finally:
        site.send_signal(signal.SIGINT)
        site.wait(30)


def main() -> None:
    """Print both figures; the packages are installed already."""
    with tempfile.TemporaryDirectory() as home:
        print(f"first start, empty home, with demonstration: {seconds_to_first_page(home):.1f} s")
        again = sorted(seconds_to_first_page(home) for _ in range(3))
        print(f"second start: {again[1]:.2f} s (of {', '.join(f'{one:.2f}' for one in again)})")
