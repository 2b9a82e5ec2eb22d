"""The same register brought in with django-import-export, in two ways.

One `ModelResource` per table, as the library means it, with its bulk writing, `skip_unchanged`
and no HTML differences. *As documented* it has the library's own parts: `CachedInstanceLoader`
where one column identifies a row, the ordinary loader where several do, and
`CachedForeignKeyWidget`; and a dry run goes before the writing, as its guide begins. *Rebuilt* it
goes straight in, with loaders of our own that read instances and foreign keys once. What the
library has nothing for (leaves of the tree, figures) calls the same commands as the platform
does, once for all rows. It keeps no rows, no traces for undoing and no cursor for going on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from django.db import transaction
from import_export import fields, resources, results, widgets
from import_export.instance_loaders import (
    BaseInstanceLoader,
    CachedInstanceLoader,
    ModelInstanceLoader,
)
from stdnum.cn import uscc
from tablib import Dataset

from bench.registers import HEAD
from xingjia.access.rules import system
from xingjia.facts.sources import facts_changed
from xingjia.orgtree.commands import Planting, plant_all
from xingjia.orgtree.models import Node
from xingjia.registry.models import (
    Cover,
    Employer,
    EmployerStatement,
    Officer,
    Union,
    UnionStatement,
)
from xingjia.registry.rules.names import name_key, search_text

BECAUSE = "bench"
DAY = date(2013, 12, 31)
BATCH = 1000
OWNERSHIP = {
    "私营": "private",
    "国有": "state_owned",
    "集体": "collective",
    "外商投资": "foreign_invested",
    "港澳台": "hk_macao_tw",
}
YES, NO = {"是", "投产"}, {"否", "停产"}
(TOWN, NAME, CODE, ADDRESS, OWNER, INDUSTRY, WORKS, STAFF, WOMEN, MIGRANT) = HEAD[:10]
(UNION, UNION_CODE, FOUNDED, MEMBERS, WOMEN_MEMBERS, CHAIR, ELECTED, ENDS, PHONE, SIGN) = HEAD[10:]


class CodeWidget(widgets.CharWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        text = str(value or "").strip().upper()
        if text and not uscc.is_valid(text):
            raise ValueError(f"check character of {text}")
        return text


class CountWidget(widgets.Widget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        number = None if value in (None, "") else int(value)
        if number is not None and number < 0:
            raise ValueError("negative")
        return number


class DayWidget(widgets.DateWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> date | None:
        if isinstance(value, datetime):
            return value.date()
        return super().clean(value, row, **kwargs)


class ChoiceWidget(widgets.Widget):
    def __init__(self, choices: dict[str, Any]) -> None:
        super().__init__()
        self.choices = choices

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.choices[str(value).strip()] if value not in (None, "") else None


class KeptForeignKey(widgets.Widget):
    """All that may be referred to, read once."""

    def __init__(self, known: Mapping[str, Any]) -> None:
        super().__init__()
        self.known = known

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.known[str(value)]


class Cached(widgets.CachedForeignKeyWidget):
    """The library's own, through the door that our scoped tables ask for."""

    def get_queryset(self, value: Any, row: Any, *args: Any, **kwargs: Any) -> Any:
        rows = self.model.objects
        return rows.all() if self.model is Node else rows.everything(because=BECAUSE)


MARK = ChoiceWidget(dict.fromkeys(YES, True) | dict.fromkeys(NO, False))
COUNT, DAYS, TEXT = CountWidget(), DayWidget(), widgets.CharWidget()
SAID: tuple[tuple[str, str, widgets.Widget], ...] = (
    ("name", NAME, TEXT),
    ("code", CODE, CodeWidget()),
    ("place", TOWN, TEXT),
    ("address", ADDRESS, TEXT),
    ("ownership", OWNER, ChoiceWidget(OWNERSHIP)),
    ("industry", INDUSTRY, ChoiceWidget({one: one for one in "ABCDEFGHIJKLMNOPQRST"})),
    ("in_production", WORKS, MARK),
    ("staff", STAFF, COUNT),
    ("women_staff", WOMEN, COUNT),
    ("migrant_staff", MIGRANT, COUNT),
)
SAID_OF_UNION: tuple[tuple[str, str, widgets.Widget], ...] = (
    ("name", UNION, TEXT),
    ("code", UNION_CODE, CodeWidget()),
    ("founded_on", FOUNDED, DAYS),
    ("members", MEMBERS, COUNT),
    ("women_members", WOMEN_MEMBERS, COUNT),
    ("chair_phone", PHONE, TEXT),
    ("sign_displayed", SIGN, MARK),
)


class Preloaded(BaseInstanceLoader):
    """The stored rows of the whole dataset, by the fields that identify them, read at once."""

    def __init__(self, resource: Any, dataset: Any = None) -> None:
        super().__init__(resource, dataset)
        self.names = resource.get_import_id_fields()
        columns = [resource.fields[name].attribute for name in self.names]
        self.stored = {
            tuple(getattr(one, name) for name in columns): one for one in resource.get_queryset()
        }

    def get_instance(self, row: Any) -> Any:
        if not self.stored:
            return None
        return self.stored.get(tuple(self.resource.fields[n].clean(row) for n in self.names))


class Ways(NamedTuple):
    """How rows find what is stored: the library's own parts, or ours in their place."""

    rebuilt: bool

    def loader(self, columns: Sequence[str]) -> type[BaseInstanceLoader]:
        if self.rebuilt:
            return Preloaded
        return CachedInstanceLoader if len(columns) == 1 else ModelInstanceLoader

    def refer(self, name: str, head: str, model: Any, known: Mapping[str, Any]) -> fields.Field:
        """The column that names a row of another table by its code."""
        widget = KeptForeignKey(known) if self.rebuilt else Cached(model, "code")
        return fields.Field(name, head, widget)


AS_DOCUMENTED, REBUILT = Ways(rebuilt=False), Ways(rebuilt=True)


class Quick(resources.ModelResource):
    """What all have in common."""

    class Meta:
        use_bulk = True
        batch_size = BATCH
        skip_unchanged = True
        report_skipped = False
        skip_html_diff = True
        use_transactions = True
        clean_model_instances = False

    def get_queryset(self) -> Any:
        return self._meta.model.objects.everything(because=BECAUSE)

    # As the library writes them, through the door that our scoped tables ask for.
    def bulk_create(self, *args: Any, batch_size: int | None = None, **kwargs: Any) -> None:
        self.get_queryset().bulk_create(self.create_instances, batch_size=batch_size)
        self.create_instances.clear()

    def bulk_update(self, *args: Any, batch_size: int | None = None, **kwargs: Any) -> None:
        names = [field.attribute for field in self.get_import_fields()]
        self.get_queryset().bulk_update(self.update_instances, names, batch_size=batch_size)
        self.update_instances.clear()


def employers(towns: Mapping[str, Node], ways: Ways) -> type[Quick]:
    class EmployerResource(Quick):
        code = fields.Field("code", CODE, CodeWidget())
        name = fields.Field("name", NAME, TEXT)
        organisation = ways.refer("organisation", TOWN, Node, towns)

        class Meta(Quick.Meta):
            model = Employer
            fields = ("code", "name", "organisation")
            import_id_fields = ("code",)
            instance_loader_class = ways.loader(import_id_fields)

        def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            instance.name_key = name_key(instance.name)
            instance.search = search_text(instance.name, instance.code)

    return EmployerResource


def unions(leaves: Mapping[str, Node], ways: Ways) -> type[Quick]:
    class UnionResource(Quick):
        code = fields.Field("code", UNION_CODE, CodeWidget())
        name = fields.Field("name", UNION, TEXT)
        founded_on = fields.Field("founded_on", FOUNDED, DAYS)
        leaf = ways.refer("organisation", UNION_CODE, Node, leaves)

        class Meta(Quick.Meta):
            model = Union
            fields = ("code", "name", "founded_on", "leaf")
            import_id_fields = ("code",)
            instance_loader_class = ways.loader(import_id_fields)

        def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            instance.search = search_text(instance.name, instance.code)

    return UnionResource


def statements(of: Any, about: Any, known: Mapping[str, Any], ways: Ways) -> type[Quick]:
    class StatementResource(Quick):
        owner = ways.refer(about._meta.model_name, "owner", about, known)
        field = fields.Field("field", "field", TEXT)
        day = fields.Field("day", "day", DAYS)
        value = fields.Field("value", "value", widgets.Widget())
        origin = fields.Field("origin", "origin", TEXT)
        said_by = fields.Field("said_by", "said_by", TEXT)

        class Meta(Quick.Meta):
            model = of
            fields = ("owner", "field", "day", "value", "origin", "said_by")
            import_id_fields = ("owner", "field", "day")
            instance_loader_class = ways.loader(import_id_fields)

    return StatementResource


def covers(
    known_unions: Mapping[str, Any], known_employers: Mapping[str, Any], ways: Ways
) -> type[Quick]:
    class CoverResource(Quick):
        union = ways.refer("union", UNION_CODE, Union, known_unions)
        employer = ways.refer("employer", CODE, Employer, known_employers)
        start = fields.Field("start", FOUNDED, DAYS)
        origin = fields.Field("origin", "origin", TEXT)

        class Meta(Quick.Meta):
            model = Cover
            fields = ("union", "employer", "start", "origin")
            import_id_fields = ("union", "employer", "start")
            instance_loader_class = ways.loader(import_id_fields)

    return CoverResource


def officers(known: Mapping[str, Any], ways: Ways) -> type[Quick]:
    class OfficerResource(Quick):
        union = ways.refer("union", UNION_CODE, Union, known)
        name = fields.Field("name", CHAIR, TEXT)
        elected_on = fields.Field("elected_on", ELECTED, DAYS)
        term_ends_on = fields.Field("term_ends_on", ENDS, DAYS)
        origin = fields.Field("origin", "origin", TEXT)

        class Meta(Quick.Meta):
            model = Officer
            fields = ("union", "name", "elected_on", "term_ends_on", "origin")
            import_id_fields = ("union", "name", "elected_on")
            instance_loader_class = ways.loader(import_id_fields)

        def before_save_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
            instance.post = Officer.Post.CHAIR

    return OfficerResource


def dry_run(path: Path, ways: Ways) -> None:
    """All of it, rolled back: what the library shows before it writes."""
    with transaction.atomic():
        bring_in(path, ways)
        transaction.set_rollback(True)


def bring_in(path: Path, ways: Ways, on: date = DAY) -> dict[str, int]:
    """Read the workbook and write its rows; how many records each table got."""
    sheet = Dataset().load(path.open("rb"), format="xlsx", skip_lines=1)
    sheet.append_col([f"{path.name}:{number + 3}" for number in range(len(sheet))], header="origin")
    towns = {one.code: one for one in Node.objects.filter(kind=Node.Kind.TOWNSHIP)}
    told = {"employers": _take(employers(towns, ways), sheet)}
    firms = _by_code(Employer)
    long = _long(sheet, CODE, SAID, on)
    told["statements"] = _take(statements(EmployerStatement, Employer, firms, ways), long)
    leaves = _leaves(sheet, towns)
    told["unions"] = _take(unions(leaves, ways), sheet)
    known = _by_code(Union)
    long = _long(sheet, UNION_CODE, SAID_OF_UNION, on)
    told["union statements"] = _take(statements(UnionStatement, Union, known, ways), long)
    told["covers"] = _take(covers(known, firms, ways), sheet)
    told["officers"] = _take(officers(known, ways), sheet)
    written = {firms[code].pk for code in sheet[CODE]} if any(told.values()) else set()
    facts_changed.send(sender=Quick, kind="employer", keys=written)
    return told


def _take(resource: type[Quick], rows: Dataset) -> int:
    result: results.Result = resource().import_data(rows, raise_errors=True)
    return result.totals["new"] + result.totals["update"]


def _by_code(model: Any) -> dict[str, Any]:
    return {one.code: one for one in model.objects.everything(because=BECAUSE)}


def _long(sheet: Dataset, key: str, said: Iterable[Any], on: date) -> Dataset:
    """One row for each value of each row, which is what the table of statements holds."""
    rows: Iterator[Any] = (
        (row[key], field, on, _plain(widget.clean(row[column])), row["origin"], "system:bench")
        for row in sheet.dict
        for field, column, widget in said
        if row[column] not in (None, "")
    )
    return Dataset(*rows, headers=["owner", "field", "day", "value", "origin", "said_by"])


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _leaves(sheet: Dataset, towns: dict[str, Node]) -> dict[str, Node]:
    """The leaf of each union in the tree; those that are new are planted in one go."""
    known = {one.code: one for one in Node.objects.filter(kind=Node.Kind.UNION)}
    fresh = [
        Planting(
            towns[row[TOWN]], Node.Kind.UNION, row[UNION_CODE], row[UNION], row[FOUNDED].date()
        )
        for row in sheet.dict
        if row[UNION_CODE] not in known
    ]
    return known | {one.code: one for one in plant_all(system("bench").label, fresh)}
