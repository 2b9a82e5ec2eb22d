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


def test_the_page_holds_22_lines_of_28_characters():
    word = opened(a_paper())
    grid = word.sections[0]._sectPr.find(qn("w:docGrid"))
    closer = word.paragraphs[2].runs[0]._element.rPr.find(qn("w:spacing"))

    assert grid.get(qn("w:type")) == "lines"
    assert 22 * int(grid.get(qn("w:linePitch"))) / 20 < 637.8  # 225 mm
    line = 28 * (16 + int(closer.get(qn("w:val"))) / 20)
    assert 441 <= line <= 442.2  # 156 mm


def test_the_signature_takes_some_of_the_text_with_it_to_a_new_page():
    word = opened(a_paper())

    kept = [one.text for one in word.paragraphs if one.paragraph_format.keep_with_next]
    assert kept == [f"候选人：{RARE}。", "一、时间", "", "某某公司工会委员会"]


def test_the_name_stands_over_the_middle_of_the_day():
    name, day = opened(a_paper()).paragraphs[-2:]
    free = [one.paragraph_format.right_indent.pt / 16 for one in (name, day)]

    assert free == [2.5, 4.0]  # 9 and 6 characters wide


def test_a_name_wider_than_the_day_leaves_two_characters_on_the_right():
    paper = Paper()
    paper.body("妥否，请批示。")
    paper.sign("某" * 20, date(2014, 1, 5))
    name, day = opened(paper).paragraphs[-2:]

    free = [one.paragraph_format.right_indent.pt / 16 for one in (name, day)]
    assert free == [2.0, 9.0]


def test_columns_have_their_widths_and_rows_stay_whole():
    paper = Paper()
    paper.table(("姓名", "得票"), [("甲", "1")], widths=(100, 56))
    table = opened(paper).tables[0]

    assert [round(cell.width.mm) for cell in table.rows[1].cells] == [100, 56]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


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
