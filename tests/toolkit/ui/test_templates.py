"""Every template of the product: the content security policy allows nothing inline."""

import re
from pathlib import Path

import pytest

from tests.toolkit.ui.layout import ROOT, templates

INLINE = {
    "style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script without src": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=.application/json)", re.IGNORECASE
    ),
    "event attribute": re.compile(r"\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
}


def inline(source: str) -> list[str]:
    """What a template holds that a browser would refuse under our policy."""
    page = re.sub(r"{%.*?%}", "", source)  # what a tag is given never reaches the browser
    return [what for what, pattern in INLINE.items() if pattern.search(page)]


@pytest.mark.parametrize("file", templates(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_template_holds_inline_style_or_script(file: Path):
    assert inline(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('<p style="color:red">', ["style attribute"]),
        ("<style>p{}</style>", ["style element"]),
        ("<script>x()</script>", ["script without src"]),
        ('<a onclick="x()">', ["event attribute"]),
        ('<a hx-on:click="x()">', ["event attribute"]),
        ('<a href="javascript:x()">', ["script address"]),
        ('<script src="/a.js" defer></script>', []),
        ('<script type="application/json">{}</script>', []),
        ('<meta name="viewport" content="a" data-option="x">', []),
    ],
)
def test_the_look_out_for_inline_code_finds_it(source, found):
    assert inline(source) == found


def test_every_form_that_posts_carries_its_token():
    for file in templates():
        source = file.read_text(encoding="utf-8")
        for form in re.findall(r'<form[^>]*method="post".*?</form>', source, re.DOTALL):
            assert "{% csrf_token %}" in form, file
