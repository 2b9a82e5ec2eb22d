"""The tables of the register as resources of django-import-export (`bench.rival`)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from import_export import fields, resources, widgets
from import_export.instance_loaders import (
    BaseInstanceLoader,
    CachedInstanceLoader,
    ModelInstanceLoader,
)
from stdnum.cn import uscc

from bench.registers import HEAD
from xingjia.orgtree.models import Node
from xingjia.registry.models import (
    Cover,
    Employer,
    Officer,
    Union,
)
from xingjia.registry.rules.names import name_key, search_text

BECAUSE = "bench"
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
