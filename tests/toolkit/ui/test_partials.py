from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from tests.toolkit.ui.samples import SAMPLES, Said, bound_form, shell
from xingjia.toolkit import ui

pytestmark = pytest.mark.urls("tests.toolkit.ui.urls")

PARTS = sorted(path.stem for path in Path(ui.__file__).parent.glob("templates/ui/*.html"))


@pytest.fixture(autouse=True)
def _in_chinese():
    with translation.override("zh-hans"):
        yield


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_a_sample_and_renders_with_it(part):
    html = render_to_string(f"ui/{part}.html", SAMPLES[part]())

    assert html.strip()
    assert "{%" not in html
    assert "{#" not in html


@pytest.mark.parametrize("part", PARTS)
def test_every_part_says_on_top_what_it_needs(part):
    source = get_template(f"ui/{part}.html").template.source

    assert "{# " in source or "{% comment %}" in source


def test_a_nought_is_not_a_link_and_an_empty_base_has_no_rate():
    html = render_to_string("ui/of.html", {"count": 0, "base": 0, "url": "/r/", "with_rate": True})

    assert "<a" not in html
    assert "0 / 0" in html
    assert '<span class="xj-pct">—</span>' in html


def test_a_large_figure_prints_its_base_and_links_to_its_rows():
    html = render_to_string("ui/figure.html", {**SAMPLES["figure"](), "base_name": "已建会"})

    assert '<a href="/r/">96</a>' in html
    assert "/ 138 已建会" in html
    assert "69.6%" in html


def test_pages_say_which_rows_and_keep_the_filters():
    page = Paginator(range(138), 50).page(1)
    request = RequestFactory().get("/", {"town": "x", "page": "1"})
    html = render_to_string("ui/pages.html", {"page": page, "request": request})

    assert "第 1–50 行，共 138 行" in html
    assert 'href="?town=x&amp;page=2"' in html
    assert "上一页" not in html


def test_a_field_ties_its_help_and_its_error_to_its_input():
    html = render_to_string("ui/field.html", {"field": bound_form()["until"]})

    assert 'id="id_until_error"' in html
    assert "2月没有 30日" in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_until_error"' in html


def test_the_list_of_errors_leads_to_the_fields():
    html = render_to_string("ui/form_errors.html", {"form": bound_form()})

    assert 'href="#id_until"' in html
    assert 'href="#id_checked"' in html
    assert 'href="#id_elected"' not in html


def test_a_form_without_errors_lists_none():
    assert not render_to_string("ui/form_errors.html", {"form": type(bound_form())()}).strip()


def test_a_running_job_asks_again_and_a_finished_one_stops():
    job = SAMPLES["progress"]()

    assert 'hx-trigger="every 2s"' in render_to_string("ui/progress.html", job)
    assert "hx-get" not in render_to_string("ui/progress.html", {**job, "finished": True})


def test_after_a_filter_the_empty_list_offers_to_clear_it():
    html = render_to_string("ui/empty.html", {"clear_url": "?on=2013-12-31"})

    assert "没有符合的" in html
    assert 'href="?on=2013-12-31"' in html


def test_the_menu_marks_the_place_and_counts_the_work():
    html = render_to_string("ui/menu.html", shell())

    assert html.count('aria-current="page"') == 2
    assert html.count("<span>141</span>") == 1


def test_the_menu_of_a_phone_opens_without_scripts():
    html = render_to_string("ui/page.html", shell())

    assert '<details class="xj-menu xj-phone-only xj-phone-menu">' in html
    assert html.count('action="/sign-out/"') == 2  # the bar and the menu of a phone
    assert 'name="csrfmiddlewaretoken"' in html


def test_the_mark_of_a_demonstration_is_on_its_pages_only():
    assert "演示数据" in render_to_string("ui/page.html", shell())
    assert "演示数据" not in render_to_string("ui/page.html", {**shell(), "demo": False})


def test_a_page_that_waits_reloads_without_scripts():
    assert 'http-equiv="refresh" content="5"' in render_to_string(
        "ui/page.html", {**shell(), "refresh": 5}
    )
    assert "http-equiv" not in render_to_string("ui/page.html", shell())


def test_what_the_last_act_said_stands_in_the_page():
    html = render_to_string("ui/page.html", {**shell(), "messages": [Said("已写入 26 行")]})

    assert "xj-msg-ok" in html
    assert "已写入 26 行" in html
