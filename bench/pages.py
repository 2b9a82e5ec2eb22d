"""The public page of a union under load: kept ready, made anew, and the same page as a file.

    ./xj bench pages

A web server (granian, as `./xj run` starts it) answers for a demonstration of its own. `kept` is
the page behind a code as everybody gets it (decision 0038); `anew` is the same page asked for with
a query, which is never kept and made for each request; `nginx`, where it is installed, serves the
page as it was saved from ours. Without nginx Python's own server does, and the output says so.
Four clients ask one after another, in rounds that take turns; told is the middle round. What is
compared is processor time a page (all processes of the server) and the time of the slowest in a
hundred, which holds the client's own work as well: it is alike for all.
"""

import http.client
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import Request, urlopen

ROOT = Path(__file__).resolve().parents[1]
CLIENTS, ROUNDS = 4, 3
MADE, KEPT = 400, 2000  # requests of a round: of pages made anew, of the others
TICK = os.sysconf("SC_CLK_TCK")
NGINX = """
daemon off; worker_processes 2; pid {room}/nginx.pid; error_log {room}/error.log;
events {{ worker_connections 64; }}
http {{ access_log off; default_type text/html; gzip on; gzip_types text/html;
  client_body_temp_path {room}/a; proxy_temp_path {room}/b; fastcgi_temp_path {room}/c;
  uwsgi_temp_path {room}/d; scgi_temp_path {room}/e;
  server {{ listen 127.0.0.1:{port}; root {room}/www; index page.html; }} }}
"""


@dataclass(frozen=True)
class Load:
    """What came of it: seconds of processor a request, and the slowest of a hundred in ms."""

    busy: float
    p99: float
    a_second: float


def main() -> None:
    """Print all three, the ratios and the bytes of the first load."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        environment = site(room)
        port = free_port()
        web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
        with server([*web, "xingjia.config.wsgi:application"], port, environment) as ours:
            path = address(environment)
            first_load(port, path)
            (room / "www").mkdir()
            (room / "www" / "page.html").write_bytes(fetch(port, path, packed=False))
            with beside(room) as (label, other_port, other):
                asked = {
                    "kept": (port, path, ours, KEPT),
                    "anew": (port, f"{path}?anew", ours, MADE),
                    label: (other_port, "/page.html", other, KEPT),
                }
                compare(rounds(asked), label)


def rounds(asked: dict[str, tuple[int, str, int, int]]) -> dict[str, Load]:
    """The middle round of each; they take turns."""
    found: dict[str, list[Load]] = {name: [] for name in asked}
    for _ in range(ROUNDS):
        for name, of in asked.items():
            found[name].append(load(*of))
    return {
        name: sorted(one, key=lambda load: load.busy)[ROUNDS // 2] for name, one in found.items()
    }


def compare(loads: dict[str, Load], label: str) -> None:
    """Print each, and what kept is to the others."""
    kept = loads["kept"]
    for name, one in loads.items():
        show(name, one)
    for name in ("anew", label):
        other = loads[name]
        print(
            f"kept takes {kept.busy / other.busy:.2f} of the processor time of {name}, and its "
            f"slowest of a hundred {kept.p99 / other.p99:.2f} of the time"
        )


def site(room: Path) -> dict[str, str]:
    """The environment of a demonstration laid in a folder."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "xingjia.config.settings",
        "PYTHONPATH": str(ROOT),
        "XINGJIA_HOME": str(room / "home"),
        "XINGJIA_DATABASE_URL": "",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    for command in (["migrate", "-v0"], ["catalogues", "--compile-only"], ["seed_demo"]):
        done = [sys.executable, "-m", "django", *command]
        subprocess.run(done, env=environment, check=True, capture_output=True)
    return environment


def address(environment: dict[str, str]) -> str:
    """The page behind the code of the demonstration's board."""
    told = (
        "import django; django.setup(); "
        "from xingjia.publicity.models import Code; "
        "from xingjia.publicity.queries.union_page import code_of; "
        "one = Code.objects.everything(because='a measurement').select_related('union').first(); "
        "print(f'/q/{code_of(one.union)}/')"
    )
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.split()[-1]


def first_load(port: int, path: str) -> None:
    """The bytes over the wire of the page and all it needs, without the photo."""
    page = fetch(port, path, packed=True)
    needed = re.findall(r'(?:href|src)="(/static/[^"]+)"', fetch(port, path, packed=False).decode())
    parts = {one: len(fetch(port, one, packed=True)) for one in sorted(set(needed))}
    total = len(page) + sum(parts.values())
    print(f"first load: page {len(page)} bytes, {len(parts)} more {parts}, {total} in all (30,000)")


@contextmanager
def beside(room: Path) -> Iterator[tuple[str, int, int]]:
    """A server of the same page as a file: its name, port and process."""
    port = free_port()
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx:
        (room / "nginx.conf").write_text(NGINX.format(room=room, port=port))
        room.chmod(0o755)
        command = [nginx, "-p", str(room), "-c", str(room / "nginx.conf")]
        with server(command, port, dict(os.environ)) as running:
            yield "nginx", port, running
        return
    print("no nginx here: Python's own server instead")
    command = [sys.executable, "-m", "http.server", str(port), "-b", "127.0.0.1"]
    with server([*command, "-d", str(room / "www")], port, dict(os.environ)) as running:
        yield "a file", port, running


@contextmanager
def server(command: list[str], port: int, environment: dict[str, str]) -> Iterator[int]:
    """A server that listens, by the number of its process."""
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(20)


def load(port: int, path: str, server_pid: int, times: int) -> Load:
    """Four clients, one after another each, warmed up before."""
    for _ in range(20):
        fetch(port, path, packed=True)
    taken: list[float] = []
    before, begun = busy_of(server_pid), time.perf_counter()
    ask: Callable[[], None] = lambda: asking(port, path, times // CLIENTS, taken)  # noqa: E731
    clients = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for one in clients:
        one.start()
    for one in clients:
        one.join()
    seconds, busy = time.perf_counter() - begun, busy_of(server_pid) - before
    taken.sort()
    slowest = taken[int(len(taken) * 0.99)] * 1000
    return Load(max(busy, 1 / TICK) / times, slowest, times / seconds)


def asking(port: int, path: str, times: int, taken: list[float]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    for _ in range(times):
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        taken.append(time.perf_counter() - begun)
    connection.close()


def busy_of(pid: int) -> float:
    """Seconds of processor of a process and all below it (Linux)."""
    below = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK + sum(busy_of(int(one)) for one in below)


def fetch(port: int, path: str, *, packed: bool) -> bytes:
    headers = {"Accept-Encoding": "gzip" if packed else "identity"}
    with urlopen(Request(f"http://127.0.0.1:{port}{path}", headers=headers)) as answer:
        return bytes(answer.read())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def show(name: str, load: Load) -> None:
    print(
        f"{name:<8} {load.busy * 1000:7.2f} ms processor a page, {load.a_second:7.1f} pages a "
        f"second, slowest of a hundred {load.p99:6.1f} ms"
    )


if __name__ == "__main__":
    main()
