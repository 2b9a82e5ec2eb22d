"""Ready texts about 双亮 of a place, from the records: a figure nobody knows is left out."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from xingjia.access.rules import Actor
from xingjia.orgtree.models import Node
from xingjia.orgtree.queries import under
from xingjia.publicity.models import Code, Notice
from xingjia.publicity.queries.hanging import hanging_in
from xingjia.publicity.queries.union_page import HOTLINE
from xingjia.registry.models import Union


@dataclass(frozen=True)
class Text:
    """A text to paste, and for which channel it is meant."""

    channel: str
    words: str


def texts_of(actor: Actor, place: Node, on: date) -> list[Text]:
    """A text for each channel, about the day. Thirteen queries, however many unions."""
    unions = Union.objects.visible_to(actor).filter(
        under("organisation__path", place.path), closed_on__isnull=True
    )
    hung = [one for one in hanging_in(actor, place.path, on) if one.hanging]
    numbers = {
        "place": place.name,
        "day": date_format(on, "DATE_FORMAT"),
        "unions": unions.count(),
        "codes": Code.objects.visible_to(actor).filter(union__in=unions).count(),
        "hung": len({one.union.pk for one in hung}),
        "wrong": sum(bool(one.wrong) for one in hung),
        "hotline": HOTLINE,
    }
    long = _(
        "截至%(day)s，%(place)s有基层工会 %(unions)s 家，其中 %(codes)s 家的主席和委员亮出身份、"
        "职工扫码可以找到人，%(hung)s 家换上了带码的公示栏、牌证。"
    )
    due = _("其中 %(wrong)s 处因人员、电话有变化，正在重印。") if numbers["wrong"] else ""
    ask = _("职工有困难，扫公示栏上的码，或打 %(hotline)s。")
    short = _(
        "%(place)s工会亮牌子、亮身份：扫公示栏上的码，看到主席、电话和办公地点。打不通，点一下告诉我们。"
    )
    meant = {
        Notice.Channel.WEBSITE: long + due + ask,
        Notice.Channel.BULLETIN: long + due,
        Notice.Channel.WINDOW: short + ask,
        Notice.Channel.OFFICE: long + due,
        Notice.Channel.WECHAT: short + long + ask,
        Notice.Channel.BRIEFING: long + due,
    }
    return [Text(str(channel.label), words % numbers) for channel, words in meant.items()]
