"""What is printed on each sheet, as plain values. Empty text and None are left out on paper.

Only what may be shown comes here: whoever fills these has asked for each person's consent
(hardening.md P1) and leaves out the rest. `address` is what the code opens.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Face:
    """A person as she is shown: `duty` is what she looks after, `photo` a JPEG."""

    name: str
    post: str
    duty: str = ""
    phone: str = ""
    photo: bytes | None = None


@dataclass(frozen=True)
class Named:
    """A thing with its name: a telephone line, a step of the flow, a promise and its day."""

    name: str
    value: str


@dataclass(frozen=True)
class Body:
    """A body beside the committee (经费审查委员会, 女职工委员会) and its people."""

    name: str
    people: tuple[Face, ...]


@dataclass(frozen=True)
class Board:
    """A notice board 公示栏 (domain.md §2.3). `issue` are the lines about the print itself."""

    union: str
    address: str
    code_says: str
    chair: Face
    term: str = ""
    facts: tuple[Named, ...] = ()
    committee: tuple[Face, ...] = ()
    bodies: tuple[Body, ...] = ()
    flow: tuple[Named, ...] = ()
    duties: tuple[str, ...] = ()
    promises: tuple[Named, ...] = ()
    lines: tuple[Named, ...] = ()
    issue: tuple[str, ...] = ()
    emblem: bytes | None = None
    demo: bool = False


@dataclass(frozen=True)
class Card:
    """A contact card 联系卡: the person in front; behind, what the union does and how to ask."""

    union: str
    address: str
    person: Face
    services: tuple[str, ...]
    how: str
    promise: str
    issue: str = ""
    demo: bool = False


@dataclass(frozen=True)
class Badge:
    """A badge 胸牌; `until` says how long it is valid: to the end of the term."""

    union: str
    address: str
    person: Face
    number: str
    until: str
    emblem: bytes | None = None
    demo: bool = False


@dataclass(frozen=True)
class Plate:
    """One name in large letters, with a line above and below: sign, door plate, desk plate."""

    name: str
    above: str = ""
    below: str = ""
    demo: bool = False


@dataclass(frozen=True)
class Flow:
    """The flow chart 工作流程图 on a sheet of its own."""

    union: str
    address: str
    steps: tuple[Named, ...]
    lines: tuple[Named, ...] = field(default=())
    demo: bool = False
