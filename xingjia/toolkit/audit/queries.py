"""Reading the log."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from xingjia.toolkit.audit import rules
from xingjia.toolkit.audit.checks import Finding
from xingjia.toolkit.audit.models import Entry, Head
from xingjia.toolkit.audit.rules import Break, Last

SENTENCES = {
    Break.MISSING: _("操作日志从第 %(seq)d 条起有缺，可能被删除。请保留现场，与备份核对。"),
    Break.CHANGED: _("操作日志第 %(seq)d 条的内容被改动过。请保留现场，与备份核对。"),
    Break.DETACHED: _("操作日志第 %(seq)d 条与前一条接不上，前面可能被改写。请与备份核对。"),
    Break.CUT: _("操作日志从第 %(seq)d 条起被截去。请保留现场，与备份核对。"),
    Break.HEADLESS: _("操作日志的末条标记不见了（现有 %(seq)d 条）。请保留现场，与备份核对。"),
    Break.HEAD: _("操作日志的末条标记与第 %(seq)d 条不符。请保留现场，与备份核对。"),
}
CHUNK = 5000


def broken_links() -> Iterator[Finding]:
    """Every place at which the chain does not hold, in order."""
    head = Head.objects.filter(pk=1).first()
    entries = Entry.objects.order_by("seq").iterator(chunk_size=CHUNK)
    for fault, seq in rules.breaks(entries, Last(head.seq, head.digest) if head else None):
        yield Finding(fault, f"audit.entry:{seq}", gettext(SENTENCES[fault]) % {"seq": seq})


def entries_about(subject: str) -> QuerySet[Entry]:
    """What is in the log about one row, such as "access.account:12", the oldest first."""
    return Entry.objects.filter(subject=subject).order_by("seq")
