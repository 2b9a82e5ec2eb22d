"""YAML as written, each piece with its line, so that a fault can be pointed at."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _

from xingjia.standards.reading.wrong import WrongStandard, listed

# The one in C where the library was built with it: ten times as fast.
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass
class Piece:
    """One value of the file: text, a list of pieces, or pieces by name. All scalars are text."""

    file: str
    line: int
    text: str | None = None
    items: list["Piece"] | None = None
    fields: dict[str, "Piece"] | None = None
    criterion: str = ""
    children: list["Piece"] = field(default_factory=list)

    def wrong(self, sentence: str) -> WrongStandard:
        """The fault, to be raised, at this place."""
        return WrongStandard(self.file, self.line, self.criterion, sentence)

    def of(self, criterion: str) -> "Piece":
        """The same, everything below it too, belonging to a criterion."""
        self.criterion = criterion
        for child in self.children:
            child.of(criterion)
        return self

    def word(self) -> str:
        """Its text; refuses a list or fields."""
        if self.text is None or not self.text.strip():
            raise self.wrong(_("这里应是一个词或一个数。"))
        return self.text.strip()

    def chosen(self, allowed: Iterator[str] | list[str] | tuple[str, ...]) -> str:
        """Its text, one of the allowed words."""
        allowed = list(allowed)
        if self.word() not in allowed:
            raise self.wrong(
                _("不认识“%(word)s”。可以用：%(allowed)s。")
                % {"word": self.word(), "allowed": listed(allowed)}
            )
        return self.word()

    def parts(self) -> list["Piece"]:
        """Its pieces; refuses anything but a list with something in it."""
        if not self.items:
            raise self.wrong(_("这里应是一个列表，至少一项。"))
        return self.items

    def mapping(self, *known: str, needs: tuple[str, ...] = ()) -> dict[str, "Piece"]:
        """Its fields; refuses unknown ones and the lack of a needed one."""
        if self.fields is None:
            raise self.wrong(_("这里应写成“名称: 内容”。"))
        for name, piece in self.fields.items():
            if known and name not in known:
                raise piece.wrong(
                    _("没有“%(name)s”这一栏。可以写：%(allowed)s。")
                    % {"name": name, "allowed": listed(known)}
                )
        for name in needs:
            if name not in self.fields:
                raise self.wrong(_("缺少“%(name)s”。") % {"name": name})
        return self.fields


def parse(text: str, file: str) -> Piece:
    """The tree of a file. Raises `WrongStandard`."""
    try:
        node = _composed(text)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        sentence = _("这一行不是正确的 YAML，请检查缩进、冒号和引号。")
        raise WrongStandard(file, line, "", sentence) from fault
    if node is None:
        raise WrongStandard(file, 1, "", _("文件是空的。"))
    return _piece(node, file)


def _composed(text: str) -> yaml.Node | None:
    """Read again where there is a fault: the loader in Python points nearer to it."""
    try:
        return yaml.compose(text, Loader=QUICK)
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader)


def _piece(node: yaml.Node, file: str) -> Piece:
    found = Piece(file, node.start_mark.line + 1)
    if isinstance(node, yaml.ScalarNode):
        found.text = "" if node.tag.endswith(":null") else node.value
    elif isinstance(node, yaml.SequenceNode):
        found.items = found.children = [_piece(one, file) for one in node.value]
    elif isinstance(node, yaml.MappingNode):
        found.fields = {}
        for key, value in node.value:
            name, piece = str(key.value), _piece(value, file)
            piece.line = key.start_mark.line + 1 if piece.text is not None else piece.line
            if name in found.fields:
                raise piece.wrong(_("“%(name)s”写了两遍。") % {"name": name})
            found.fields[name] = piece
        found.children = list(found.fields.values())
    return found
