"""What was frozen when a stage was closed, and whether it is still as it was."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from django.utils.translation import gettext as _

from xingjia.campaigns.models import Member, Stage
from xingjia.toolkit.audit.checks import Finding

BECAUSE = "a frozen stage is checked whole"


def digest_of(stage: Stage, members: Iterable[Member]) -> str:
    """The digest of a closed stage: its day, its figures and each row."""
    rows = sorted(f"{one.subject_id}:{one.closed_as}:{one.excluded_why}" for one in members)
    figures = sorted(stage.figures.items())
    text = "\n".join([str(stage.closed_on), stage.standard_digest, repr(figures), *rows])
    return sha256(text.encode()).hexdigest()


def changed_closures() -> Iterator[Finding]:
    """Closed stages whose rows or figures are no longer those that were frozen."""
    for stage in Stage.objects.everything(because=BECAUSE).exclude(closed_on=None):
        members = Member.objects.everything(because=BECAUSE).filter(stage=stage)
        if digest_of(stage, members) != stage.digest:
            said = _("已关闭阶段“%(name)s”的数字被改动过。请从备份核对。")
            subject = f"campaigns.stage:{stage.pk}"
            yield Finding("changed_closure", subject, said % {"name": stage.name})
