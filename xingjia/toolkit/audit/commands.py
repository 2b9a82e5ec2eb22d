"""Writing the log."""

from django.db import connection, models
from django.utils import timezone

from xingjia.toolkit.audit import rules
from xingjia.toolkit.audit.models import Entry, Head


class OutsideTransaction(RuntimeError):
    """An entry was to be written apart from the change it tells of."""


def record(actor: str, action: str, subject: models.Model | str, **details: object) -> Entry:
    """Add one entry to the log, in the transaction of the change it tells of.

    `actor` is a label such as "account:12" or "system:seed_demo", `subject` a row or a label
    such as "registry.employer:3". Details hold ids, codes, counts and field names; free text
    raises `rules.Unfit`. Raises `OutsideTransaction` when no transaction is open.

    Careful: the head of the log stays locked until the transaction ends, so a command records
    last, after it has locked and changed its own rows.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(action)
    if isinstance(subject, models.Model):
        subject = f"{subject._meta.label_lower}:{subject.pk}"
    head, _ = Head.objects.select_for_update().get_or_create(pk=1)
    entry = Entry(
        seq=head.seq + 1,
        at=timezone.now(),
        actor=rules.code(actor),
        action=rules.code(action),
        subject=rules.code(subject),
        details=rules.plain(details),
        previous=head.digest,
    )
    entry.digest = rules.digest(entry.previous, rules.fields(entry))
    entry.save()
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
    return entry
