"""The commands of the server console, as somebody types them."""

import json

import pytest

from tests.toolkit.homes import migrated

PLANT = """
from xingjia.orgtree.commands import Planting, plant_all
plant_all("system:trial", [Planting(None, "county", "320925", "建湖县")])
"""


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    with migrated(tmp_path_factory.mktemp("county") / "home") as home:
        home.run(PLANT)
        yield home


def accept(home, secret, password):
    return home.run(
        "from xingjia.access.commands import accept\n"
        f"print(accept({secret!r}, password={password!r}).username)"
    ).strip()


@pytest.fixture(scope="module")
def started(county):
    return county.manage("start_county", "320925", "--admin", "孟知秋", "--format", "json")


def test_a_county_starts_with_one_link(county, started):
    answer = json.loads(started.stdout)

    assert (started.returncode, started.stderr) == (0, "")
    assert answer["node"] == {"code": "320925", "name": "建湖县"}
    assert (answer["username"], answer["name"]) == ("mengzhiqiu", "孟知秋")
    assert answer["path"] == f"/welcome/{answer['code']}/"
    assert accept(county, answer["code"], "Gonghui-88-jianhu") == "mengzhiqiu"


def test_a_county_starts_once(county, started):
    again = county.manage("start_county", "320925", "--admin", "姚国平", "--format", "json")

    assert (again.returncode, again.stdout) == (1, "")
    assert "已经有这项职责的人" in again.stderr


def test_a_second_officer_and_who_watches_are_named_on_the_server(county, started):
    start = ("start_county", "320925", "--format", "json", "--admin")

    second = county.manage(*start, "姚国平", "--another")
    auditor = county.manage(*start, "史明", "--role", "auditor")
    twice = county.manage(*start, "乔云岫", "--role", "auditor")
    chair = county.manage(*start, "乔云岫", "--role", "chair")

    assert json.loads(second.stdout)["username"] == "yaoguoping"
    assert json.loads(auditor.stdout)["username"] == "shiming"
    assert (twice.returncode, chair.returncode) == (1, 2)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["start_county", "999999", "--admin", "孟知秋"], 1, "没有代码为 999999"),
        (["start_county", "320925"], 2, "--admin"),
        (["start_county", "320925", "--admin", "孟知秋", "--format", "xml"], 2, "--format"),
        (["recovery_code", "nobody"], 1, "没有账号 nobody"),
        (["recovery_code"], 2, "username"),
    ],
)
def test_what_cannot_be_done_says_why(county, arguments, code, said):
    done = county.manage(*arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr


def test_an_office_cannot_start_a_county(tmp_path):
    with migrated(tmp_path / "home") as home:
        home.run(PLANT)
        done = home.manage("start_county", "320925", "--admin", "办公室")

    assert done.returncode == 1
    assert "账号是给具体的人的" in done.stderr


def test_a_demonstration_is_not_started(tmp_path):
    with migrated(tmp_path / "home") as home:
        home.run(
            PLANT + "from datetime import date\n"
            "from xingjia.orgtree.models import Node\n"
            "Node.objects.update(demo_on=date(2013, 12, 31))"
        )
        done = home.manage("start_county", "320925", "--admin", "孟知秋")

    assert done.returncode == 1
    assert "演示数据" in done.stderr


def test_the_console_helps_somebody_back_in(county, started):
    done = county.manage("recovery_code", "MengZhiqiu", "--format", "json")
    answer = json.loads(done.stdout)

    assert done.returncode == 0
    assert accept(county, answer["code"], "Another-88-word") == "mengzhiqiu"
    words = county.manage("recovery_code", "mengzhiqiu")
    assert words.returncode == 0
    assert "/welcome/" in words.stdout
