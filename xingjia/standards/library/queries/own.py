"""Reading a county's own standard from its file."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from xingjia.orgtree.models import Node
from xingjia.standards import presets
from xingjia.standards.library.models import Adopted
from xingjia.standards.library.rules import CODE, FROZEN, MOST_LINES, VERSION, digest_of
from xingjia.standards.reading import Told, WrongStandard, read_standard
from xingjia.standards.rules.comparing import Question, asked_of
from xingjia.standards.rules.criteria import Standard
from xingjia.standards.words import text as said
from xingjia.toolkit.audit.checks import Finding

TITLE, SOURCE = 60, 200  # characters, as the table holds them


def own_code(code: str, county: str) -> str:
    """The code under which unions are judged by a county's own standard: no other bears it."""
    return f"{code}-{county}"


def read_own(text: str, file: str, county: Node) -> Standard:
    """The standard a county's file describes, ready to be published. Raises `WrongStandard`."""
    found = _read(text, file, told=asked_already())
    for head, sentence in _faults(found):
        raise WrongStandard(file, _line_of(text, head), "", sentence)
    return replace(found, code=own_code(found.code, county.code))


def as_published(text: str, file: str, code: str) -> Standard:
    """The same, of a file published before: whatever may be asked elsewhere by now."""
    return replace(_read(text, file), code=code)


def _read(text: str, file: str, told: Told | None = None) -> Standard:
    def lookup(code: str, version: str) -> Standard:
        return presets.shipped()[code, version]

    return read_standard(text, file, lookup=lookup, told=told)


def asked_already() -> Told:
    """What the shipped standards ask of a union, each with the line that asks first."""
    found: dict[Question, tuple[str, str]] = {}
    for one in presets.current():
        for line in one.criteria:
            for question in asked_of(line):
                found.setdefault(question, (said(one.title), line.code))
    return found


def _faults(found: Standard) -> Iterator[tuple[str, str]]:
    """What is wrong with a readable file as a county's own: (the head to mend, the sentence)."""
    lines = len(found.criteria) + len(found.vetoes) + len(found.diagnoses)
    if not CODE.fullmatch(found.code):
        yield "standard", _("标准代码用小写字母、数字和短横线，2 到 24 个字，例如 jianhu-liuyou。")
    elif found.code in {code for code, _version in presets.shipped()}:
        yield (
            "standard",
            _("“%(code)s”是通用标准的代码。只改其中几条，请打开它点“采用”；另写一份，请换个代码。")
            % {"code": found.code},
        )
    if not VERSION.fullmatch(found.version):
        yield "version", _("版本写年份或编号，20 个字以内，例如 2026。")
    if len(found.title.zh) > TITLE:
        yield "title", _("名称太长：最多 %(n)d 个字。") % {"n": TITLE}
    if len(found.source) > SOURCE:
        yield "source", _("出处太长：最多 %(n)d 个字。") % {"n": SOURCE}
    if found.is_empty:
        yield "criteria", _("没有一个条目，谁也判断不了。")
    if lines > MOST_LINES:
        yield "criteria", _("条目太多：最多 %(n)d 条。") % {"n": MOST_LINES}


def _line_of(text: str, head: str) -> int:
    """The line in which a head of the file stands."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.startswith(f"{head}:"):
            return number
    return 1


def changed_standards() -> Iterator[Finding]:
    """Published standards that are no longer as they were published."""
    for row in Adopted.objects.everything(because="what is published must stay as it was"):
        if digest_of({name: getattr(row, name) for name in FROZEN}) != row.digest:
            yield Finding(
                "standard_changed",
                f"library.adopted:{row.pk}",
                _("标准“%(title)s”%(version)s 版发布后被改过。请从备份中恢复这一行。")
                % {"title": row.title, "version": row.version},
            )
