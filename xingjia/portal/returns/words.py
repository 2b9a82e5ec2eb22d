"""What the pages of collections say, and the reminder."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import pgettext

from xingjia.portal.returns.models import Collection
from xingjia.portal.returns.queries.boards import Board, Line
from xingjia.portal.returns.rules.asking import Why
from xingjia.portal.returns.rules.states import Left, State
from xingjia.toolkit.ui.templatetags.ui import day

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as StrOrPromise

WHY: Mapping[str, StrOrPromise] = {
    Why.MISSING: lazy("缺"),
    Why.OLD: lazy("可能变了"),
    Why.OVER: lazy("任期已届满"),
}
# State: kind of chip, icon, word.
STATES: Mapping[State, tuple[str, str, StrOrPromise]] = {
    State.IN: ("met", "circle-check", lazy("已报")),
    State.FAULTY: ("lapsing", "alert-circle", lazy("有错")),
    State.OUT: ("unmet", "circle-x", lazy("未报")),
    State.WRITTEN: ("met", "circle-check", lazy("已并入")),
}


def left_words(left: Left) -> str:
    """How much time there is: 还有 3 个工作日, 已过 2 天."""
    number = abs(left.days if left.working is None else left.working)
    words = {"n": number}
    if left.days == 0:
        return _("今天到期")
    if left.days < 0:
        return _("已过 %(n)s 天") % {"n": -left.days}
    if left.working is None:
        return _("还有 %(n)s 天") % words
    return _("还有 %(n)s 个工作日") % words


def due_words(due: date) -> str:
    """A day with its day of the week: 1月10日（周五）."""
    return pgettext("day and weekday", "%(day)s（%(weekday)s）") % {
        "day": day(due),
        "weekday": date_format(due, "l"),
    }


def names(lines: list[Line]) -> str:
    """The places, one after the other."""
    return "、".join(one.place for one in lines)


def reminder(collection: Collection, board: Board) -> list[str]:
    """What is sent to a chat group, line by line. Places only, in the order of the tree."""
    missing, faulty = board.missing, board.of(State.FAULTY)
    words = {"name": collection.name, "due": due_words(collection.due_on)}
    said = [_("%(name)s：请在%(due)s前交回") % words]
    if missing:
        said.append(
            _("还没有收到（%(n)s）：%(names)s") % {"n": len(missing), "names": names(missing)}
        )
    if faulty:
        said.append(
            _("收到了，有几处要改（%(n)s）：%(names)s") % {"n": len(faulty), "names": names(faulty)}
        )
    if missing:
        longest = max(one.minutes for one in missing)
        said.append(_("填一份最多约 %(n)s 分钟，只填黄色的格。") % {"n": longest})
    said.append(_("怎么交：登录后在“要填的表”里下载、填好、交上；或者把填好的表发到这里。"))
    said.append(_("有问题打 %(telephone)s。已经交的，谢谢。") % {"telephone": collection.telephone})
    return said
