import json
import logging
import sqlite3
from pathlib import Path

import pytest

from xingjia.toolkit.support import incidents


def kept(home, exception, where="jobs:trial.write") -> dict:
    try:
        raise exception
    except Exception as error:
        code = incidents.keep(error, where)
    return json.loads((home / "incidents" / f"{code}.json").read_text("utf-8"))


def test_a_job_keeps_an_incident_without_a_request(home):
    incident = kept(home, ValueError("王建国"))

    assert incident["where"] == "jobs:trial.write"
    assert "account" not in incident
    assert incident["errors"][0]["class"] == "ValueError"
    assert incident["errors"][0]["hint"] is None


@pytest.mark.parametrize("where", ["王建国", "a b", "13851012345", ""])
def test_where_holds_no_free_text(home, where):
    assert kept(home, ValueError(), where)["where"] is None


def attribute(name):
    return getattr([], name)


def no_such_table():
    with sqlite3.connect(":memory:") as database:
        database.execute("SELECT '王建国' FROM nowhere")


@pytest.mark.parametrize(
    ("fail", "hint"),
    [
        (lambda: Path("/nowhere/王建国").read_text(), "ENOENT"),
        (lambda: attribute("wanted"), "wanted"),
        (lambda: attribute("王建国"), None),
        (no_such_table, "SQLITE_ERROR"),
        (lambda: __import__("no_such_module"), "no_such_module"),
    ],
)
def test_a_hint_is_a_code_or_a_name_of_the_program(home, fail, hint):
    with pytest.raises(Exception) as raised:  # noqa: PT011  (each case raises another)
        fail()

    assert kept(home, raised.value)["errors"][0]["hint"] == hint


def test_a_long_chain_is_cut(home):
    error = ValueError()
    for _ in range(20):
        outer = ValueError()
        outer.__cause__ = error
        error = outer

    assert len(kept(home, error)["errors"]) == incidents.LONGEST_CHAIN


def test_a_deep_recursion_is_kept(home):
    def deeper():
        return deeper() + 1

    with pytest.raises(RecursionError) as raised:
        deeper()

    assert len(kept(home, raised.value)["errors"][0]["frames"]) == incidents.DEEPEST


def test_codes_avoid_letters_that_sound_or_look_alike(home):
    codes = {kept(home, ValueError())["code"] for _ in range(50)}

    assert len(codes) == 50
    assert not set("".join(codes)) & set("0O1I")
    assert all(len(code) == 7 and code[2] == "-" for code in codes)


def test_a_code_is_found_as_it_is_read_out(home):
    code = kept(home, ValueError())["code"]

    for said in (code, code.lower(), code.replace("-", ""), code.replace("-", " "), f" {code} "):
        assert incidents.find(said)["code"] == code


@pytest.mark.parametrize("code", ["", "K7-3F2", "K7-3F2QQ", "../../etc", "K7-3F2Q/..", "IO-0101"])
def test_nothing_is_kept_under_what_is_no_code(home, code):
    assert incidents.find(code) is None


def test_a_half_written_incident_is_no_incident(home):
    code = kept(home, ValueError())["code"]
    (home / "incidents" / f"{code}.json").write_text('{"code": ')

    assert incidents.find(code) is None


def test_keeping_never_fails_and_always_logs(home, settings, caplog):
    settings.HOME = home / "file"
    settings.HOME.write_text("not a folder")

    with caplog.at_level(logging.ERROR):
        code = incidents.keep(ValueError("王建国"), "jobs:trial.write")

    first, second = [record.getMessage() for record in caplog.records]
    assert first == f"incident {code} ValueError"
    assert second.startswith(f"incident {code} not kept")
