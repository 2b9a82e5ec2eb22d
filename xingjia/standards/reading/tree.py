"""YAML as written, each piece with its line, so that a fault can be pointed at."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _

from xingjia.standards.reading.wrong import WrongStandard, listed

# The one in C where the library was built with it: ten times as fast.
QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LONGEST = 100_000  # characters of a file
DEEPEST = 30  # levels of brackets or indentation


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
    """The tree of a file. Raises `WrongStandard`.

    SECURITY: a county uploads such files. References (& and *) could grow without bound when they
    are followed, so there are none; length and depth have an end.
    """
    if len(text) > LONGEST:
        sentence = _("文件太长：最多 %(n)d 个字。") % {"n": LONGEST}
        raise WrongStandard(file, 1, "", sentence)
    try:
        with suppress(yaml.YAMLError):
            _guard(text, file)
        node = _composed(text)
    except (yaml.YAMLError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        sentence = _("这一行不是正确的 YAML，请检查缩进、冒号和引号。")
        raise WrongStandard(file, line, "", sentence) from fault
    if node is None:
        raise WrongStandard(file, 1, "", _("文件是空的。"))
    return _piece(node, file)


def _guard(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=QUICK):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise WrongStandard(file, line, "", _("这里用了 & 或 * 引用，请把内容写全。"))
        if depth > DEEPEST:
            sentence = _("括号或缩进套得太深：最多 %(n)d 层。") % {"n": DEEPEST}
            raise WrongStandard(file, line, "", sentence)


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
        found.fields = _fields(found, node)
        found.children = list(found.fields.values())
    return found


def _fields(of: Piece, node: yaml.MappingNode) -> dict[str, Piece]:
    found: dict[str, Piece] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise of.wrong(_("这里应写成“名称: 内容”。"))
        piece = _piece(value, of.file)
        piece.line = key.start_mark.line + 1 if piece.text is not None else piece.line
        if key.value in found:
            raise piece.wrong(_("“%(name)s”写了两遍。") % {"name": key.value})
        found[key.value] = piece
    return found
