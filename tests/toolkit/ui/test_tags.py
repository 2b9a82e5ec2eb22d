from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.toolkit.ui.samples import bound_form
from xingjia.toolkit.ui.templatetags import ui


def written(source: str, **variables: object) -> str:
    """What a template makes of these variables."""
    return Template(source).render(Context(variables))


@pytest.mark.parametrize(
    ("language", "words"),
    [("zh-hans", "2013年12月31日"), ("zh-hant", "2013年12月31日"), ("en", "31 December 2013")],
)
def test_a_day_is_written_in_the_language_of_the_reader(language, words):
    with translation.override(language):
        assert ui.day(date(2013, 12, 31)) == words


@pytest.mark.parametrize(
    ("fraction", "words"),
    [
        (Decimal("0.9787"), "97.9%"),
        (Decimal("0.9785"), "97.9%"),  # half up, not half to even
        (0.6957, "69.6%"),
        (Decimal("1.0000"), "100.0%"),
        (0, "0.0%"),
        (Decimal("-0.015"), "−1.5%"),
    ],
)
def test_a_rate_has_one_decimal(fraction, words):
    assert ui.rate(fraction) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0"), (138, "138"), (9999, "9999"), (12345, "12,345"), (-2, "−2")]
)
def test_a_count_is_grouped_from_ten_thousand(number, words):
    assert ui.count(number) == words


def test_what_is_not_known_is_a_dash_and_never_nought():
    source = "{{ nothing|count }}{{ nothing|rate }}{{ nothing|day }}{{ absent|rate }}"

    assert written(source, nothing=None) == "————"


def test_a_bar_shows_both_figures_and_says_them():
    svg = written('{% bar verified=96 claimed=112 base=138 target=138 name="全县" %}')

    assert 'role="img"' in svg
    assert 'aria-label="全县 核实 96，上报 112，应有 138"' in svg
    assert '<rect class="claimed" x="0" y="0.5" width="81.2%"' in svg
    assert '<rect class="verified" width="69.6%"' in svg
    assert '<line class="target" x1="100.0%"' in svg


def test_a_bar_without_a_base_is_only_its_track():
    svg = written("{% bar verified=0 claimed=None base=0 %}")

    assert svg.count("<rect") == 1
    assert 'aria-label="核实 0，上报 —，应有 0"' in svg


@given(part=st.integers(0, 10**7), base=st.integers(1, 10**7))
def test_a_bar_never_runs_over_its_end(part, base):
    width = ui.bar(verified=part, claimed=part, base=base)["verified"]

    assert 0 <= float(width.removesuffix("%")) <= 100


@pytest.mark.parametrize("kind", ui.STANDINGS)
def test_a_chip_is_an_icon_and_a_word(kind):
    html = written("{% chip kind %}", kind=kind)

    assert f'class="xj-chip xj-chip-{kind}"' in html
    assert '<svg class="ti"' in html
    assert str(ui.STANDINGS[kind][1]) in html


def test_a_chip_takes_another_word_and_refuses_another_kind():
    assert "暂缓" in written('{% chip "unmet" word="暂缓" %}')
    with pytest.raises(KeyError):
        written('{% chip "splendid" %}')


def test_a_message_keeps_its_links_and_escapes_what_was_typed():
    html = written(
        '{% message "bad" %}<b>有错</b> {{ typed }}{% endmessage %}', typed="<script>x</script>"
    )

    assert "xj-msg-bad" in html
    assert 'role="alert"' in html
    assert "<b>有错</b> &lt;script&gt;" in html


@pytest.mark.parametrize(
    ("level", "kind"),
    [("success", "ok"), ("error", "bad"), ("warning", "warn"), ("info", "info"), ("", "info")],
)
def test_levels_of_messages_have_their_kinds(level, kind):
    assert ui.message_kind(level) == kind


def test_the_day_picker_keeps_the_filters_and_drops_the_page():
    request = RequestFactory().get("/", {"town": ["上冈镇", "沿河镇"], "page": "3", "on": "x"})
    html = written(
        "{% day_picker on today %}",
        request=request,
        on=date(2013, 12, 31),
        today=date(2014, 4, 8),
    )

    assert 'value="上冈镇"' in html
    assert 'value="沿河镇"' in html
    assert "page" not in html
    assert "&amp;on=2013-06-30" in html
    assert 'value="2013-12-31"' in html
    assert "推算" not in html


def test_a_day_to_come_is_marked_as_a_forecast():
    picked = {"on": date(2014, 6, 30), "today": date(2014, 4, 8)}
    html = written("{% day_picker on today %}", request=RequestFactory().get("/"), **picked)

    assert "推算" in html


def test_a_text_field_is_dressed_and_a_choice_is_not():
    form = bound_form()

    assert 'class="xj-input"' in ui.control(form["elected"])
    assert "xj-input" not in ui.control(form["choice"])
    assert "xj-input" not in ui.control(form["checked"])


@pytest.mark.parametrize(
    ("language", "code"), [("zh-hans", "zh-Hans"), ("zh-hant", "zh-Hant"), ("en", "en")]
)
def test_the_page_names_its_language(language, code):
    with translation.override(language):
        assert ui.html_lang() == code
