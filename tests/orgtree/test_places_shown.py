"""How the code of a place is written on pages."""

from xingjia.orgtree.models import Node
from xingjia.orgtree.templatetags.places import place_code


def test_a_code_given_here_is_marked_wherever_it_stands(settings):
    settings.LANGUAGE_CODE = "zh-hans"

    assert place_code(Node(code="320925L01")) == "320925L01，自编代码"
    assert place_code(Node(code="320925101")) == "320925101"
