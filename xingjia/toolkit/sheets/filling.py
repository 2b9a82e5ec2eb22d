"""Writes values into single cells of an .xlsx workbook and leaves all the rest of it alone.

A library that loads and saves a workbook drops what it does not know (pictures, charts, sparse
formats). Here only the sheets that get a value are rewritten, cell by cell; every other part of
the container is copied byte for byte. A sheet of notes can be added at the end.
"""

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from lxml import etree

from xingjia.toolkit.sheets import cells

Value = str | int | float | None
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
BOOK, BOOK_LINKS, CONTENT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PERCENT = frozenset({9, 10})  # the built-in formats 0% and 0.00%


class CannotFill(ValueError):
    """The workbook has no such sheet, or the cell holds a formula; the argument says which."""


class NoRoom(Exception):
    """A list has more rows than are free below its cell; `params` say where and how many."""

    def __init__(self, **params: str | int) -> None:
        super().__init__(params)
        self.params = params


class Filled:
    """An open workbook: put values, add notes, take the bytes."""

    def __init__(self, raw: bytes) -> None:
        """Raises `CannotFill` for what is no .xlsx workbook."""
        self._trees: dict[str, Any] = {}
        try:
            with zipfile.ZipFile(BytesIO(raw)) as container:
                self._parts = [(one, container.read(one)) for one in container.infolist()]
            self._sheets = self._find_sheets()
        except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
            raise CannotFill("xlsx") from error

    def put(self, sheet: str, cell: str, value: Value) -> None:
        """Write one value; None empties the cell. Its format stays. Raises `CannotFill`."""
        if sheet not in self._sheets:
            raise CannotFill(sheet)
        target = _cell(self._tree(self._sheets[sheet]), cell)
        if target.find(f"{{{MAIN}}}f") is not None:
            raise CannotFill(f"{sheet}!{cell}")
        _write(target, value)

    def put_rows(self, sheet: str, cell: str, rows: Sequence[Sequence[Any]]) -> None:
        """Write a list from a cell to the right and down, each row in the format of the first.

        Nothing that stands below is written over: raises `NoRoom`, and `CannotFill` as `put`.
        """
        column, first = cells.split(cell)
        left, across = cells.number_of(column), max((len(row) for row in rows), default=0)
        room = self._room(sheet, first, range(left, left + across))
        if room is not None and room < len(rows):
            raise NoRoom(sheet=sheet, cell=cell, rows=len(rows), room=room)
        for down, row in enumerate(rows):
            for to_right, value in enumerate(row):
                letters = cells.letters(left + to_right)
                self.put(sheet, f"{letters}{first + down}", value)
                self._dress(sheet, f"{letters}{first + down}", f"{letters}{first}")

    def _room(self, sheet: str, first: int, columns: range) -> int | None:
        """How many rows from here on are free in these columns; None when all are."""
        tree = self._tree(self._sheets[sheet]) if sheet in self._sheets else None
        if tree is None:
            raise CannotFill(sheet)
        taken = [cells.split(one.get("r", "")) for one in tree.iter(f"{{{MAIN}}}c") if len(one)]
        rows = [number for at, number in taken if cells.number_of(at) in columns]
        for merge in tree.iter(f"{{{MAIN}}}mergeCell"):
            begin, _, end = merge.get("ref", "").partition(":")
            (from_, top), (to, bottom) = cells.split(begin), cells.split(end or begin)
            if cells.number_of(from_) < columns.stop and cells.number_of(to) >= columns.start:
                rows += range(top, bottom + 1)
        below = [number for number in rows if number >= first]
        return min(below) - first if below else None

    def _dress(self, sheet: str, cell: str, like: str) -> None:
        """Give a cell without a format that of another."""
        tree = self._tree(self._sheets[sheet])
        style = _cell(tree, like).get("s")
        target = _cell(tree, cell)
        if style and target.get("s") is None:
            target.set("s", style)

    def formulas(self, sheet: str) -> set[str]:
        """The cells of a sheet that work out their own value."""
        tree = self._tree(self._sheets[sheet])
        return {one.getparent().get("r", "") for one in tree.iter(f"{{{MAIN}}}f")} - {""}

    def shows_percent(self, sheet: str, cell: str) -> bool:
        """Whether the cell shows its number as a percentage."""
        if sheet not in self._sheets:
            return False
        style = int(_cell(self._tree(self._sheets[sheet]), cell).get("s", "0"))
        return style in self._percent_styles()

    def add_sheet(self, name: str, rows: Sequence[Sequence[str]]) -> None:
        """Add a sheet of text at the end; its name gets a number if it is taken."""
        title, number = name, 1
        while title in self._sheets:
            number += 1
            title = f"{name}{number}"
        part = _free({one.filename for one, _ in self._parts})
        self._parts.append((zipfile.ZipInfo(part), _sheet_of(rows)))
        self._enlist(title, part)

    def to_bytes(self) -> bytes:
        """The workbook as a file. Formulas are worked out when it is opened."""
        book = self._tree(BOOK)
        calc = book.find(f"{{{MAIN}}}calcPr")
        if calc is not None:
            calc.set("fullCalcOnLoad", "1")
        kept = BytesIO()
        with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as container:
            for info, content in self._parts:
                tree = self._trees.get(info.filename)
                container.writestr(info, content if tree is None else _bytes(tree))
        return kept.getvalue()

    def _find_sheets(self) -> dict[str, str]:
        links = {one.get("Id"): one.get("Target", "") for one in self._tree(BOOK_LINKS)}
        found: dict[str, str] = {}
        for one in self._tree(BOOK).iter(f"{{{MAIN}}}sheet"):
            target = links.get(one.get(f"{{{LINKS}}}id"), "")
            inside = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            found[one.get("name", "")] = inside
        return found

    def _tree(self, part: str) -> Any:
        if part not in self._trees:
            content = next((raw for one, raw in self._parts if one.filename == part), None)
            if content is None:
                raise CannotFill(part)
            # SECURITY: no entities, no network; the guard has refused any document type before.
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self._trees[part] = etree.fromstring(content, parser)
        return self._trees[part]

    def _percent_styles(self) -> set[int]:
        styles = self._tree("xl/styles.xml")
        own = {
            int(one.get("numFmtId", "0"))
            for one in styles.iter(f"{{{MAIN}}}numFmt")
            if "%" in one.get("formatCode", "")
        }
        formats = styles.find(f"{{{MAIN}}}cellXfs")
        kinds = [] if formats is None else [int(one.get("numFmtId", "0")) for one in formats]
        return {number for number, kind in enumerate(kinds) if kind in own | PERCENT}

    def _enlist(self, title: str, part: str) -> None:
        """Name the new sheet in the three lists a workbook keeps of its sheets."""
        etree.SubElement(
            self._tree(CONTENT), f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=SHEET_TYPE
        )
        links = self._tree(BOOK_LINKS)
        link = f"rIdNotes{len(links) + 1}"
        kind = f"{LINKS}/worksheet"
        etree.SubElement(links, f"{{{PACKAGE}}}Relationship", Id=link, Type=kind, Target=f"/{part}")
        sheets = self._tree(BOOK).find(f"{{{MAIN}}}sheets")
        number = 1 + max(int(one.get("sheetId", "0")) for one in sheets)
        new = etree.SubElement(sheets, f"{{{MAIN}}}sheet", name=title, sheetId=str(number))
        new.set(f"{{{LINKS}}}id", link)
        self._sheets[title] = part


def _cell(tree: Any, name: str) -> Any:
    """The element of a cell, made in its place if the file leaves it out."""
    number = cells.split(name)[1]
    row = _at(tree.find(f"{{{MAIN}}}sheetData"), "row", str(number), int)
    return _at(row, "c", name, lambda one: cells.number_of(cells.split(one)[0]))


def _at(parent: Any, tag: str, wanted: str, order: Callable[[str], int]) -> Any:
    """The child of this name. Some programs leave names out: then a child follows the last."""
    before = 0
    for place, one in enumerate(parent):
        here = order(one.get("r")) if one.get("r") else before + 1
        if here == order(wanted) and one.tag == f"{{{MAIN}}}{tag}":
            return one
        if here >= order(wanted):
            return _inserted(parent, place, tag, wanted)
        before = here
    return _inserted(parent, len(parent), tag, wanted)


def _inserted(parent: Any, place: int, tag: str, name: str) -> Any:
    new = etree.Element(f"{{{MAIN}}}{tag}", r=name)
    parent.insert(place, new)
    return new


def _write(target: Any, value: Value) -> None:
    for child in list(target):
        target.remove(child)
    target.attrib.pop("t", None)
    if value is None:
        return
    if isinstance(value, str):
        # SECURITY: an inline string is never a formula, whatever it begins with.
        target.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(target, f"{{{MAIN}}}is"), f"{{{MAIN}}}t")
        text.text = cells.printable(value)
        text.set(SPACE, "preserve")
    else:
        etree.SubElement(target, f"{{{MAIN}}}v").text = repr(value)


def _sheet_of(rows: Sequence[Sequence[str]]) -> bytes:
    sheet = etree.Element(f"{{{MAIN}}}worksheet", nsmap={None: MAIN})
    data = etree.SubElement(sheet, f"{{{MAIN}}}sheetData")
    for number, texts in enumerate(rows, 1):
        row = etree.SubElement(data, f"{{{MAIN}}}row", r=str(number))
        for column, text in enumerate(texts, 1):
            cell = etree.SubElement(row, f"{{{MAIN}}}c", r=f"{cells.letters(column)}{number}")
            _write(cell, text)
    return _bytes(sheet)


def _free(taken: set[str]) -> str:
    number = 1
    while f"xl/worksheets/notes{number}.xml" in taken:
        number += 1
    return f"xl/worksheets/notes{number}.xml"


def _bytes(tree: Any) -> bytes:
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def filled(
    raw: bytes,
    values: Mapping[tuple[str, str], Value],
    *,
    notes: tuple[str, Sequence[Sequence[str]]] | None = None,
) -> bytes:
    """The workbook with values in (sheet, cell), and a sheet (name, rows) of notes at the end."""
    book = Filled(raw)
    for (sheet, cell), value in values.items():
        book.put(sheet, cell, value)
    if notes:
        book.add_sheet(*notes)
    return book.to_bytes()
