"""Conditions of a standard's file, each word of it checked against the kinds of facts."""

from collections.abc import Callable
from fractions import Fraction

from django.utils.translation import gettext as _

from xingjia.facts.kinds import KINDS, Attribute, Kind, Shape
from xingjia.standards.reading.tree import Piece
from xingjia.standards.reading.values import Context
from xingjia.standards.reading.wrong import listed
from xingjia.standards.rules.criteria import (
    All,
    AnyOf,
    Condition,
    CountAtLeast,
    CriterionMet,
    FactIs,
    HeldFor,
    Not,
    StandardMet,
    Where,
)

FLAG = {"true", "false"}


def condition(piece: Piece, context: Context) -> Condition:
    """What a piece of the file asks for. Raises `WrongStandard`."""
    fields = piece.mapping()
    heads = [name for name in FORMS if name in fields]
    if len(heads) != 1:
        raise piece.wrong(
            _("条件要用且只用其中一个词开头：%(allowed)s。") % {"allowed": listed(FORMS)}
        )
    allowed, read = FORMS[heads[0]]
    piece.mapping(heads[0], *allowed)
    return read(piece, fields, context)


Fields = dict[str, Piece]


def _fact(piece: Piece, fields: Fields, context: Context) -> FactIs:
    kind = KINDS[fields["fact"].chosen(list(KINDS))]
    if kind.shape is Shape.EVENT and "within" not in fields:
        raise piece.wrong(
            _("“%(fact)s”是一天的事，要写 within，例如 within: 12 months。") % {"fact": kind.code}
        )
    if "at_least" in fields and "within" not in fields:
        raise fields["at_least"].wrong(_("数次数要写 within：在多长时间里数。"))
    if "or" in fields and "where" in fields:
        raise fields["or"].wrong(_("写了 where 就不能再写 or，请改用 any。"))
    where = tuple(
        _where(name, one, kind, context)
        for name, one in (fields["where"].mapping() if "where" in fields else {}).items()
    )
    return FactIs(
        kind.code,
        where,
        context.period(fields["within"]) if "within" in fields else None,
        context.count(fields["at_least"]) if "at_least" in fields else 1,
        tuple(one.chosen(list(KINDS)) for one in _listed(fields.get("or"))),
    )


def _listed(piece: Piece | None) -> list[Piece]:
    return [] if piece is None else piece.parts()


def _where(name: str, piece: Piece, kind: Kind, context: Context) -> Where:
    attribute = kind.attributes.get(name)
    if attribute is None:
        allowed = listed(kind.attributes) or _("（没有）")
        raise piece.wrong(
            _("“%(fact)s”没有“%(name)s”。它有：%(allowed)s。")
            % {"fact": kind.code, "name": name, "allowed": allowed}
        )
    if attribute.number:
        return _bounds(name, piece, context)
    if piece.fields is not None:
        raise piece.wrong(_("“%(name)s”不是数，不能比大小。") % {"name": name})
    chosen = frozenset(_value(one, attribute) for one in piece.items or [piece])
    return Where(name, chosen, decides=attribute.values.keys() == FLAG)


def _value(piece: Piece, attribute: Attribute) -> str:
    return piece.chosen(list(attribute.values)) if attribute.values else piece.word()


def _bounds(name: str, piece: Piece, context: Context) -> Where:
    if piece.fields is None:
        raise piece.wrong(_("“%(name)s”是数，写成 {at_least: 10}。") % {"name": name})
    fields = piece.mapping("at_least", "at_most")
    low, high = (_bound(fields.get(end), context) for end in ("at_least", "at_most"))
    if low is None and high is None:
        raise piece.wrong(_("“%(name)s”要写 at_least 或 at_most。") % {"name": name})
    if low is not None and high is not None and low > high:
        raise piece.wrong(_("at_least 比 at_most 大，没有数能满足。"))
    return Where(name, at_least=low, at_most=high, decides=True)


def _bound(piece: Piece | None, context: Context) -> Fraction | None:
    return None if piece is None else context.number(piece)


def _parts(piece: Piece, context: Context) -> tuple[Condition, ...]:
    return tuple(condition(one, context) for one in piece.parts())


def _all(piece: Piece, fields: Fields, context: Context) -> All:
    return All(_parts(fields["all"], context))


def _any(piece: Piece, fields: Fields, context: Context) -> AnyOf:
    return AnyOf(_parts(fields["any"], context))


def _not(piece: Piece, fields: Fields, context: Context) -> Not:
    return Not(condition(fields["not"], context))


def _count(piece: Piece, fields: Fields, context: Context) -> CountAtLeast:
    piece.mapping(needs=("at_least",))
    parts = _parts(fields["count"], context)
    at_least = context.count(fields["at_least"])
    if at_least > len(parts):
        raise fields["at_least"].wrong(
            _("要满足 %(wanted)d 项，却只列了 %(listed)d 项。")
            % {"wanted": at_least, "listed": len(parts)}
        )
    return CountAtLeast(parts, at_least)


def _held(piece: Piece, fields: Fields, context: Context) -> HeldFor:
    piece.mapping(needs=("for_at_least",))
    return HeldFor(condition(fields["held"], context), context.period(fields["for_at_least"]))


def _criterion(piece: Piece, fields: Fields, context: Context) -> CriterionMet:
    name = fields["criterion"]
    standard, _slash, code = name.word().partition("/")
    other = context.others.get(standard)
    if not code or other is None:
        raise name.wrong(
            _("引用条目写成“标准/条目”，标准要列在 uses 里：%(allowed)s。")
            % {"allowed": listed(context.others) or _("（没有）")}
        )
    codes = [one.code for one in other.criteria]
    if code not in codes:
        raise name.wrong(
            _("“%(standard)s”没有条目“%(code)s”。它有：%(allowed)s。")
            % {"standard": standard, "code": code, "allowed": listed(codes)}
        )
    return CriterionMet(standard, other.criterion(code))


def _standard(piece: Piece, fields: Fields, context: Context) -> StandardMet:
    other = context.others[fields["standard"].chosen(list(context.others))]
    if other.is_empty:
        raise piece.wrong(_("“%(code)s”没有条目，不能作依据。") % {"code": other.code})
    return StandardMet(other)


Read = Callable[[Piece, Fields, Context], Condition]
# The words a condition begins with, and what may stand beside each.
FORMS: dict[str, tuple[tuple[str, ...], Read]] = {
    "fact": (("where", "within", "at_least", "or"), _fact),
    "all": ((), _all),
    "any": ((), _any),
    "not": ((), _not),
    "count": (("at_least",), _count),
    "held": (("for_at_least",), _held),
    "criterion": ((), _criterion),
    "standard": ((), _standard),
}
