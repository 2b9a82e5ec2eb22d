import json

import pytest
from django.core.management import call_command
from django.db import connection

from xingjia.toolkit.audit import checks
from xingjia.toolkit.audit.checks import Finding
from xingjia.toolkit.audit.commands import record

pytestmark = pytest.mark.django_db
LOST = Finding("lost", "trial:1", "第 1 份丢了。")


@pytest.fixture
def own_checks(monkeypatch):
    """The register as it is, to which a test may add."""
    monkeypatch.setattr(checks, "_checks", dict(checks._checks))


def verify(capsys, *arguments) -> tuple[int, str]:
    try:
        call_command("verify", *arguments)
    except SystemExit as left:
        return left.code, capsys.readouterr().out
    return 0, capsys.readouterr().out


def test_the_rooms_of_the_toolkit_have_registered():
    assert {"audit", "files"} <= {check.name for check in checks.registered()}


def test_a_name_is_registered_once(own_checks):
    with pytest.raises(ValueError, match="already"):
        checks.register("audit", list)


def test_all_is_well(capsys):
    record("account:12", "node.renamed", "orgtree.node:7")

    code, said = verify(capsys)

    assert code == 0
    assert "全部相符" in said


def test_a_changed_entry_ends_with_1_and_a_sentence(capsys, unguarded):
    record("account:12", "node.renamed", "orgtree.node:7")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET actor = 'account:1'")

    code, said = verify(capsys)

    assert code == 1
    assert "[audit] 操作日志第 1 条的内容被改动过。" in said
    assert "发现 1 处不符" in said


def test_findings_are_one_json_document(capsys, own_checks):
    checks.register("trial", lambda: [LOST])

    code, said = verify(capsys, "--format", "json")

    report = json.loads(said)
    assert code == 1
    assert report["clean"] is False
    assert "trial" in report["checks"]
    assert report["findings"] == [
        {"check": "trial", "code": "lost", "subject": "trial:1", "sentence": "第 1 份丢了。"}
    ]


def test_a_slow_check_runs_only_when_all_are_asked_for(capsys, own_checks):
    checks.register("trial", lambda: [LOST], slow=True)

    quick, said = verify(capsys, "--format", "json")
    assert (quick, json.loads(said)["skipped"]) == (0, ["trial"])

    whole, said = verify(capsys, "--all", "--format", "json")
    assert (whole, json.loads(said)["skipped"]) == (1, [])
