import pytest
from django.db import connection

from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.audit.models import Head
from xingjia.toolkit.audit.queries import broken_links

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(db):
    for number in range(1, 5):
        record("account:12", "node.renamed", f"orgtree.node:{number}", rows=number)


def tamper(statement: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    return [(finding.code, finding.subject) for finding in broken_links()]


def test_a_log_as_written_has_no_findings(log):
    assert list(broken_links()) == []


@pytest.mark.parametrize(
    ("statement", "findings"),
    [
        ("UPDATE audit_entry SET actor = 'account:1' WHERE seq = 2", [("wrong_digest", 2)]),
        ("UPDATE audit_entry SET details = '{}' WHERE seq = 3", [("wrong_digest", 3)]),
        (
            "UPDATE audit_entry SET previous = digest WHERE seq = 2",
            [("wrong_previous", 2), ("wrong_digest", 2)],
        ),
        ("DELETE FROM audit_entry WHERE seq = 2", [("missing_entry", 2)]),
        ("DELETE FROM audit_entry WHERE seq > 2", [("tail_cut", 3)]),
        ("DELETE FROM audit_entry", [("tail_cut", 1)]),
        ("DELETE FROM audit_head", [("head_missing", 4)]),
        ("UPDATE audit_head SET seq = 3", [("wrong_head", 4)]),
    ],
)
def test_what_the_owner_of_the_database_does_is_found(log, unguarded, statement, findings):
    assert tamper(statement) == [(code, f"audit.entry:{seq}") for code, seq in findings]


def test_a_finding_says_in_chinese_where_and_what_to_do(log, unguarded):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE seq > 2")

    [finding] = broken_links()

    assert finding.sentence == "操作日志从第 3 条起被截去。请保留现场，与备份核对。"


def test_the_head_is_one_row(log):
    assert Head.objects.count() == 1
