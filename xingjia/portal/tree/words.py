"""What people read about changes of the tree."""

from django.utils.translation import gettext_lazy as _

from xingjia.access.checks import Refused
from xingjia.orgtree.rules import TreeFault

FAULTS = {
    "root": _("最上一级不能动。"),
    "closed": _("它已经撤销，不能再改。"),
    "too_early": _("这一天以后，它的位置已经变过。请填最近一次变动那天或以后的日子。"),
    "renamed_later": _("这一天以后，它已经改过名。请填最近一次改名那天或以后的日子。"),
    "inside_itself": _("不能放到它自己或它的下级里面。"),
    "rank": _("级别不合：要移到更高一级的地方下面，或并入同一级的地方。"),
    "not_closed": _("它没有撤销。"),
    "same_place": _("它现在就在这个地方下面，不用移。"),
    "target_closed": _("选的地方已经撤销，请另选一处。"),
    "target_too_early": _("选的地方在这一天以后才设立或变动过。请填那以后的日子。"),
    "too_deep": _("层级太多了，放不下。"),
    "same_name": _("请写一个和现在不同的名称。"),
    "has_children": _("它下面还有没撤销的地方。先把下级移走或撤销。"),
    "still_there": _("那一天它下面还有企业或工会。请用“并入”，或先把它们移走。"),
    "child_left": _("这一天以后，还有下级从这里移走。请填那以后的日子。"),
    "child_too_early": _("选的有一处在这一天以后才设立或变动过。请填那以后的日子。"),
    "child_closed": _("选的有一处已经撤销，请重新选。"),
    "no_child": _("选的不是它的直接下级。"),
    "no_division": _("开发区、园区要设在有六位区划代码的县或市下面。"),
    "zones_full": _("这里的自编代码 01–99 都用完了。"),
    "code_taken": _("这个代码已经有了。"),
    "ahead": _("还没到这一天。到了那天再改，或填今天。"),
}
REFUSED = _("这件事不归您管，没有办。请找上级工会。")


def sentence(error: TreeFault | Refused) -> str:
    """Why a change of the tree was not made."""
    return str(FAULTS[error.code] if isinstance(error, TreeFault) else REFUSED)
