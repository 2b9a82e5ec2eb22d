import pytest
from django.db import DatabaseError, connection, transaction

from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.audit.models import Entry, Unchangeable

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(db):
    return record("account:12", "node.renamed", "orgtree.node:7")


@pytest.mark.parametrize(
    "attempt",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.update(action="x"),
        lambda entry: Entry.objects.filter(seq=1).update(action="x"),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["action"]),
        lambda entry: Entry.objects.update_or_create(seq=1, defaults={"action": "x"}),
    ],
)
def test_the_program_offers_no_way_to_change_an_entry(entry, attempt):
    with pytest.raises(Unchangeable):
        attempt(entry)

    assert Entry.objects.get().action == "node.renamed"


STATEMENTS = {
    "sqlite": [
        "UPDATE audit_entry SET action = 'x'",
        "DELETE FROM audit_entry",
        "INSERT OR REPLACE INTO audit_entry SELECT seq, at, actor, 'x', subject, details, "
        "previous, digest FROM audit_entry",
    ],
    "postgresql": [
        "UPDATE audit_entry SET action = 'x'",
        "DELETE FROM audit_entry",
        "TRUNCATE audit_entry",
        "TRUNCATE audit_entry CASCADE",
    ],
}


@pytest.mark.parametrize("number", range(4))
def test_the_database_refuses_to_change_an_entry(entry, number):
    statements = STATEMENTS[connection.vendor]
    if number >= len(statements):
        return

    with (
        pytest.raises(DatabaseError, match="only ever added"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statements[number])

    assert Entry.objects.get().action == "node.renamed"


def test_a_number_is_given_once(entry):
    twin = Entry(seq=1, at=entry.at, actor="a", action="b", subject="c")

    with pytest.raises(DatabaseError), transaction.atomic():
        twin.save()

    assert Entry.objects.get().action == "node.renamed"
