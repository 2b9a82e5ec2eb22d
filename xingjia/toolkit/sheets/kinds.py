"""How a kind of table is declared: one class of columns.

    class Members(Kind):
        name = "members"
        person_name = Column(Name(), "姓名", unit=True)
        staff = Column(Number(), "职工 职工人数")
        women = Column(Number(), "女职工", pattern="女.*(职工|员工)", whole="staff")

Columns are read in the order of declaration, so a column may look at those before it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, ClassVar

from xingjia.toolkit.sheets.values.base import Fault, ValueType
from xingjia.toolkit.sheets.words import simplified, squeezed

Values = dict[str, Any]

NOT_KEPT = frozenset("序 序号 编号 号 组别 行号 顺序号 顺号".split())
NOISE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】")
CHOICES_GIVEN = re.compile(r":\d.*$")
REQUIRED = re.compile(r"[﹡＊*]*(?:必填|必录|选填)项?$")
PREFIX = re.compile(r"^(?:\d+[.、]|[#*﹡＊]+|其中:?|是否已?)+")
MARKS = re.compile(r"[、,/·|“”\"'‘’:;。.*#﹡＊《》\-—]")


class Column:
    """One column: the type of its values and the heads under which people print it.

    `heads` are words separated by spaces; `pattern` is searched in the whole head when no word
    matches. `unit` marks a name that must be real, `above` a label and value over the table,
    `splits` a cell whose several names give several records, `missed` a blank worth a warning.
    """

    def __init__(
        self,
        type: ValueType,
        heads: str = "",
        *,
        pattern: str = "",
        whole: str | None = None,
        unit: bool = False,
        above: bool = False,
        splits: bool = False,
        missed: bool = False,
    ) -> None:
        self.type, self.whole = type, whole
        self.unit, self.above, self.splits, self.missed = unit, above, splits, missed
        self.heads = frozenset(plain_head(word) for word in heads.split())
        self.pattern = re.compile(pattern) if pattern else None
        self.field = ""

    def __set_name__(self, _owner: type, name: str) -> None:
        self.field = name

    @property
    def gives(self) -> tuple[str, ...]:
        """The fields that the column fills."""
        return self.type.gives(self.field)


@dataclass(frozen=True)
class Scene:
    """What stands around a table and may complete its rows."""

    sheet: str = ""
    titles: tuple[str, ...] = ()
    above: Mapping[str, Any] = field(default_factory=dict)
    heading: str = ""  # the last heading inside the table
    columns: frozenset[str] = frozenset()  # fields the table gives
    faulty: frozenset[str | None] = frozenset()  # fields of this row that have an issue
    world: Any = None

    @property
    def said(self) -> list[str]:
        """Sheet name first, then the titles from the nearest up."""
        return [text for text in (self.sheet, *reversed(self.titles)) if text]


class Kind:
    """Base of all kinds. Declared, never instantiated."""

    name: ClassVar[str] = ""
    titles: ClassVar[str] = ""  # words of a title that speak for this kind
    printed: ClassVar[Mapping[str, str]] = {}  # further heads, each with its field
    identity: ClassVar[tuple[str, str] | None] = None  # a code, and the name that goes with it
    one_row_each: ClassVar[bool] = False  # a code stands in one row only
    ordered: ClassVar[tuple[tuple[str, str], ...]] = ()  # start and end
    listed: ClassVar[tuple[tuple[str, str], ...]] = ()  # a number, and the list it counts
    rates: ClassVar[tuple[tuple[str, str, str], ...]] = ()  # a rate, its part, its whole
    counts: ClassVar[Mapping[str, Callable[[list[Values]], int]]] = {}  # words of a total row
    columns: ClassVar[dict[str, Column]] = {}
    must: ClassVar[frozenset[str]] = frozenset()  # columns without which a table is of another kind

    def __init_subclass__(cls) -> None:
        declared = {name: item for name, item in vars(cls).items() if isinstance(item, Column)}
        cls.columns = {**cls.columns, **declared}
        cls._heads = {plain_head(head): field for head, field in cls.printed.items()}
        cls._heads |= {head: name for name, c in cls.columns.items() for head in c.heads}

    _heads: ClassVar[dict[str, str]] = {}

    @classmethod
    def field_of(cls, parts: Iterable[str]) -> str | None:
        """The field that a head means, given its rows from the top; `""` for one not kept."""
        plain = [plain_head(part) for part in parts]
        if not plain or not plain[-1]:
            return None
        whole, leaf = "".join(plain), plain[-1]
        for head in (whole, leaf):
            if head in NOT_KEPT:
                return ""
            if head in cls._heads:
                return cls._heads[head] if cls._heads[head] in cls.columns else ""
        found = (c.field for c in cls.columns.values() if c.pattern and c.pattern.search(whole))
        return next(found, None)

    @classmethod
    def heads(cls, text: str, world: Any) -> bool:
        """Whether a cell that stands alone in the column of units heads the rows below it."""
        return False

    @classmethod
    def complete(cls, values: Values, scene: Scene) -> list[Fault]:
        """Fill what the row does not say but its surroundings do. Changes `values`."""
        return []

    @classmethod
    def compare(cls, records: list[tuple[int, Values]]) -> list[tuple[int, Fault]]:
        """Faults that only show when rows are seen together; each with its row."""
        return []


@lru_cache(maxsize=5000)
def plain_head(head: str) -> str:
    """A head without units, numbering, marks and spaces: `2.女职工数（人）*` is 女职工数."""
    text = simplified(squeezed(head))
    bare = NOISE.sub("", text) or text.strip("()[]【】")
    bare = REQUIRED.sub("", bare) or bare
    return MARKS.sub("", PREFIX.sub("", CHOICES_GIVEN.sub("", bare)))
