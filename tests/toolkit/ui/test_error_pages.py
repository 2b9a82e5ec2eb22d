import pytest
from django.template.loader import get_template, render_to_string
from django.utils import translation

from tests.toolkit.ui.samples import shell
from xingjia.toolkit.ui import icons

pytestmark = pytest.mark.urls("tests.toolkit.ui.urls")


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize("page", ["400", "403", "403_csrf", "404"])
def test_an_error_page_says_what_to_do_and_whom_to_call(page):
    html = render_to_string(f"{page}.html", shell())

    assert "0515-80001233" in html
    assert "回首页" in html


def test_not_found_does_not_tell_whether_it_exists():
    assert "可能不归您管，或已合并" in render_to_string("404.html", shell())


def test_a_breakdown_shows_the_code_to_read_out():
    html = render_to_string("500.html", {"support_code": "7F3A-20K9"})

    assert '<p class="xj-support-code">7F3A-20K9</p>' in html


def test_a_breakdown_page_needs_neither_context_nor_icons(monkeypatch):
    def broken(name: str) -> str:
        raise icons.UnknownIcon(name)

    monkeypatch.setattr("xingjia.toolkit.ui.templatetags.ui.icon_markup", broken)

    # As Django's own handler renders it: no request, no variables.
    assert "系统出了问题" in get_template("500.html").render()
