"""A paper is read back as Word would read it."""

from datetime import date
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

from xingjia.toolkit.papers.word import FANG, HEI, SONG, Paper, day_text, or_blank

RARE = "陶喆、刘堃、䶮㛃𫖯"


def opened(paper: Paper):
    return Document(BytesIO(paper.content()))


def a_paper() -> Paper:
    paper = Paper()
    paper.title("关于换届选举的请示")
    paper.addressee("上冈镇总工会")
    paper.body("我会任期将满。", f"候选人：{RARE}。")
    paper.heading("一、时间")
    paper.table(("姓名", "同意"), [(RARE, "12")])
    paper.sign("某某公司工会委员会", date(2014, 1, 5))
    return paper


def fonts_of(word) -> set[tuple[str, str]]:
    runs = [run for paragraph in word.paragraphs for run in paragraph.runs if run.text]
    return {
        (run.font.name, run._element.rPr.rFonts.get(qn("w:eastAsia")))
        for run in [*runs, *word.tables[0].rows[1].cells[0].paragraphs[0].runs]
    }


def test_the_page_is_that_of_gb_t_9704():
    section = opened(a_paper()).sections[0]

    sizes = [round(one.mm) for one in (section.page_width, section.page_height)]
    margins = [
        round(one.mm)
        for one in (
            section.top_margin,
            section.right_margin,
            section.bottom_margin,
            section.left_margin,
        )
    ]
    assert sizes == [210, 297]
    assert margins == [37, 26, 35, 28]


def test_the_grid_holds_22_lines_of_28_characters():
    grid = opened(a_paper()).sections[0]._sectPr.find(qn("w:docGrid"))
    pitch = int(grid.get(qn("w:linePitch"))) / 20
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096

    assert grid.get(qn("w:type")) == "linesAndChars"
    assert 22 * pitch < 638  # 225 mm are 637.8 pt
    assert round(28 * character * 25.4 / 72) == 156


def test_each_font_is_named_for_chinese_too():
    assert fonts_of(opened(a_paper())) == {(SONG, SONG), (FANG, FANG), (HEI, HEI)}


def test_the_text_stands_in_its_order_with_rare_characters_whole():
    word = opened(a_paper())

    assert [one.text for one in word.paragraphs] == [
        "关于换届选举的请示",
        "上冈镇总工会：",
        "我会任期将满。",
        f"候选人：{RARE}。",
        "一、时间",
        "",
        "某某公司工会委员会",
        "2014年1月5日",
    ]
    assert [cell.text for cell in word.tables[0].rows[1].cells] == [RARE, "12"]


def test_a_paragraph_of_the_body_is_two_characters_in():
    indents = [
        one._p.pPr.ind.get(qn("w:firstLineChars"))
        for one in opened(a_paper()).paragraphs
        if one._p.pPr is not None and one._p.pPr.ind is not None
    ]

    assert indents == ["200", "200", "200", None, None]


def test_pages_are_numbered_outside():
    word = opened(a_paper())

    assert word.settings.odd_and_even_pages_header_footer
    footers = (word.sections[0].footer, word.sections[0].even_page_footer)
    assert ["PAGE" in one._element.xml for one in footers] == [True, True]


def test_what_is_not_known_is_a_line_to_fill():
    assert [or_blank(one) for one in (None, "", 0, "甲")] == ["____", "____", "0", "甲"]
    assert day_text(None) == "____年____月____日"
