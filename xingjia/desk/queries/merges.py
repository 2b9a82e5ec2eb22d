"""Two rows side by side, value by value; and what a merge did, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from xingjia.registry.models import (
    Employer,
    EmployerStatement,
    MergeRecord,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.queries.known import places
from xingjia.registry.queries.merging import FOUNDED, Plan
from xingjia.registry.queries.newest import values_of
from xingjia.registry.rules.merging import TERM, entered_twice
from xingjia.registry.words import measured
from xingjia.toolkit.ui.templatetags.ui import day

Row = dict[str, Any]


def employer_rows(keep: Employer, drop: Employer, plan: Plan) -> list[Row]:
    """What two employers say, field by field."""
    fields = [(one.value, str(one.label)) for one in EmployerStatement.Field]
    return _rows(fields, values_of(keep), values_of(drop), plan)


def union_rows(keep: Union, drop: Union, plan: Plan) -> list[Row]:
    """What two unions say, field by field."""
    fields = [(one.value, str(one.label)) for one in UnionStatement.Field]
    fields.insert(2, (FOUNDED, str(Union._meta.get_field(FOUNDED).verbose_name)))  # type: ignore[union-attr]
    mine, theirs = (values_of(one) | {FOUNDED: one.founded_on} for one in (keep, drop))
    return _rows(fields, mine, theirs, plan)


def person_rows(keep: Officer, drop: Officer, plan: Plan) -> list[Row]:
    """What two entries of an officer say, field by field; of which union and post, where these
    are two terms."""
    told = {
        name: (str(label), [_where(one, name) for one in (keep, drop)])
        for name, label in (("union", _("工会")), ("post", _("职务")))
        if not entered_twice(vars(keep), vars(drop))
    }
    of = [
        {"name": name, "label": label, "keep": both[0], "drop": both[1], "asked": False}
        for name, (label, both) in told.items()
    ]
    fields = [(name, str(Officer._meta.get_field(name).verbose_name)) for name in TERM]  # type: ignore[union-attr]
    mine, theirs = (
        {name: getattr(one, name) for name in TERM} | {"left_why": one.get_left_why_display()}
        for one in (keep, drop)
    )
    return [*of, *_rows(fields, mine, theirs, plan)]


def _where(one: Officer, name: str) -> str:
    return str(one.union.name if name == "union" else one.get_post_display())


def posts_joined(merge: MergeRecord) -> list[Officer]:
    """The posts that a merge made known as one person's, if it joined no terms into one."""
    if merge.kind != MergeRecord.Kind.PERSON or merge.left:
        return []
    both = Officer.objects.everything(because="both posts of a merge the reader was given")
    found = both.filter(pk__in=[merge.kept, merge.dropped]).select_related("union")
    return sorted(found, key=lambda one: one.pk != merge.kept)


def _rows(
    fields: Iterable[tuple[str, str]], keep: Mapping[str, Any], drop: Mapping[str, Any], plan: Plan
) -> list[Row]:
    """The fields that at least one speaks of; those in question first."""
    asked = {one.field for one in plan.differences}
    codes = {str(side.get("place")) for side in (keep, drop)}
    named = {code: node.name for code, node in places(codes).items()}
    rows = [
        {
            "name": name,
            "label": label,
            "keep": _words(name, keep.get(name), named),
            "drop": _words(name, drop.get(name), named),
            "asked": name in asked,
            "choice": plan.choices.get(name, ""),
        }
        for name, label in fields
        if keep.get(name) not in (None, "") or drop.get(name) not in (None, "")
    ]
    return sorted(rows, key=lambda row: not row["asked"])


def _words(name: str, value: Any, named: Mapping[str, str]) -> str:
    return day(value) if isinstance(value, date) else measured(name, value, named)


def aside(merge: MergeRecord) -> list[Row]:
    """The sayings that were not taken over, as they were said."""
    employers = merge.kind == MergeRecord.Kind.EMPLOYER
    model = EmployerStatement if employers else UnionStatement
    removed = [
        row["fields"]
        for step in merge.steps
        if (step["what"], step.get("model")) == ("remove", model._meta.label_lower)
        for row in step["rows"]
    ]
    codes = {str(one["value"]) for one in removed if one["field"] == "place"}
    named = {code: node.name for code, node in places(codes).items()} if codes else {}
    labels = dict(model.Field.choices)
    return [
        {
            "label": str(labels.get(one["field"], one["field"])),
            "day": date.fromisoformat(one["day"]),
            "words": _words(one["field"], one["value"], named),
        }
        for one in removed
    ]


def did(merge: MergeRecord) -> dict[str, int]:
    """How many rows went over, were set aside and were changed, of those a reader knows."""
    counted: Counter[str] = Counter()
    for step in merge.steps:
        number = len(step.get("keys") or step.get("rows") or ())
        counted[f"{step['what']}_{step.get('model', '').rpartition('.')[2]}"] += number
    return {
        "said": counted["move_employerstatement"] + counted["move_unionstatement"],
        "aside": counted["remove_employerstatement"] + counted["remove_unionstatement"],
        "covers": counted["move_cover"] + counted["remove_cover"],
        "contracts": counted["move_contractemployer"] + counted["remove_contractemployer"],
        "officers": counted["move_officer"],
        "posts": counted["posts_"],
    }
