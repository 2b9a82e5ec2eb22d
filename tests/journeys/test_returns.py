"""A county asks its townships for what is missing; one fills in a cell; the county merges."""

import re
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_workbook_to_figure import bring_in

PASSWORD = "xingjia-demo"


def visit(browser: Browser, site: str, width: str, size: tuple[int, int], who: str) -> Visitor:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="zh-CN", accept_downloads=True
    )
    visitor = Visitor(context.new_page(), site, width, scripts=True)
    visitor.sign_in(who, PASSWORD)
    return visitor


def filled(content: bytes) -> bytes:
    """The first open cell of the workbook filled in, as a cadre does."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    cells = (cell for row in sheet.iter_rows() for cell in row if not cell.protection.locked)
    next(cells).value = "陈知行"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_cell_travels_from_the_county_to_a_township_and_back(browser: Browser, site: str):
    county = visit(browser, site, "desktop", (1440, 900), "mengzhiqiu")
    bring_in(county, "S1_register.xlsx")
    county.open("/returns/new/")
    county.page.get_by_label("名称").fill("四季度补报")
    county.page.get_by_label("依据").fill("市总工会季度报表")
    county.page.get_by_label("有问题打哪个电话").fill("0515-86200000")
    county.page.get_by_role("button", name="看要填多少").click()
    county.picture("returns-cost")
    county.page.get_by_role("button", name=re.compile(r"发出 \d+ 份表")).click()
    county.picture("returns-board")

    township = visit(browser, site, "phone", (390, 844), "luwentian")
    township.picture("returns-home-township")
    township.page.get_by_role("link", name=re.compile("四季度补报")).click()
    with township.page.expect_download() as taken:
        township.page.get_by_role("link", name="下载要填的表").click()
    content = filled(taken.value.path().read_bytes())
    township.page.set_input_files(
        "input[type=file]", {"name": "上冈镇.xlsx", "mimeType": "", "buffer": content}
    )
    township.page.get_by_role("button", name="交上").click()
    expect(township.page.get_by_text("没有错")).to_be_visible()
    township.picture("returns-handed-in")

    county.page.reload()
    county.page.get_by_role("link", name=re.compile("核对合并 1 份")).click()
    expect(county.page.locator("main")).to_contain_text("陈知行")
    county.picture("returns-merge")
    county.page.get_by_role("button", name=re.compile("并入 1 份，写入 1 行")).click()
    written = county.page.get_by_text("已写入 1 行")
    for _ in range(30):
        if written.count():
            break
        county.page.wait_for_timeout(1000)
        county.page.reload()
    expect(written.first).to_be_visible()
    assert county.complaints + township.complaints == []
