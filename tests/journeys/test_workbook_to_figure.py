"""The main job: a messy workbook arrives, and the leader asks how many and who is missing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Visitor

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
PASSWORD = "xingjia-demo"


def bring_in(visitor: Visitor, workbook: str) -> None:
    """Drop the file, read the dry run, and write it, unless another visitor did before."""
    page = visitor.page
    visitor.open("/imports/")
    page.set_input_files("input[type=file]", SAMPLES / workbook)
    page.get_by_role("button", name="读这份表").click()
    visitor.picture(f"dry-run-{workbook.split('_', maxsplit=1)[0]}")
    write = page.get_by_role("button", name=re.compile(r"写入 \d+ 行"))
    if write.count():
        write.click()
        expect(page.get_by_text(re.compile("已写入"))).not_to_have_count(0, timeout=60_000)


def test_a_cadre_brings_the_register_in_and_sees_who_is_missing(visitor: Visitor):
    page = visitor.page
    visitor.sign_in("mengzhiqiu", PASSWORD)
    visitor.picture("home")
    bring_in(visitor, "S1_register.xlsx")
    bring_in(visitor, "S2_contracts.xlsx")

    visitor.open("/coverage/320925/?on=2013-12-31")

    figures = page.locator(".xj-figures")
    for count in ("141", "138", "127"):
        expect(figures.get_by_role("link", name=count, exact=True).first).to_be_visible()
    for rate in ("97.9%", "92.0%", "90.1%"):
        expect(figures.get_by_text(rate).first).to_be_visible()
    visitor.picture("coverage")
    figures.get_by_role("link", name="3 家").first.click()
    expect(page.get_by_text("江苏鹤启灯具有限公司").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("3 家")
    visitor.picture("missing")


@pytest.mark.without_scripts
def test_the_same_works_without_javascript(visitor: Visitor):
    visitor.sign_in("mengzhiqiu", PASSWORD)
    bring_in(visitor, "S1_register.xlsx")

    visitor.open("/coverage/320925/?on=2013-12-31")

    expect(visitor.page.locator(".xj-figures")).to_contain_text("141")


def test_every_list_and_record_fits_the_screen(visitor: Visitor):
    visitor.sign_in("mengzhiqiu", PASSWORD)
    bring_in(visitor, "S1_register.xlsx")
    for name in ("employers", "unions"):
        visitor.open(f"/{name}/?on=2013-12-31")
        visitor.picture(name)
        links = visitor.page.locator(f"main a[href^='/{name}/']").all()
        records = [one for one in links if re.match(rf"/{name}/\d+/", one.get_attribute("href"))]
        records[0].click()
        visitor.picture(name.removesuffix("s"))


def test_a_township_cadre_sees_the_own_township_only(visitor: Visitor):
    visitor.sign_in("luwentian", PASSWORD)
    visitor.picture("home-township")

    expect(visitor.page.locator("main")).to_contain_text("上冈镇")
    refused = visitor.page.goto(f"{visitor.site}/coverage/320925101/")

    assert refused is not None
    assert refused.status == 404
    visitor.complaints.clear()  # the browser reports the refusal itself
    visitor.picture("not-yours")


def test_a_leader_reads_in_another_language(visitor: Visitor):
    page = visitor.page
    visitor.sign_in("qinwanghai", PASSWORD)
    visitor.open("/coverage/320900/?on=2013-12-31")
    for language, lang, words in (
        ("zh-hant", "zh-Hant", "工作進展"),
        ("en", "en", "Progress"),
        ("zh-hans", "zh-Hans", "工作进展"),
    ):
        page.locator(f"button[name=language][value={language}]").first.evaluate(
            "button => button.form.requestSubmit(button)"
        )
        expect(page.locator("html")).to_have_attribute("lang", lang)
        expect(page.locator("h1")).to_contain_text(words)
        visitor.picture(f"language-{lang}")
