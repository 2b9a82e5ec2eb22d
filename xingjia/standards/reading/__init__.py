"""From a YAML file to a `Standard`, or to a sentence that says what is wrong with the file."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from django.utils.translation import gettext as _

from xingjia.facts.kinds import KINDS
from xingjia.standards.reading.conditions import condition
from xingjia.standards.reading.tree import Piece, parse
from xingjia.standards.reading.values import Context, flag, line, words
from xingjia.standards.reading.wrong import WrongStandard, listed
from xingjia.standards.rules.comparing import Question, asked_of
from xingjia.standards.rules.criteria import (
    Criterion,
    Deduct,
    FactIs,
    Finding,
    Parameter,
    Passes,
    Points,
    Standard,
)

__all__ = ["WrongStandard", "read_standard"]

NEEDED = ("standard", "version", "title", "source", "official", "criteria")
HEAD = (*NEEDED, "note", "uses", "parameters", "passes", "vetoes", "diagnoses")
CODE = re.compile(r"[A-Z]{1,3}-?[0-9]{0,2}[A-Z]?")
FINDING = ("code", "title", "when", "restore", "source", "clause")
CRITERION = (
    *("code", "title", "met", "required", "applies", "lapsing", "reverify", "restore"),
    *("points", "bonus", "deduct", "source", "clause", "note", "ask"),
)
Lookup = Callable[[str, str], Standard]  # code and version of a standard the file builds on


# What is asked elsewhere already, by question: the title of the standard and the line's name.
Told = Mapping[Question, tuple[str, str]]


def nothing_else(code: str, version: str) -> Standard:
    """The look-up of a file that stands alone."""
    raise KeyError(code)


def read_standard(
    text: str,
    file: str,
    *,
    lookup: Lookup = nothing_else,
    values: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> Standard:
    """The standard a file describes. `values` go before its own values of parameters; `lookup`
    gives a standard the file builds on, or raises `KeyError`; `told` is what other standards ask
    already, so that this one need not. Raises `WrongStandard`.
    """
    top = parse(text, file)
    fields = top.mapping(*HEAD, needs=NEEDED)
    parameters = _parameters(fields.get("parameters"), values or {})
    context = Context({one.code: one.value for one in parameters}, _others(fields, lookup))
    passes = _passes(fields.get("passes"), context)
    found = Standard(
        code=fields["standard"].word(),
        version=fields["version"].word(),
        title=words(fields["title"]),
        source=fields["source"].word(),
        official=flag(fields["official"], default=False),
        note=words(fields.get("note")),
        parameters=parameters,
        passes=passes,
        criteria=tuple(
            _criterion(one, context, told or {}) for one in fields["criteria"].items or []
        ),
        vetoes=tuple(_finding(one, context) for one in _listed(fields.get("vetoes"))),
        diagnoses=tuple(_finding(one, context) for one in _listed(fields.get("diagnoses"))),
    )
    _check_codes(fields)
    _check_parameters(fields.get("parameters"), context)
    _check_passes(found, fields.get("passes", top))
    return found


def _listed(piece: Piece | None) -> list[Piece]:
    return [] if piece is None else piece.parts()


def _others(fields: Mapping[str, Piece], lookup: Lookup) -> dict[str, Standard]:
    if "uses" not in fields:
        return {}
    found = {}
    for code, version in fields["uses"].mapping().items():
        try:
            found[code] = lookup(code, version.word())
        except KeyError:
            raise version.wrong(
                _("没有标准“%(code)s”的 %(version)s 版，或它反过来又引用这份标准。")
                % {"code": code, "version": version.word()}
            ) from None
    return found


def _parameters(piece: Piece | None, values: Mapping[str, str]) -> tuple[Parameter, ...]:
    found = []
    for one in _listed(piece):
        fields = one.mapping("code", "title", "value", "source", needs=("code", "title", "value"))
        code = fields["code"].word()
        value = values.get(code, fields["value"].word())
        found.append(Parameter(code, words(fields["title"]), value, line(fields.get("source"))))
    return tuple(found)


def _passes(piece: Piece | None, context: Context) -> Passes:
    if piece is None:
        return Passes()
    fields = piece.mapping("all_of", "points", "of", "bonus_cap")
    if "all_of" in fields:
        piece.mapping("all_of")
        fields["all_of"].chosen(["required"])
        return Passes()
    piece.mapping(needs=("points", "of"))
    cap = context.number(fields["bonus_cap"]) if "bonus_cap" in fields else Fraction(0)
    return Passes(context.number(fields["points"]), context.number(fields["of"], above=0), cap)


def _criterion(piece: Piece, context: Context, told: Told) -> Criterion:
    fields = piece.mapping(needs=("code", "title", "met"))
    piece.of(_code(fields["code"]))
    piece.mapping(*CRITERION)
    found = _read_criterion(fields, context)
    if flag(fields.get("ask"), default=False):
        _check_ask(found, fields["ask"], told)
    return found


def _check_ask(criterion: Criterion, piece: Piece, told: Told) -> None:
    """Nobody is asked for what is known anyway (domain.md §9): from a record, or for another
    standard. Says where it is known."""
    asked = [question for question in asked_of(criterion) if not KINDS[question[0]].known]
    if not asked:
        places = dict.fromkeys(KINDS[kind].known for kind, _words in asked_of(criterion))
        facts = dict.fromkeys(KINDS[kind].title for kind, _words in asked_of(criterion))
        words = {"facts": listed(facts), "places": listed(places)}
        raise piece.wrong(_("%(facts)s在%(places)s里已有，不用再问基层。请去掉 ask。") % words)
    if all(question in told for question in asked):
        facts = dict.fromkeys(KINDS[kind].title for kind, _words in asked)
        lines = dict.fromkeys(" ".join(told[question]) for question in asked)
        words = {"facts": listed(facts), "lines": listed(lines)}
        raise piece.wrong(_("%(facts)s已由%(lines)s问过，不用再问基层。请去掉 ask。") % words)


def _read_criterion(fields: Mapping[str, Piece], context: Context) -> Criterion:
    return Criterion(
        code=fields["code"].word(),
        title=words(fields["title"]),
        met=condition(fields["met"], context),
        required=flag(fields.get("required"), default="points" not in fields),
        applies=condition(fields["applies"], context) if "applies" in fields else None,
        lapsing=context.period(fields["lapsing"]) if "lapsing" in fields else None,
        reverify=context.period(fields["reverify"]) if "reverify" in fields else None,
        restore=words(fields.get("restore")),
        points=_points(fields, context),
        source=line(fields.get("source")),
        clause=line(fields.get("clause")),
        note=words(fields.get("note")),
    )


def _code(piece: Piece) -> str:
    if not CODE.fullmatch(piece.word()):
        raise piece.wrong(
            _("条目代码“%(code)s”应是大写字母加数字，例如 SL-01。") % {"code": piece.word()}
        )
    return piece.word()


def _points(fields: Mapping[str, Piece], context: Context) -> Points | None:
    for name in ("bonus", "deduct"):
        if name in fields and "points" not in fields:
            raise fields[name].wrong(_("“%(name)s”要和 points 一起写。") % {"name": name})
    if "points" not in fields:
        return None
    full = context.number(fields["points"], above=0)
    deduct = _deduct(fields["deduct"], full, context) if "deduct" in fields else None
    return Points(full, flag(fields.get("bonus"), default=False), deduct)


def _deduct(piece: Piece, full: Fraction, context: Context) -> Deduct:
    needed = ("fact", "below", "step", "points")
    fields = piece.mapping(*needed, "attribute", "cap", needs=needed)
    fact = condition(fields["fact"], context)
    if not isinstance(fact, FactIs):
        raise fields["fact"].wrong(_("扣分要按一种事实来数，写 fact。"))
    attribute = line(fields.get("attribute"))
    if not attribute and fact.within is None:
        raise piece.wrong(_("扣分要写按哪个数（attribute），或在多长时间里数次数（within）。"))
    number = KINDS[fact.kind].attributes.get(attribute)
    if attribute and (number is None or not number.number):
        raise fields["attribute"].wrong(_("“%(name)s”不是这种事实的数。") % {"name": attribute})
    cap = context.number(fields["cap"]) if "cap" in fields else full
    if cap > full:
        raise fields["cap"].wrong(_("最多扣的分比这一项的满分还多。"))
    return Deduct(
        fact,
        attribute,
        context.number(fields["below"]),
        context.number(fields["step"], above=0),
        context.number(fields["points"], above=0),
        cap,
    )


def _finding(piece: Piece, context: Context) -> Finding:
    fields = piece.mapping(*FINDING, needs=("code", "title", "when"))
    piece.of(fields["code"].word())
    return Finding(
        fields["code"].word(),
        words(fields["title"]),
        condition(fields["when"], context),
        words(fields.get("restore")),
        line(fields.get("source")),
        line(fields.get("clause")),
    )


# ---- what only the whole file shows ---------------------------------------------------------


def _check_codes(fields: Mapping[str, Piece]) -> None:
    seen: set[str] = set()
    for name in ("criteria", "vetoes", "diagnoses"):
        pieces = fields[name].items if name in fields else None
        for piece in pieces or []:
            code = piece.mapping()["code"]
            if code.word() in seen:
                raise code.wrong(_("代码“%(code)s”用了两次。") % {"code": code.word()})
            seen.add(code.word())


def _check_parameters(piece: Piece | None, context: Context) -> None:
    for one in _listed(piece):
        code = one.mapping()["code"]
        if code.word() not in context.used:
            raise code.wrong(_("参数“%(name)s”没有用到。") % {"name": code.word()})


def _check_passes(found: Standard, piece: Piece) -> None:
    counted = [one.points for one in found.criteria if one.points]
    if found.passes.points is None or found.passes.of is None:
        if counted:
            raise piece.wrong(_("有条目计分，passes 里却没有写多少分合格。"))
        if found.criteria and not any(one.required for one in found.criteria):
            raise piece.wrong(_("没有一个必备条目，谁都会合格。"))
        return
    total = sum((one.full for one in counted if not one.bonus), Fraction(0))
    if total != found.passes.of:
        raise piece.wrong(
            _("各项满分加起来是 %(total)s，不是 %(of)s。") % {"total": total, "of": found.passes.of}
        )
    if found.passes.points > found.passes.of:
        raise piece.wrong(_("合格分比满分还高。"))
