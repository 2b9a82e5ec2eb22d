"""A process that has loaded the program once and forks a child for each file.

Each file is still opened by a child of its own, under its limits; only the loading, which costs
more than reading a small file, is done once: `python -m tests.registry.sheets.nursery SOCKET`.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from xingjia.toolkit.sheets import child
from xingjia.toolkit.sheets.guard import ROOT, Start, environment

WAITING = 64  # files that may wait for a child


@contextmanager
def nursery(folder: Path) -> Iterator[Start]:
    """How a child is started, as long as the nursery is open; its socket lies in the folder."""
    address = str(folder / "nursery")
    command = [sys.executable, "-s", "-m", "tests.registry.sheets.nursery", address]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        process.stdout.readline()  # it listens

        @contextmanager
        def start(path: Path) -> Iterator[IO[str]]:
            with socket.socket(socket.AF_UNIX) as line:
                line.connect(address)
                line.sendall(str(path).encode())
                line.shutdown(socket.SHUT_WR)
                with line.makefile("r", encoding="utf-8") as said:
                    yield said

        try:
            yield start
        finally:
            process.kill()


def serve(address: str) -> None:
    signal.signal(signal.SIGCHLD, _bury)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen(WAITING)
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            line, _whom = door.accept()
            with line:
                if not os.fork():
                    _read(line)


def _bury(*_signal: object) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _read(line: socket.socket) -> None:
    """In the child: read the file that was asked for, and end."""
    path = b"".join(iter(lambda: line.recv(4096), b"")).decode()
    os.dup2(line.fileno(), sys.stdout.fileno())
    os.close(line.detach())
    try:
        child.main(Path(path))
        sys.stdout.flush()
    finally:  # whatever a file did to it, it does not go on as the nursery
        os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
