"""Letters, read back as Word reads them."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.factories import make_employer
from tests.organising.paths import TODAY, founding, reelection
from xingjia.organising.commands.recording import record_step
from xingjia.organising.letters import WRITERS, write
from xingjia.organising.queries.letters import setting_of
from xingjia.organising.queries.procedures import PLANS, plan_of, records_of
from xingjia.organising.rules.steps import Done
from xingjia.organising.words import LETTERS
from xingjia.toolkit.papers.word import BLANK

pytestmark = pytest.mark.django_db


def read(procedure, code):
    records = records_of([procedure])[procedure.pk].values()
    return Document(BytesIO(write(code, setting_of(procedure, records))))


def text_of(word) -> str:
    cells = [" ".join(c.text for c in row.cells) for table in word.tables for row in table.rows]
    return "\n".join([*(one.text for one in word.paragraphs), *cells])


def test_every_letter_of_a_step_can_be_written_and_has_a_name():
    wanted = {code for plan in PLANS.values() for step in plan for code in step.letters}

    assert wanted == set(WRITERS) == set(LETTERS)


def test_a_letter_of_which_nothing_is_known_is_lines_to_fill(clerk, employer, union):
    for procedure in (founding(clerk, employer), reelection(clerk, union)):
        for code in {code for step in plan_of(procedure) for code in step.letters}:
            text = text_of(read(procedure, code))
            assert BLANK in text, code
            assert "None" not in text, code


def test_the_request_names_the_group_and_the_staff(clerk, employer):
    procedure = founding(clerk, employer, upto="apply")

    text = text_of(read(procedure, "prepare_request"))

    assert "关于筹建甲厂工会的请示" in text
    assert "上冈镇总工会：" in text
    assert "我单位现有职工40人" in text
    assert "沈听澜、马小川、陶雪舟。" in text
    assert "甲厂工会筹备组\n2014年1月10日" in text


def test_the_reply_bears_its_number(clerk, employer):
    text = text_of(read(founding(clerk, employer, upto="permit"), "prepare_reply"))

    assert text.startswith("上工〔2014〕3号\n关于同意筹建甲厂工会的批复\n甲厂工会筹备组：")
    assert text.endswith("上冈镇总工会\n2014年1月15日")


def test_candidates_stand_by_strokes_for_seven_days(clerk, employer):
    text = text_of(read(founding(clerk, employer, upto="call"), "candidates_notice"))

    assert "丁一、马小川、沈听澜、陶雪舟。" in text  # 2, 3, 7, 10
    assert "2014年2月12日至2014年2月18日，共7天" in text


def test_a_ballot_has_all_candidates_and_lines_for_others(clerk, employer):
    word = read(founding(clerk, employer, upto="call"), "ballot")

    names = [row.cells[0].text for row in word.tables[0].rows][1:]
    assert names[:4] == ["丁一", "马小川", "沈听澜", "陶雪舟"]
    assert [one.startswith("另选人") for one in names[4:]] == [True] * 3
    assert "应选委员3人" in text_of(word)
    assert "“✓”" in text_of(word)
    assert "“×”" in text_of(word)


def test_the_minutes_hold_what_was_counted(clerk, employer):
    text = text_of(read(founding(clerk, employer, upto="meet"), "minutes"))

    for line in (
        "应到人数 36人",
        "实到人数 33人",
        "到会达到三分之二的人数 24人",
        "发出选票 33张",
        "当选需要的票数（应到人数过半数） 19票以上",
        "沈听澜 31 主席",
        "丁一 ____ ",
    ):
        assert line in text


def test_the_answer_states_the_term(clerk, employer):
    text = text_of(read(founding(clerk, employer, upto="approve"), "result_reply"))

    assert "同意成立甲厂工会委员会" in text
    assert "主席：沈听澜" in text
    assert "委员：陶雪舟、马小川" in text
    assert "任期五年，自2014年2月20日至2019年2月19日" in text


def test_a_re_election_names_the_outgoing_term(clerk, union):
    procedure = reelection(clerk, union, upto="approve")

    text = text_of(read(procedure, "reelection_request"))

    assert "于2009年3月1日选举产生，主席姚国平，任期至2014年2月28日" in text
    assert "同意成立" not in text_of(read(procedure, "result_reply"))


def test_a_delay_names_its_last_day(clerk, union):
    procedure = reelection(clerk, union)
    delay = Done(date(2014, 2, 1), "上工〔2014〕5号", {"until": "2014-08-31"})
    record_step(clerk, procedure, "extend", new=delay, on=TODAY)

    assert "延期换届至2014年8月31日" in text_of(read(procedure, "extension_reply"))


def test_rare_characters_and_fonts_come_through(clerk, township):
    employer = make_employer(township, "喆堃䶮㛃𫖯厂", day=date(2013, 1, 1))

    word = read(founding(clerk, employer, upto="approve"), "result_reply")

    runs = [run for one in word.paragraphs for run in one.runs if run.text]
    assert "喆堃䶮㛃𫖯厂工会筹备组" in text_of(word)
    assert {run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in runs} == {
        "仿宋_GB2312",
        "方正小标宋简体",
    }
    assert round(word.sections[0].top_margin.mm) == 37
