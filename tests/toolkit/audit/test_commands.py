import pytest
from django.db import transaction

from tests.toolkit.homes import migrated
from xingjia.toolkit.audit.commands import OutsideTransaction, record
from xingjia.toolkit.audit.models import Entry, Head
from xingjia.toolkit.audit.queries import broken_links
from xingjia.toolkit.audit.rules import START, Unfit, digest, fields


@pytest.mark.django_db
def test_entries_are_numbered_and_chained():
    first = record("system:seed_demo", "node.planted", "orgtree.node:7", code="320925")
    second = record("account:12", "node.renamed", first, fields=["name"])

    assert (first.seq, first.previous) == (1, START)
    assert (second.seq, second.previous) == (2, first.digest)
    assert second.subject == "audit.entry:1"
    assert list(Head.objects.values_list("seq", "digest")) == [(2, second.digest)]


@pytest.mark.django_db
def test_an_entry_reads_back_as_it_was_written():
    written = record("account:12", "node.renamed", "orgtree.node:7", rows=3, codes={"b", "a"})

    read = Entry.objects.get(pk=written.pk)

    assert read.details == {"rows": 3, "codes": ["a", "b"]}
    assert (read.at, read.actor, read.digest) == (written.at, "account:12", written.digest)


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_nothing_is_written():
    with pytest.raises(OutsideTransaction):
        record("account:12", "node.renamed", "orgtree.node:7")

    assert not Entry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_goes_with_the_change_it_tells_of():
    with transaction.atomic():
        record("account:12", "node.renamed", "orgtree.node:7")
    with transaction.atomic():
        record("account:12", "node.closed", "orgtree.node:7")
        transaction.set_rollback(True)
    with transaction.atomic():
        record("account:12", "node.opened", "orgtree.node:7")

    kept = Entry.objects.values_list("seq", "action")
    assert list(kept) == [(1, "node.renamed"), (2, "node.opened")]
    assert list(broken_links()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "action", "subject", "details"),
    [
        ("王建国", "node.renamed", "orgtree.node:7", {}),
        ("account:12", "改名", "orgtree.node:7", {}),
        ("account:12", "node.renamed", "王建国", {}),
        ("account:12", "node.renamed", "orgtree.node:7", {"name": "王建国"}),
    ],
)
def test_nothing_a_person_wrote_enters_the_log(actor, action, subject, details):
    with pytest.raises(Unfit):
        record(actor, action, subject, **details)

    assert not Entry.objects.exists()


WRITE = """
from django.db import transaction
from xingjia.toolkit.audit.commands import record
for number in range(25):
    with transaction.atomic():
        record("system:trial", "trial.written", f"trial:{number}")
"""
READ = """
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.audit.queries import broken_links
print(Entry.objects.count(), list(broken_links()))
"""


def test_writers_at_the_same_time_make_one_unbroken_chain(tmp_path):
    with migrated(tmp_path / "home") as home:
        writers = [home.start("-c", f"import django; django.setup()\n{WRITE}") for _ in range(4)]
        errors = [writer.communicate(timeout=120)[1] for writer in writers]

        assert [writer.returncode for writer in writers] == [0, 0, 0, 0], errors
        assert home.run(READ).strip() == "100 []"


@pytest.mark.django_db
def test_the_digest_of_the_database_is_that_of_the_rule():
    first = record("account:12", "node.renamed", "orgtree.node:7", rows=3, codes={"b", "a"})
    second = record("account:12", "node.renamed", "orgtree.node:7", day=None)

    for entry in (first, second):
        assert entry.digest == digest(entry.previous, fields(entry))
    assert list(broken_links()) == []


@pytest.mark.django_db
def test_an_entry_takes_two_queries(django_assert_num_queries):
    record("account:12", "node.renamed", "orgtree.node:7")

    with django_assert_num_queries(2):
        record("account:12", "node.renamed", "orgtree.node:7")
