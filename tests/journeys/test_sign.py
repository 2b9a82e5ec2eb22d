"""A chair prints a board, a worker scans it, the number changes and everything follows."""

from collections.abc import Iterator

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Visitor, running_site
from tests.journeys.test_returns import visit

PASSWORD = "xingjia-demo"
BOARD, NEW = "公示栏 A3", "0515-80000999"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole demonstration: one chair, whose board shows a number she no longer has."""
    with running_site(tmp_path_factory.mktemp("home")) as address:
        yield address


def stranger(browser: Browser, demo: str) -> Visitor:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    return Visitor(context.new_page(), demo, "phone", scripts=True)


def own_union(chair: Visitor) -> None:
    chair.open("/unions/102/shown/")


def print_board(chair: Visitor) -> str:
    """Print the board and give the address behind its code."""
    own_union(chair)
    chair.page.get_by_role("link", name="印公示栏").click()
    expect(chair.page.get_by_role("button", name="印这一张（PDF）")).to_be_visible()
    if chair.page.get_by_role("checkbox").count():
        chair.page.get_by_role("checkbox").check()
    with chair.page.expect_download() as taken:
        chair.page.get_by_role("button", name="印这一张（PDF）").click()
    [page] = pypdfium2.PdfDocument(taken.value.path())
    [code] = zxingcpp.read_barcodes(page.render(scale=100 / 72).to_pil().convert("L"))
    return str(code.text)


def row_of(page: Page, words: str) -> str:
    return page.locator("#hung tr").filter(has_text=words).first.inner_text()


def test_from_the_chairs_printer_to_the_workers_telephone_and_on(browser: Browser, demo: str):
    chair = visit(browser, demo, "phone", (390, 844), "yaoguoping")
    own_union(chair)
    chair.picture("sign-before")
    assert "电话变了" in row_of(chair.page, BOARD)

    address = print_board(chair)
    own_union(chair)
    chair.page.get_by_role("textbox", name="在哪里").first.fill("三车间门口")
    chair.page.get_by_role("button", name="已换上").click()
    assert "电话变了" not in row_of(chair.page, "三车间门口")

    worker = stranger(browser, demo)
    worker.open(address.removeprefix(demo))
    worker.picture("sign-scanned")
    expect(worker.page.get_by_text("姚国平").first).to_be_visible()
    expect(worker.page.get_by_text("您扫的")).to_have_count(0)
    worker.open("/find/")
    worker.page.get_by_label("企业名称").fill("岚泓")
    worker.page.get_by_role("button", name="找").click()
    worker.page.get_by_role("link", name="打开").first.click()
    expect(worker.page.get_by_text("打电话").first).to_be_visible()

    own_union(chair)
    chair.page.get_by_role("link", name="怎么找到").first.click()
    chair.page.get_by_label("办公电话").fill(NEW)
    chair.page.get_by_role("button", name="登记").click()

    assert "电话变了" in row_of(chair.page, "三车间门口")
    worker.open(address.removeprefix(demo))
    expect(worker.page.get_by_role("link", name=f"打电话 {NEW}")).to_be_visible()
    expect(worker.page.get_by_text("您扫的公示栏 A3")).to_be_visible()
    county = visit(browser, demo, "desktop", (1440, 900), "mengzhiqiu")
    county.open("/places/320925/reprint/?state=wrong")
    county.picture("sign-reprint")
    expect(county.page.get_by_text("三车间门口")).to_be_visible()
