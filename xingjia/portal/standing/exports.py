"""Standings as workbooks: the columns of a branch, of one union, and of what is to be done."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from xingjia.portal.standing.todo import HEADS
from xingjia.toolkit.sheets.writing import Value
from xingjia.toolkit.ui.templatetags.ui import STANDINGS

# A line as its page shows it.
Shown = Mapping[str, Any]
FIGURES: dict[Any, Callable[[Shown], Value]] = {
    _("地方"): lambda line: line["title"],
    _("工会"): lambda line: line["tally"].base,
    _("核实"): lambda line: line["tally"].verified,
    _("核实率（占工会）"): lambda line: line["tally"].verified_rate,
    _("上报"): lambda line: line["tally"].claimed,
    _("上报率（占工会）"): lambda line: line["tally"].claimed_rate,
    _("未达标"): lambda line: line["tally"].unmet,
    _("未填报"): lambda line: line["tally"].unknown,
    _("90 天内到期"): lambda line: line["tally"].lapsing.get(90, 0),
}
LINES: dict[Any, Callable[[Shown], Value]] = {
    _("编号"): lambda line: line["code"],
    _("项目"): lambda line: line["title"],
    _("状态"): lambda line: str(STANDINGS[line["chip"]][1]),
    _("上报"): lambda line: line["claimed"] or None,
    _("核实"): lambda line: line["verified"] or None,
    _("说明"): lambda line: line["note"] or None,
}


def _cell(place: int) -> Callable[[Shown], Value]:
    return lambda row: row["cells"][place]["count"]


TO_DO: dict[Any, Callable[[Shown], Value]] = {_("标准"): lambda row: row["title"]} | {
    head: _cell(place) for place, head in enumerate(HEADS.values())
}
