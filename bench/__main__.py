"""`./xj bench [NAME]`: measurements, each a module of this folder with a `main()`."""

import sys
from importlib import import_module
from pathlib import Path

NAMES = sorted(
    path.stem
    for path in Path(__file__).parent.glob("[a-z]*.py")
    if "\ndef main()" in path.read_text(encoding="utf-8")
)


def run() -> int:
    wanted = sys.argv[1:] or NAMES
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there are: {', '.join(NAMES)}")
        return 2
    for name in wanted:
        print(f"== {name}", flush=True)
        import_module(f"bench.{name}").main()
    return 0


sys.exit(run())
