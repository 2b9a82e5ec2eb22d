"""How pages write the code of a place."""

from django import template
from django.utils.translation import gettext as _

from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import is_local_code

register = template.Library()


@register.filter
def place_code(node: Node) -> str:
    """The code, marked where it was given here and stands in no list of the state."""
    if is_local_code(node.code):
        return _("%(code)s，自编代码") % {"code": node.code}
    return str(node.code)
