"""A county's variant: parent, selection, parameters; the codes stay."""

from datetime import date

import pytest

from tests.standards.rules.saying import claim
from xingjia.standards import presets
from xingjia.standards.reading import WrongStandard
from xingjia.standards.rules.criteria import Words
from xingjia.standards.rules.evaluating import Outcome, evaluate
from xingjia.standards.rules.variants import Variant, WrongVariant

DAY = date(2014, 4, 8)


def variant(**more) -> Variant:
    base = {"code": "jianhu-liuyou", "version": "2014", "title": Words("建湖六有")}
    return Variant(**{**base, "parent": ("liuyou", "2020"), **more})


def test_a_variant_has_its_parents_codes_without_those_dropped():
    parent = presets.shipped()["liuyou", "2020"]
    ours = presets.local(variant(dropped=frozenset({"LY-5", "LY-4O"})))

    assert [one.code for one in ours.criteria] == [
        one.code for one in parent.criteria if one.code not in {"LY-5", "LY-4O"}
    ]
    assert (ours.code, ours.parent, ours.official) == ("jianhu-liuyou", "liuyou 2020", False)


def test_a_figure_of_the_place_judges():
    facts = [claim("membership", DAY, rate="92")]
    ours = presets.local(variant(values=(("membership_rate", "90"),)))

    assert evaluate(presets.newest("liuyou"), facts).criteria["LY-1R"].on(DAY) is Outcome.NOT_MET
    assert evaluate(ours, facts).criteria["LY-1R"].on(DAY) is Outcome.MET


def test_an_optional_criterion_no_longer_decides():
    ours = presets.local(variant(optional=frozenset({"LY-5"})))

    assert not ours.criterion("LY-5").required


@pytest.mark.parametrize(
    ("more", "unknown"),
    [
        ({"dropped": frozenset({"LY-99"})}, ("LY-99",)),
        ({"optional": frozenset({"SL-01"})}, ("SL-01",)),
        ({"values": (("colour", "1"),)}, ("colour",)),
    ],
)
def test_what_the_parent_does_not_have_is_refused(more, unknown):
    with pytest.raises(WrongVariant) as caught:
        presets.local(variant(**more))

    assert caught.value.unknown == unknown
    assert caught.value.allowed


def test_a_selection_that_leaves_nothing_is_refused():
    codes = frozenset(one.code for one in presets.newest("liuyou").criteria if one.required)

    with pytest.raises(WrongVariant):
        presets.local(variant(optional=codes))


def test_a_figure_that_is_none_gets_the_sentence_of_the_file():
    with pytest.raises(WrongStandard, match="“viele”不是数"):
        presets.local(variant(values=(("women", "viele"),)))
