"""A county starts a campaign, a township pledges, a chair finds her step, a stage is closed."""

import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Visitor, running_site
from tests.journeys.test_returns import visit

FIVE_MINUTES = 300
DESKTOP, PHONE = (1440, 900), (390, 844)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running_site(tmp_path_factory.mktemp("home")) as address:
        yield address


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1, name=words)).to_be_visible()


def from_the_ready_template(county: Visitor) -> str:
    """Start 双亮 as it is offered, under another name, and give its address."""
    county.open("/")
    county.page.get_by_role("link", name="专项活动", exact=True).click()
    county.page.get_by_role("link", name="开始专项").click()
    county.picture("campaign-new")
    county.page.get_by_label("名称").fill("双亮回头看")
    county.page.get_by_role("button", name="开始专项").click()
    heading(county.page, "双亮回头看")
    return county.page.url


def test_from_the_template_to_a_closed_stage(browser: Browser, demo: str):
    county = visit(browser, demo, "desktop", DESKTOP, "mengzhiqiu")
    begun = time.monotonic()

    address = from_the_ready_template(county)

    assert time.monotonic() - begun < FIVE_MINUTES  # a machine's part of a person's five minutes
    expect(county.page.get_by_text("名单固定在 2013年12月31日").first).to_be_visible()
    expect(county.page.locator(".xj-figures strong").first).to_have_text("138")
    county.picture("campaign-started")

    town = visit(browser, demo, "phone", PHONE, "luwentian")
    town.page.get_by_role("link", name="双亮回头看 目标责任书等您答复").click()
    town.page.get_by_role("link", name="答复").first.click()
    town.picture("campaign-pledge")
    town.page.get_by_role("button", name="认这些数").click()
    expect(town.page.get_by_text("上冈镇的责任书定下来了")).to_be_visible()
    town.picture("campaign-pledges")

    chair = visit(browser, demo, "phone", PHONE, "yaoguoping")
    chair.page.get_by_role("link", name="双亮回头看").click()
    heading(chair.page, "双亮")

    county.page.get_by_role("link", name="提醒").click()
    county.page.get_by_role("button", name="提醒进各家的要办").click()
    county.picture("campaign-reminder")
    town.open("/")
    expect(town.page.get_by_text("2013年12月31日提醒").first).to_be_visible()
    town.picture("campaign-home")

    closed_with_its_file(county, address)


def closed_with_its_file(county: Visitor, address: str) -> None:
    """Close the first stage, see the next one open, and take the frozen figures along."""
    county.open(address.removeprefix(county.site))
    county.page.get_by_role("link", name="关闭第一阶段").click()
    county.picture("campaign-close")
    county.page.get_by_label("结果").fill("自查一遍，抽查 20 家。")
    county.page.get_by_role("button", name="关闭第一阶段").click()
    expect(county.page.get_by_text("数字固定在 2013年12月31日，以后不再变").first).to_be_visible()
    county.page.get_by_role("link", name="已关闭，数字固定在").click()
    county.picture("campaign-stage")
    expect(county.page.get_by_text("自查一遍，抽查 20 家。").first).to_be_visible()
    with county.page.expect_download() as taken:
        county.page.get_by_role("link", name="导出", exact=True).click()
    rows = list(load_workbook(BytesIO(Path(taken.value.path()).read_bytes())).active.values)
    assert len(rows) - 3 == 138


def test_a_contest_keeps_days_parts_and_results(browser: Browser, demo: str):
    county = visit(browser, demo, "desktop", DESKTOP, "mengzhiqiu")

    county.open("/campaigns/new/?template=contest")
    county.page.get_by_role("button", name="开始专项").click()
    heading(county.page, "三比三赛")
    county.page.get_by_role("link", name="记结果").click()
    county.page.get_by_label("哪一步").select_option("比赛")
    county.page.get_by_label("结果").fill("评出一等奖 3 家。")
    county.page.get_by_role("button", name="记下").click()
    expect(county.page.get_by_text("评出一等奖 3 家。")).to_be_visible()
    county.page.get_by_role("link", name="关闭第一阶段").click()
    county.page.get_by_label("结果").fill("三项都比完了。")
    county.page.get_by_role("button", name="关闭第一阶段").click()

    expect(county.page.get_by_text("三项都比完了。").first).to_be_visible()
    county.picture("campaign-contest")
