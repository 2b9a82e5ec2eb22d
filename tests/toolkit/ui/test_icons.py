import re

import pytest
from django.template import Context, Template

from tests.toolkit.ui.layout import templates
from xingjia.toolkit.ui.icons import UnknownIcon, icon_markup


def test_an_icon_is_one_hidden_svg_without_its_empty_frame():
    markup = icon_markup("printer")

    assert markup.startswith('<svg class="ti" aria-hidden="true"')
    assert markup.count("<svg") == 1
    assert markup.count("<path") == 3
    assert "M0 0h24v24H0z" not in markup


@pytest.mark.parametrize("name", ["no-such-icon", "../outline/printer", "", "Printer"])
def test_an_unknown_icon_is_refused(name):
    with pytest.raises(UnknownIcon):
        icon_markup(name)


def test_a_template_with_an_unknown_icon_fails_while_it_is_rendered():
    template = Template('{% if shown %}{% icon "no-such-icon" %}{% endif %}')

    assert template.render(Context({"shown": False})) == ""
    with pytest.raises(UnknownIcon):
        template.render(Context({"shown": True}))


def test_every_icon_named_in_a_template_exists():
    named = {
        name
        for file in templates()
        for name in re.findall(r'\{% icon "([^"]+)" %\}', file.read_text(encoding="utf-8"))
    }

    assert "search" in named
    for name in named:
        icon_markup(name)
