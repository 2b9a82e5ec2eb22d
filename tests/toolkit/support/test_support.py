import json

import pytest
from django.core.management import call_command

from xingjia.toolkit.support import incidents
from xingjia.toolkit.version import version


@pytest.fixture
def code(home):
    try:
        raise OSError(28, "王建国")
    except OSError as error:
        return incidents.keep(error, "jobs:imports.write")


def test_a_code_tells_what_happened_when_and_where(code, capsys):
    call_command("support", code.lower())

    said = capsys.readouterr().out
    assert f"代码：{code}\n" in said
    assert "来自：jobs:imports.write\n" in said
    assert "错误：OSError (ENOSPC)\n" in said
    assert f"版本：{version()}\n" in said
    assert "tests/toolkit/support/test_support.py:" in said
    assert "王建国" not in said


def test_a_code_is_one_json_document(code, capsys):
    call_command("support", code.replace("-", ""), "--format", "json")

    assert json.loads(capsys.readouterr().out) == incidents.find(code)


def test_an_unknown_code_ends_with_1_and_a_sentence(home, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("support", "K7-3F2Q")

    said = capsys.readouterr()
    assert left.value.code == 1
    assert "没有代码为 K7-3F2Q 的记录" in said.err
    assert said.out == ""


def test_an_unknown_code_is_one_json_document_too(home, capsys):
    with pytest.raises(SystemExit) as left:
        call_command("support", "K7-3F2Q", "--format", "json")

    assert left.value.code == 1
    assert json.loads(capsys.readouterr().out)["error"] == "unknown_code"


def test_the_version_is_the_one_of_the_project():
    assert version() != "unknown"
