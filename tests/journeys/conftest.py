"""A real site for the journeys: web server and worker as processes, and Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "journeys"
CHROMIUM = os.environ.get("XINGJIA_CHROMIUM") or shutil.which("chromium")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844)}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.xdist_group("journeys"))
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium: apt install chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
    return {"executable_path": CHROMIUM, "args": [*quiet, "--disable-component-update"]}


@pytest.fixture(scope="session", autouse=True)
def _loop_of_the_browser() -> None:
    """The browser's driver leaves an event loop in this process; later tests use none of it."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration without data: tree and accounts only."""
    with running_site(tmp_path_factory.mktemp("home"), "--bare") as address:
        yield address


@contextmanager
def running_site(home: Path, *seeding: str) -> Iterator[str]:
    """A web server and a worker on a demonstration of their own."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "xingjia.config.settings",
        "PYTHONPATH": str(ROOT),
        "XINGJIA_HOME": str(home),
        "XINGJIA_DATABASE_URL": "",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    manage = [sys.executable, "-m", "django"]
    seed = ["seed_demo", *seeding]
    for command in (["migrate", "-v0"], ["catalogues", "--compile-only"], seed):
        subprocess.run([*manage, *command], env=environment, check=True, capture_output=True)
    port = free_port()
    web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    servers = [
        subprocess.Popen([*web, "xingjia.config.wsgi:application"], env=environment),
        subprocess.Popen([*manage, "work"], env=environment),
    ]
    wait_for(port)
    try:
        yield f"http://localhost:{port}"
    finally:
        for server in servers:
            server.terminate()
        for server in servers:
            server.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("the web server did not start")


class Visitor:
    """Somebody at a screen of one width; keeps a picture of what is seen."""

    def __init__(self, page: Page, site: str, width: str, *, scripts: bool) -> None:
        self.page, self.site, self.width, self.scripts = page, site, width, scripts
        self.complaints: list[str] = []
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def open(self, path: str) -> None:
        answer = self.page.goto(f"{self.site}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"

    def sign_in(self, username: str, password: str) -> None:
        self.open("/sign-in/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", password)
        self.page.click("main button[type=submit]")

    def picture(self, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=PICTURES / f"{name}-{self.width}.png", full_page=True)
        overflow = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{name} is {overflow}px wider than the screen"
        if self.scripts:
            assert self.barriers() == [], name

    def barriers(self) -> list[str]:
        """What axe finds against WCAG 2.1 A and AA on the page as it stands."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "async (tags) => (await axe.run({runOnly: tags})).violations", WCAG
        )
        return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.fixture(params=list(WIDTHS))
def visitor(request: pytest.FixtureRequest, browser: Browser, site: str) -> Iterator[Visitor]:
    """A visitor at each width; whatever the browser complains of fails the journey."""
    width, height = WIDTHS[request.param]
    scripts = request.node.get_closest_marker("without_scripts") is None
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        locale="zh-CN",
    )
    visitor = Visitor(context.new_page(), site, request.param, scripts=scripts)
    yield visitor
    context.close()
    assert visitor.complaints == []
