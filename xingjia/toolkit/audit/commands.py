"""Writing the log."""

from django.db import connection, models
from django.utils import timezone

from xingjia.toolkit.audit import rules
from xingjia.toolkit.audit.models import Entry, Head
from xingjia.toolkit.command import finish


class OutsideTransaction(RuntimeError):
    """An entry was to be written apart from the change it tells of."""


def record(actor: str, action: str, subject: models.Model | str, **details: object) -> Entry:
    """Add one entry to the log, in the transaction of the change it tells of.

    `actor` is a label such as "account:12" or "system:seed_demo", `subject` a row or a label
    such as "registry.employer:3". Details hold ids, codes, counts and field names; free text
    raises `rules.Unfit`. Raises `OutsideTransaction` when no transaction is open.

    Careful: the head of the log stays locked until the transaction ends, so a command records
    last, after it has locked and changed its own rows; what its changes left to be done
    (`toolkit.command`) is done before.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(action)
    finish()
    if isinstance(subject, models.Model):
        subject = f"{subject._meta.label_lower}:{subject.pk}"
    entry = Entry(
        seq=0,
        at=timezone.now(),
        actor=rules.code(actor),
        action=rules.code(action),
        subject=rules.code(subject),
        details=rules.plain(details),
    )
    if not _added(entry):
        Head.objects.get_or_create(pk=1)
        _added(entry)
    Head.objects.filter(pk=1).update(seq=entry.seq, digest=entry.digest)
    entry._state.adding = False
    return entry


# The number, what stands before and the digest come from the head of the log in the statement that
# adds the entry: one way to the database instead of two while the head is locked. The digest is
# that of `rules.digest`, which `verify` and a test compare it with.
HASHED = {
    "sqlite": "SHA256(digest || char(10) || %s || (seq + 1) || %s)",
    "postgresql": "encode(sha256(convert_to("
    "digest || chr(10) || %s || (seq + 1)::text || %s, 'UTF8')), 'hex')",
}


def _added(entry: Entry) -> bool:
    """Add the entry after the last one; False where the log has no head yet."""
    before, after = rules.around_number(rules.fields(entry))
    locked = " FOR UPDATE" if connection.features.has_select_for_update else ""
    sql = (
        "INSERT INTO audit_entry (seq, previous, digest, at, actor, action, subject, details) "  # noqa: S608
        f"SELECT seq + 1, digest, {HASHED[connection.vendor]}, %s, %s, %s, %s, %s "
        f"FROM audit_head WHERE id = 1{locked} RETURNING seq, previous, digest"
    )
    names = ("at", "actor", "action", "subject", "details")
    columns = [Entry._meta.get_field(name) for name in names]
    values = [
        one.get_db_prep_save(getattr(entry, one.attname), connection)  # type: ignore[union-attr]
        for one in columns
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, [before, after, *values])
        found = cursor.fetchone()
    if found:
        entry.seq, entry.previous, entry.digest = found
    return found is not None
