"""A superior invites a colleague, who sets a password and sees the own township."""

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Visitor

PASSWORD = "xingjia-demo"


def test_a_colleague_is_invited_and_comes_in(visitor: Visitor):
    page, username = visitor.page, f"qiaoyunxiu.{visitor.width}"
    visitor.sign_in("mengzhiqiu", PASSWORD)
    visitor.open("/people/")
    visitor.picture("people")
    visitor.open("/people/invite/")
    page.fill("[name=name]", "乔云岫")
    page.fill("[name=username]", username)
    page.fill("[name=place]", "建阳镇")
    role = page.locator("[name=role][value=township_officer]")
    if role.count():
        role.check()
    else:
        page.select_option("[name=role]", "township_officer")
    visitor.picture("invite")
    page.locator("main form button[type=submit]").last.click()
    link = re.search(r"/welcome/[\w-]+/", page.content())
    assert link is not None
    visitor.picture("invitation")

    page.context.clear_cookies()
    visitor.open(link.group())
    visitor.picture("welcome")
    for field in page.locator("input[type=password]").all():
        field.fill("yunxiu-2014-jianyang")
    page.locator("main button[type=submit]").last.click()
    visitor.sign_in(username, "yunxiu-2014-jianyang")

    expect(page.locator("main")).to_contain_text("建阳镇")


def test_somebody_who_mistypes_the_password_is_told_how_many_tries_are_left(visitor: Visitor):
    visitor.open("/sign-in/")
    visitor.picture("sign-in")

    visitor.sign_in(f"nobody.{visitor.width}", "wrong-password")

    expect(visitor.page.locator("main")).to_contain_text("还可以试 4 次")
    visitor.picture("sign-in-wrong")
