"""An official paper as a Word document: A4, margins, grid and fonts of GB/T 9704-2012.

The numbers are in docs/domain.md §7.4. The fonts are named and not embedded, for they are
licensed; an office has them, elsewhere Word takes its nearest.
"""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from math import ceil

from docx import Document
from docx.document import Document as Word
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from xingjia.toolkit.papers.titles import balanced, width_of

SONG, FANG, HEI, KAI, PLAIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
TITLE_SIZE, SIZE, PAGE_SIZE = Pt(22), Pt(16), Pt(14)  # 2号, 3号, 4号
LINES, CHARACTERS = 22, 28
TEXT_WIDTH, TEXT_HEIGHT = Mm(156), Mm(225)
TOP, LEFT, RIGHT, BOTTOM = Mm(37), Mm(28), Mm(26), Mm(35)
TWIPS = 20  # in a point
PITCH = Pt(TEXT_HEIGHT.pt * TWIPS // LINES / TWIPS)  # 28.95 pt
# 28 characters of 16 pt are a little wider than 156 mm, so each stands that much closer. Written
# at every run: a grid of characters is read otherwise by each office program, and one of them gives
# a character that is wider than its cell two cells.
CLOSER = -ceil((SIZE.pt - TEXT_WIDTH.pt / CHARACTERS) * TWIPS)
TITLE_CHARACTERS = int(TEXT_WIDTH.pt // TITLE_SIZE.pt)
SMALL_SIZE, SMALL_PITCH = Pt(14), Pt(22)
BLANK = "____"
KEPT_LINES = 2  # paragraphs of the text that go with the signature to a new page
INDENT = 2  # characters before each paragraph
NAME_RIGHT, DAY_RIGHT = 2, 4  # characters kept free on the right without and with a seal


def or_blank(value: object) -> str:
    """A value as text; a line to be filled by hand where nothing is known."""
    return BLANK if value is None or value == "" else str(value)


def day_text(day: date | None) -> str:
    """2013年12月31日, without leading zeros; a line for each part where it is not known."""
    if day is None:
        return f"{BLANK}年{BLANK}月{BLANK}日"
    return f"{day.year}年{day.month}月{day.day}日"


class Paper:
    """One paper, written from top to bottom; `content` gives the file."""

    def __init__(self) -> None:
        self.word: Word = Document()
        _set_page(self.word.sections[0])
        _set_normal(self.word)
        _number_pages(self.word)
        self.after_table = False

    def title(self, *lines: str) -> None:
        """The title, 2号小标宋 in the middle, each line balanced by itself: `JOINT` in it stands
        where it may be broken if it is too long for one."""
        text = "\n".join(part for line in lines for part in balanced(line, TITLE_CHARACTERS))
        paragraph = self._line(text, SONG, TITLE_SIZE)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _exactly(paragraph, Pt(36))
        paragraph.paragraph_format.space_after = PITCH

    def new_page(self) -> None:
        """What follows begins on a page of its own."""
        self._line("").add_run().add_break(WD_BREAK.PAGE)
        self.after_table = False

    def addressee(self, text: str) -> None:
        """Whom it goes to, flush left with a full-width colon."""
        self._line(f"{text}：")

    def body(self, *texts: str) -> None:
        """Paragraphs of the body, each two characters in."""
        for text in texts:
            paragraph = self._line(text)
            _indent(paragraph)
            if BLANK * 3 not in text:  # a long line to fill would pull its neighbours apart
                paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            self._after_table(paragraph)

    def small(self, *texts: str) -> None:
        """Explanations, 4号 with narrow lines."""
        for text in texts:
            paragraph = self._line(text, FANG, SMALL_SIZE)
            _indent(paragraph, SMALL_SIZE)
            _exactly(paragraph, SMALL_PITCH)
            self._after_table(paragraph)

    def heading(self, text: str) -> None:
        """A heading of the first order: 一、…"""
        paragraph = self._line(text, HEI)
        _indent(paragraph)
        paragraph.paragraph_format.keep_with_next = True
        self._after_table(paragraph)

    def plain(self, text: str, *, centred: bool = False) -> None:
        """A line that is neither heading nor running text."""
        paragraph = self._line(text)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.paragraph_format.space_after = PITCH

    def sign(self, name: str, day: date | None) -> None:
        """Who sends it and the day, at the right, the name centred over the day; some of the text
        stands on the same page."""
        for paragraph in self.word.paragraphs[-KEPT_LINES:]:
            paragraph.paragraph_format.keep_with_next = True
        self._line("").paragraph_format.keep_with_next = True
        written = day_text(day)
        half = (width_of(name) - width_of(written)) / 2
        name_free = max(NAME_RIGHT, DAY_RIGHT - half)
        for text, free in ((name, name_free), (written, name_free + half)):
            paragraph = self._line(text)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Length(round(SIZE * free))
            paragraph.paragraph_format.keep_together = True
            paragraph.paragraph_format.keep_with_next = text == name

    def table(
        self,
        head: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        widths: Sequence[int] = (),
    ) -> None:
        """A table with lines, its head in 黑体; heads repeat on a new page, rows stay whole.
        `widths` are in mm and make 156 together; without them columns are alike."""
        for paragraph in self.word.paragraphs[-1:]:
            paragraph.paragraph_format.keep_with_next = True
        table = self.word.add_table(rows=1, cols=len(head), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            _fill(cell, text, HEI)
        _repeat(table.rows[0]._tr)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                _fill(cell, text, FANG)
        for row_made in table.rows:
            _whole(row_made._tr)
            for cell, width in zip(row_made.cells, widths, strict=False):
                cell.width = Mm(width)
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Mm(width)
        self.after_table = True

    def content(self) -> bytes:
        """The bytes of the .docx."""
        stream = BytesIO()
        self.word.save(stream)
        return stream.getvalue()

    def _after_table(self, paragraph: Paragraph) -> None:
        if self.after_table:
            paragraph.paragraph_format.space_before = Length(PITCH // 2)
        self.after_table = False

    def _line(self, text: str, font: str = FANG, size: Length = SIZE) -> Paragraph:
        paragraph = self.word.add_paragraph()
        for number, part in enumerate(text.split("\n")):
            run = paragraph.add_run(part)
            set_font(run, font, size)
            if number < text.count("\n"):
                run.add_break()
        return paragraph


def set_font(run: Run, font: str, size: Length = SIZE) -> None:
    """Give a run its font for Chinese and for other letters alike, so digits do not stand out."""
    run.font.name, run.font.size = font, size
    if size == SIZE:
        _set_closer(run)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)


def _set_closer(run: Run) -> None:
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), str(CLOSER))
    run._element.get_or_add_rPr().append(closer)


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = TOP, BOTTOM
    section.left_margin, section.right_margin = LEFT, RIGHT
    section.footer_distance = Mm(25)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(round(PITCH.pt * TWIPS)))
    section._sectPr.append(grid)


def _set_normal(word: Word) -> None:
    style = word.styles["Normal"]
    if not isinstance(style, ParagraphStyle):
        raise TypeError("Normal is a style of paragraphs")
    style.font.name, style.font.size = FANG, SIZE
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, PITCH
    form.widow_control = False


def _exactly(paragraph: Paragraph, height: Length) -> None:
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = height


def _indent(paragraph: Paragraph, size: Length = SIZE) -> None:
    """Two characters, counted in characters, so that the grid holds; in points for old Word."""
    paragraph.paragraph_format.first_line_indent = Length(size * INDENT)
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(INDENT * 100))


def _fill(cell: _Cell, text: str, font: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_font(paragraph.add_run(text), font)


def _whole(row: object) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # type: ignore[attr-defined]


def _repeat(row: object) -> None:
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(repeated)  # type: ignore[attr-defined]


def _number_pages(word: Word) -> None:
    """— 1 —, odd pages at the right, even pages at the left, one character in."""
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    for footer, right in ((section.footer, True), (section.even_page_footer, False)):
        paragraph = footer.paragraphs[0]
        form = paragraph.paragraph_format
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            form.right_indent = PAGE_SIZE
        else:
            form.left_indent = PAGE_SIZE
        set_font(paragraph.add_run("— "), PLAIN, PAGE_SIZE)
        run = paragraph.add_run()
        set_font(run, PLAIN, PAGE_SIZE)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_field(kind, text))
        set_font(paragraph.add_run(" —"), PLAIN, PAGE_SIZE)


def _field(kind: str, text: str) -> OxmlElement:  # type: ignore[valid-type]
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
    else:
        part = OxmlElement("w:instrText")
        part.set(qn("xml:space"), "preserve")
        part.text = text
    return part
