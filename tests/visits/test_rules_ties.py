"""docs/domain.md §11: who checks says first how he stands to those he checks."""

import pytest

from xingjia.visits.rules.ties import Inspector, Sign, family_name, may_check, signs

CHAIR = "姚国平"
SAME = (Sign.SAME_FAMILY_NAME, CHAIR)


def test_trap_15_inspectors_of_the_chairs_family_name_must_declare():
    pair = [Inspector("姚建军"), Inspector("姚海燕")]

    for one in pair:
        found = signs(one, 7, [CHAIR, "秦望海"])
        assert found == {SAME}
        assert may_check(found, {}) is None
        assert may_check(found, {SAME: False}) is True
        assert may_check(found, {SAME: True}) is False


def test_no_sign_asks_nothing():
    assert may_check(signs(Inspector("陆文田", union=3), 7, [CHAIR]), {}) is True


def test_each_person_is_declared_about():
    found = signs(Inspector("姚建军"), 7, [CHAIR, "姚远"])

    assert may_check(found, {SAME: False}) is None


@pytest.mark.parametrize(
    ("inspector", "sign"),
    [
        (Inspector("陆文田", union=7), Sign.SAME_UNION),
        (Inspector("陆文田", union=3, partners=frozenset({7})), Sign.PARTNER),
    ],
)
def test_nobody_checks_his_own_union_or_its_partner_whatever_he_declares(inspector, sign):
    found = signs(inspector, 7, [CHAIR])

    assert found == {(sign, "")}
    assert may_check(found, {(sign, ""): False}) is False


@pytest.mark.parametrize(
    ("name", "family"), [("欧阳明", "欧阳"), ("欧阳", "欧"), ("王明", "王"), ("", "")]
)
def test_a_family_name_may_have_two_characters(name, family):
    assert family_name(name) == family
