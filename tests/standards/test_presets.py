"""What ships: every standard can be read, says where it comes from, and never changes."""

import re
from datetime import date
from fractions import Fraction

import pytest

from tests.standards.rules.saying import claim
from xingjia.standards import presets
from xingjia.standards.reading import WrongStandard
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.rules.evaluating import Outcome, all_kinds, evaluate

DAY = date(2014, 4, 8)
ALL = list(presets.shipped().values())


def name(standard: Standard) -> str:
    return standard.code


def test_what_ships():
    assert {(one.code, one.version): len(one.criteria) for one in ALL} == {
        ("shuangliang", "2013"): 11,
        ("liuyou", "2020"): 18,
        ("jiuyou", "2013"): 9,
        ("liuyou-wuhua", "2021"): 0,
        ("stages", "2013"): 4,
        ("home-qualified", "2021"): 12,
        ("home-advanced", "2021"): 6,
        ("home-model", "2025"): 3,
        ("home-points", "2025"): 15,
    }


def test_a_published_file_never_changes():
    """Changed one? Make it a new version: its result in years past must stay what it was."""
    said = dict(
        reversed(line.split())
        for line in (presets.folder() / "published.txt").read_text(encoding="utf-8").splitlines()
    )

    assert {path.name: presets.digest(path) for path in presets.folder().glob("*.yaml")} == said


@pytest.mark.parametrize("standard", ALL, ids=name)
def test_each_says_its_source_and_what_is_not_official(standard: Standard):
    assert "domain.md" in standard.source
    assert not standard.official
    assert standard.note.zh
    assert standard.note.en


@pytest.mark.parametrize("standard", ALL, ids=name)
def test_each_line_speaks_both_languages_and_says_what_to_do(standard: Standard):
    lines = (*standard.criteria, *standard.vetoes, *standard.diagnoses)

    assert [
        one.code for one in lines if not (one.title.en and one.restore.zh and one.restore.en)
    ] == []


@pytest.mark.parametrize("standard", ALL, ids=name)
def test_every_figure_of_a_place_is_a_parameter_with_its_source(standard: Standard):
    assert [one.code for one in standard.parameters if not one.source] == []


@pytest.mark.parametrize("standard", ALL, ids=name)
def test_of_a_union_nobody_speaks_of_nothing_is_said(standard: Standard):
    verdict = evaluate(standard, [])
    standings = (verdict.whole, *verdict.criteria.values(), *verdict.vetoes.values())

    assert {one.on(DAY) for one in (*standings, *verdict.diagnoses.values())} == {Outcome.UNKNOWN}


def test_the_three_disclosures_use_the_facts_of_sign_and_identity():
    shuangliang, liuyou = presets.newest("shuangliang"), presets.newest("liuyou")
    facts = [claim("duties_public", DAY), claim("promises_public", DAY)]

    ours = evaluate(shuangliang, facts).criteria
    theirs = evaluate(liuyou, facts).criteria

    assert theirs["GK-1"].met == ours["SL-07"].met
    assert theirs["GK-3"].met == ours["SL-08"].met
    assert theirs["GK-2"].on(DAY) is Outcome.UNKNOWN


def test_a_register_that_says_the_chair_shows_no_identity_fails_it():
    no = claim("identity_shown", DAY, holds=False)
    badge = claim("identity_item", DAY, form="badge")

    def outcome(*facts):
        return evaluate(presets.newest("shuangliang"), facts).criteria["SL-05"].on(DAY)

    assert outcome(no) is Outcome.NOT_MET
    assert outcome(no, badge) is Outcome.MET


def test_the_empty_frame_is_shown_and_asks_nothing():
    frame = presets.newest("liuyou-wuhua")

    assert frame.is_empty
    assert all_kinds(frame) == frozenset()


def test_the_vetoes_are_the_seven_that_have_a_source():
    vetoes = presets.newest("home-model").vetoes

    assert [one.code for one in vetoes] == [f"V{n}" for n in range(1, 8)]
    assert all("S19" in one.source or "S36" in one.source for one in vetoes)


def test_a_file_under_another_name_is_refused(tmp_path):
    text = presets.source_of(presets.newest("jiuyou"))
    (tmp_path / "jiuyou-2014.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(WrongStandard, match="文件名"):
        presets.read_folder(tmp_path)


def test_standards_that_lean_on_each_other_in_a_circle_are_refused(tmp_path):
    head = "title: {zh-hans: 圈}\nsource: test\nofficial: false\ncriteria: []\n"
    for code, other in (("a", "b"), ("b", "a")):
        text = f'standard: {code}\nversion: "1"\nuses: {{{other}: "1"}}\n{head}'
        (tmp_path / f"{code}-1.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(WrongStandard, match="反过来"):
        presets.read_folder(tmp_path)


def test_the_list_by_points_says_of_each_line_whose_points_these_are():
    found = presets.newest("home-points")
    counted = [one for one in found.criteria if one.points]

    assert len(counted) == len(found.criteria)
    assert all(one.clause for one in counted)
    assert {"S23", "S33", "S34"} <= set(
        re.findall(r"S\d+", " ".join(one.clause for one in counted))
    )
    assert [one.code for one in counted if one.required] == ["BF-01", "BF-06", "BF-09"]
    assert [one.code for one in counted if one.points.deduct] == ["BF-03", "BF-12", "BF-13"]
    assert [one.code for one in counted if one.points.bonus] == ["BF-14", "BF-15"]
    assert found.vetoes
    assert not found.official


def test_what_does_not_apply_is_left_out_and_the_rest_counts_for_the_hundred():
    found = presets.newest("home-points")
    men = [claim("membership", DAY, members="100", women="0", rate="85")]
    scored = next(one for one in evaluate(found, men).scores if one.days.holds(DAY))

    assert scored.claimed.left_out == ("BF-02", "BF-08")
    assert scored.claimed.points == Fraction(9 * 100, 91)  # 90 − 85 is one step: 9 of 10
