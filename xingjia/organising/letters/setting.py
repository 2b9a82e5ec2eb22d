"""What a letter can draw on: names, days and numbers of one procedure; None is unknown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from xingjia.organising.rules.founding import NOTICE_DAYS
from xingjia.organising.rules.steps import Done
from xingjia.registry.rules.terms import term_ends
from xingjia.toolkit.language.strokes import by_strokes
from xingjia.toolkit.papers.titles import JOINT
from xingjia.toolkit.papers.word import BLANK, Paper, day_text, or_blank

SPARE = 3  # lines or names left blank where none are known
FORMS = {"members": "会员大会", "representatives": "会员代表大会"}
POSTS = {
    "chair": "主席",
    "vice_chair": "副主席",
    "member": "委员",
    "organiser": "组织员",
    "audit_chair": "经费审查委员会主任",
    "audit_member": "经费审查委员会委员",
    "women_chair": "女职工委员会主任",
    "women_member": "女职工委员会委员",
}
LEGAL_FORM = re.compile("(公司|工厂|集团|合作社|中心|学校|医院|厂)(?=.)")
DIGITS = {3: "三", 5: "五"}


@dataclass(frozen=True)
class Refusal:
    """The superior's refusal of a result: its day and paper, what was wrong, when it was held."""

    day: date
    doc_no: str
    why: str
    held_on: date | None = None


@dataclass(frozen=True)
class Setting:
    """`unit` signs what goes up: the enterprise's preparatory group or the union; `notice` and
    `nomination` name the steps that hold the candidates and the first day of their notice."""

    founding: bool
    employer: str
    union: str
    unit: str
    superior: str
    done: Mapping[str, Done]
    notice: str
    nomination: str
    members: int | None = None
    women: int | None = None
    staff: int | None = None
    chair: str = ""
    elected_on: date | None = None
    term_last: date | None = None
    refusal: Refusal | None = None  # the last one

    def day(self, code: str) -> date | None:
        """When a step was done."""
        return self.done[code].day if code in self.done else None

    def number(self, code: str) -> str:
        """The number of a document, or the room for it."""
        given = self.done[code].doc_no if code in self.done else ""
        return given or f"{BLANK}〔{BLANK}〕{BLANK}号"

    def told(self, code: str, name: str) -> Any:
        """A detail of a step; None where nobody has said."""
        return self.done[code].details.get(name) if code in self.done else None

    @property
    def candidates(self) -> list[str]:
        """The candidates by the strokes of their surnames."""
        return by_strokes(self.told(self.nomination, "candidates") or [])

    @property
    def noticed(self) -> tuple[date | None, date | None]:
        """First and last day of the candidates' notice."""
        first = self.day(self.notice)
        return first, first + timedelta(days=NOTICE_DAYS - 1) if first else None

    @property
    def meeting(self) -> str:
        """会员大会 or 会员代表大会; both while nobody has said."""
        return FORMS.get(str(self.told("meet", "form")), "会员大会（会员代表大会）")

    @property
    def elected(self) -> Sequence[Mapping[str, Any]]:
        """Who was elected: post, name, votes."""
        found: Sequence[Mapping[str, Any]] = self.told("meet", "elected") or []
        return found

    @property
    def term(self) -> tuple[int | None, date | None, date | None]:
        """Years, first and last valid day of the new term."""
        years, first = self.told("meet", "term_years"), self.day("meet")
        return years, first, term_ends(first, int(years)) if years and first else None


@dataclass
class Names:
    """Names one after the other, or lines for as many as are usually wanted."""

    known: Sequence[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "、".join(self.known or [BLANK] * SPARE)


def people(number: int | None) -> str:
    """So many people: 36人."""
    return f"{or_blank(number)}人"


def term_text(setting: Setting) -> str:
    """任期五年，自…至…"""
    years, first, last = setting.term
    written = DIGITS.get(int(years), str(years)) if years else BLANK
    return f"任期{written}年，自{day_text(first)}至{day_text(last)}"


def jointed(name: str) -> str:
    """A name with the places where a title may be broken: after the enterprise."""
    return LEGAL_FORM.sub(lambda found: found.group() + JOINT, name, count=1)


def numbered(title: str | Sequence[str], addressee: str, number: str) -> Paper:
    """A paper with its number over the title, of one or more lines."""
    paper = Paper()
    paper.plain(number, centred=True)
    paper.title(*([title] if isinstance(title, str) else title))
    paper.addressee(addressee)
    return paper
