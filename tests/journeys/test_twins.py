"""An enterprise was entered twice: both are merged, the merge is undone, and made again."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor
from tests.journeys.test_workbook_to_figure import PASSWORD, bring_in

# One enterprise of the register per width: both visitors work on the same site.
ENTERED_TWICE = {"desktop": "江苏稻阔服装有限公司", "phone": "建湖县蒲盈纺织有限公司"}


def figure(visitor: Visitor) -> str:
    visitor.open("/coverage/320925/?on=2013-12-31")
    return visitor.page.locator(".xj-figures a").first.inner_text()


def enter_again(visitor: Visitor, name: str) -> None:
    """The same name once more, which a county may do with a reason."""
    page = visitor.page
    visitor.open("/employers/new/")
    page.fill("[name=name]", name)
    page.select_option("[name=place]", "320925108")
    page.locator("[name=in_production][value=yes]").check()
    page.fill("[name=staff]", "33")
    page.fill("[name=reason]", "镇里又报了一次")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("h1")).to_contain_text(name)


def test_twins_are_merged_unmerged_and_merged_again(visitor: Visitor):
    page, name = visitor.page, ENTERED_TWICE[visitor.width]
    visitor.sign_in("mengzhiqiu", PASSWORD)
    bring_in(visitor, "S1_register.xlsx")
    assert figure(visitor) == "141"
    enter_again(visitor, name)
    assert figure(visitor) == "142"

    visitor.open("/desk/?kind=twins")
    visitor.picture("desk")
    row = page.locator("tbody tr", has_text=name)
    expect(row).to_have_count(1)
    row.get_by_role("link", name=re.compile("安排、认可")).click()
    visitor.picture("desk-item")
    page.get_by_role("link", name="对照").click()
    visitor.picture("desk-merge")
    page.locator("[name=take_staff][value=drop]").check()
    page.get_by_role("button", name="按选的再看").click()
    expect(page.locator("[name=take_staff][value=drop]")).to_be_checked()
    expect(page.locator("main")).to_contain_text("两条一共算 2 家，以后算 1 家")
    page.get_by_role("button", name="合并成一条").click()
    expect(page.locator("main")).to_contain_text("已合并成一条")
    visitor.picture("desk-merged")
    record = page.url
    assert figure(visitor) == "141"

    page.goto(record)
    page.get_by_role("button", name="撤销合并").click()
    expect(page.locator("main")).to_contain_text("两条登记都和合并以前一样")
    visitor.picture("desk-undone")
    assert figure(visitor) == "142"

    visitor.open("/desk/?kind=twins")
    page.locator("tbody tr", has_text=name).get_by_role("link", name="对照").click()
    page.locator("[name=take_staff][value=keep]").check()
    page.get_by_role("button", name="合并成一条").click()
    page.get_by_role("link", name=name).first.click()
    expect(page.locator("main")).to_contain_text("看合并记录")
    visitor.picture("desk-kept")
    assert figure(visitor) == "141"
