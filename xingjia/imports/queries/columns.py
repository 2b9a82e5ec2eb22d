"""What people said heads of columns mean."""

from django.db.models import Case, IntegerField, Value, When

from xingjia.imports.models import HeadChoice
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import way_to

BECAUSE = "choices of a place serve whoever brings a workbook in there or below"


def meant_at(node: Node) -> dict[str, dict[str, str | None]]:
    """By kind and head, the field that people at a place or over it chose; the nearest counts."""
    way = way_to(node)
    depth = Case(
        *(When(organisation=one, then=Value(at)) for at, one in enumerate(way)),
        output_field=IntegerField(),
    )
    chosen = HeadChoice.objects.everything(because=BECAUSE).filter(organisation__in=way)
    found: dict[str, dict[str, str | None]] = {}
    for kind, head, field in chosen.order_by(depth).values_list("kind", "head", "field"):
        found.setdefault(kind, {})[head] = field or None
    return found
