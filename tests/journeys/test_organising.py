"""A union is founded from the first visit to the account; a chair is re-elected, late."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Visitor, running_site

PASSWORD = "xingjia-demo"
COVERAGE = "/coverage/320925/?on=2013-12-31"
# One each for the two widths, for a union is founded once: in production and without a union.
EMPLOYERS = {"desktop": "江苏鹤启灯具有限公司", "phone": "盐城麋昇包装印刷厂"}
LATE = {"desktop": "盐城舟熠节能电器有限公司工会委员会", "phone": "盐城岚越服装有限公司工会"}
PEOPLE = {
    "沈听澜": ("chair", 31),
    "陶雪舟": ("member", 29),
    "马小川": ("member", 30),
    "丁一帆": ("", 9),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demonstration with its data, which these journeys change."""
    with running_site(tmp_path_factory.mktemp("organising")) as address:
        yield address


def figures(visitor: Visitor) -> tuple[int, int]:
    """How many employers have a union, and how many elections are overdue."""
    visitor.open(COVERAGE)
    links = (
        visitor.page.locator(f"main a[href*='/320925/{measure}/']").first
        for measure in ("with_union", "elections_overdue")
    )
    unionised, overdue = (int(link.inner_text()) for link in links)
    return unionised, overdue


def enter(visitor: Visitor, step: str, day: str, **fields: str) -> None:
    """Fill in the form of a step on the page of the procedure and send it."""
    button = visitor.page.get_by_role("button", name=f"记下“{step}”")
    form = visitor.page.locator("form").filter(has=button)
    fill(form, done_on=day, **fields)
    button.click()
    expect(visitor.page.get_by_text(f"已记下“{step}”")).to_be_visible()


def fill(form: Locator, **fields: str) -> None:
    for name, value in fields.items():
        form.locator(f"[name={name}]").fill(value)


def enter_meeting(visitor: Visitor, step: str, day: str, reason: str = "") -> None:
    """The meeting has a page of its own, with the candidates known already."""
    page = visitor.page
    page.get_by_role("link", name="填会议结果").click()
    visitor.picture("organising-meeting")
    form = page.locator("main form[method=post]")
    counts = {"should_attend": "36", "present": "33", "issued": "33", "returned": "33"}
    fill(form, done_on=day, reason=reason, **counts)
    page.get_by_label("5 年").check()
    for row in range(len(PEOPLE)):
        name = form.locator(f"[name=seats-{row}-name]").input_value()
        post, votes = PEOPLE[name]
        form.locator(f"[name=seats-{row}-post]").select_option(post)
        form.locator(f"[name=seats-{row}-votes]").fill(str(votes))
    page.get_by_label(re.compile("当选的人都声明过")).check()
    page.get_by_role("button", name=f"记下“{step}”").click()
    expect(page.get_by_text(f"已记下“{step}”")).to_be_visible()


def test_a_union_is_founded_from_the_first_visit_to_the_account(visitor: Visitor):
    page = visitor.page
    visitor.sign_in("mengzhiqiu", PASSWORD)
    before, _ = figures(visitor)

    visitor.open(f"/employers/?on=2013-12-31&q={EMPLOYERS[visitor.width]}")
    page.get_by_role("link", name=EMPLOYERS[visitor.width]).first.click()
    page.get_by_role("link", name="开始建会").click()
    visitor.picture("organising-begin")
    page.get_by_role("button", name="开始建会").click()
    enter(visitor, "摸底", "2013-10-08", contact="厂办")
    enter(visitor, "筹备申请", "2013-10-10", group="沈听澜、陶雪舟、马小川")
    enter(visitor, "批复同意筹建", "2013-10-15", doc_no="建总工〔2013〕30号")
    enter(visitor, "发展会员", "2013-11-01", members="36", women_members="12")
    enter(visitor, "候选人公示和大会请示", "2013-11-04", candidates="\n".join(PEOPLE), seats="3")
    visitor.picture("organising-procedure")
    with page.expect_download() as download:
        page.locator("#meet").get_by_role("link", name="选票").click()
    assert download.value.suggested_filename.endswith("选票.docx")
    enter_meeting(visitor, "会员大会选举", "2013-11-12")
    enter(visitor, "报批", "2013-11-13")
    enter(visitor, "批复，工会成立", "2013-11-20", doc_no="建总工〔2013〕41号")
    enter(visitor, "印章和牌子", "2013-11-25")
    enter(visitor, "法人登记", "2013-12-05")
    enter(visitor, "开户和经费", "2013-12-12")
    expect(page.get_by_text("都办完了，工会已经建起来。")).to_be_visible()
    visitor.picture("organising-founded")

    after, _ = figures(visitor)
    assert after == before + 1


def test_a_chair_is_re_elected_late(visitor: Visitor):
    page = visitor.page
    visitor.sign_in("mengzhiqiu", PASSWORD)
    _, before = figures(visitor)
    visitor.open("/organising/")
    visitor.picture("organising-list")
    page.get_by_role("link", name=f"{LATE[visitor.width]}：开始换届").click()
    page.get_by_role("button", name="开始换届").click()
    enter(visitor, "成立筹备机构", "2013-10-08", group="沈听澜、陶雪舟")
    enter(visitor, "换届请示", "2013-10-10")
    enter(visitor, "批复同意换届", "2013-10-15", doc_no="上工〔2013〕30号")
    enter(visitor, "提名候选人", "2013-11-01", candidates="\n".join(PEOPLE), seats="3")
    enter(visitor, "候选人公示", "2013-11-04")
    visitor.picture("organising-reelection")
    enter_meeting(visitor, "会员（代表）大会选举", "2013-11-12", "超期多年，镇总工会同意补选")
    enter(visitor, "报选举结果", "2013-11-13")
    enter(visitor, "批复选举结果", "2013-11-20", doc_no="上工〔2013〕41号")

    _, after = figures(visitor)
    assert after == before - 1
    visitor.open(f"/unions/?on=2013-12-31&q={LATE[visitor.width]}")
    page.get_by_role("link", name=LATE[visitor.width]).first.click()
    expect(page.locator(".xj-figures")).to_contain_text("沈听澜")
    expect(page.locator(".xj-figures")).to_contain_text("任期内")
