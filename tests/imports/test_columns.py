"""What the columns of a workbook mean, chosen by a person and remembered."""

from io import BytesIO

import pytest
from django.test import Client

from tests.browsing import signed_in
from tests.factories import DAY, TESTER, make_actor, make_node
from tests.imports.browsing import page_of, text_of
from tests.imports.registers import a_workbook, jianhu
from xingjia.access.checks import Refused as NoRight
from xingjia.imports import commands, kinds, words
from xingjia.imports.models import HeadChoice, Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.toolkit.audit.models import Entry
from xingjia.toolkit.sheets import Refused

pytestmark = pytest.mark.django_db
HEAD = ("企业名称", "乡镇", "在岗人员", "会员 数", "备注")
ROW = ("甲店", "近湖街道", 30, 20, 9)
STAFF, REMARK = "column-2", "column-4"


@pytest.fixture
def county() -> Node:
    return jianhu()


@pytest.fixture
def officer(county: Node) -> Client:
    return signed_in("officer", county)


def brought(node: Node, *, actor=TESTER, head: tuple[str, ...] = HEAD) -> Import:
    file = BytesIO(a_workbook(ROW, head=head))
    return commands.receive(actor, node, stream=file, filename="名册.xlsx", on=DAY)


def choose(batch: Import, actor=TESTER, **fields: str | None) -> Import:
    return commands.choose_columns(actor, batch, table=0, fields=fields)


def values(batch: Import) -> dict:
    return ImportRow.objects.everything(because="a test").get(batch=batch).values


def test_a_column_means_what_a_person_says(county: Node):
    batch = brought(county)
    assert "staff" not in values(batch)

    batch = choose(batch, 在岗人员="staff")

    assert (values(batch)["staff"], values(batch)["members"]) == (30, 20)
    assert ["在岗人员", "staff"] in [list(one) for one in batch.tables[0]["columns"]]
    assert batch.tables[0]["chosen"] == ["在岗人员"]
    changes = ImportRow.objects.everything(because="a test").get(batch=batch).plan["changes"]
    assert ("staff", 30) in [(one["field"], one["after"]) for one in changes]
    last = Entry.objects.filter(subject=f"imports.import:{batch.pk}").order_by("seq").last()
    assert last.action == "imports.columns_chosen"


def test_what_was_chosen_goes_before_the_words_of_another_head(county: Node):
    batch = choose(brought(county), 备注="members")

    assert values(batch)["members"] == 9
    assert dict(batch.tables[0]["columns"])["会员 数"] is None


def test_a_column_can_be_left_out_and_be_recognised_again(county: Node):
    batch = choose(brought(county), **{"会员 数": ""})
    assert "members" not in values(batch)

    batch = choose(batch, **{"会员 数": None})

    assert values(batch)["members"] == 20
    assert HeadChoice.objects.everything(because="a test").count() == 0


def test_the_next_workbook_with_the_same_head_is_read_alike(county: Node):
    choose(brought(county), 在岗人员="staff")
    town = Node.objects.get(code="320925001")

    wide = brought(county, head=("企业名称", "乡镇", "在 岗人员", "会员数", "备注"))
    below = brought(town)

    assert values(wide)["staff"] == values(below)["staff"] == 30
    assert wide.tables[0]["chosen"] == ["在 岗人员"]


def test_a_choice_serves_nobody_elsewhere_and_the_nearest_counts(county: Node):
    town, neighbour = (Node.objects.get(code=code) for code in ("320925001", "320925108"))
    choose(brought(county), 在岗人员="staff")
    choose(brought(town), 在岗人员="members")

    assert values(brought(neighbour))["staff"] == 30
    assert values(brought(town))["members"] == 30
    assert "staff" not in values(brought(make_node("射阳县", code="320924")))


def test_without_its_names_a_table_is_none_and_nothing_changes(county: Node):
    batch = brought(county)

    with pytest.raises((Refused, commands.NothingToApply)):
        choose(batch, 企业名称="", 乡镇="")

    assert HeadChoice.objects.everything(because="a test").count() == 0
    assert values(batch)["employer_name"] == "甲店"


@pytest.mark.parametrize(
    ("table", "fields"), [(0, {"没有的列": "staff"}), (0, {"备注": "salary"}), (1, {"备注": ""})]
)
def test_only_columns_that_exist_can_be_chosen(county: Node, table: int, fields: dict):
    with pytest.raises(commands.NoSuchColumn):
        commands.choose_columns(TESTER, brought(county), table=table, fields=fields)


def test_what_is_confirmed_keeps_its_columns(county: Node):
    batch = commands.confirm(TESTER, brought(county))

    with pytest.raises(commands.AlreadyConfirmed):
        choose(batch, 在岗人员="staff")


def test_it_needs_the_right_to_import_there(county: Node):
    batch = brought(county)
    for actor in (make_actor("leader", county), make_actor("officer", make_node("射阳县"))):
        with pytest.raises((NoRight, Import.DoesNotExist)):
            choose(batch, actor, 在岗人员="staff")


@pytest.mark.parametrize("kind", ["register", "contracts"])
def test_every_column_one_can_choose_has_a_name(kind: str):
    assert kinds.fields_of(kind)
    assert [one for one in kinds.fields_of(kind) if words.field_name(one) == one] == []


# --- the page ---------------------------------------------------------------------------------


def test_the_page_lets_one_choose_and_says_what_was_chosen(officer: Client, county: Node):
    batch = brought(county)
    before = text_of(officer.get(page_of(batch)))

    given = {STAFF: "staff", REMARK: "none"}
    after = text_of(officer.post(page_of(batch, "columns/0/"), given, follow=True))

    assert f'name="{STAFF}"' in before
    assert "按上次的选择" not in before
    assert "已照您选的重读" in after
    assert after.count("按上次的选择") == 2
    assert '<option value="staff" selected>职工人数</option>' in after
    assert values(batch)["staff"] == 30


def test_choosing_again_what_stands_changes_nothing(officer: Client, county: Node):
    batch = brought(county)
    officer.post(page_of(batch, "columns/0/"), {STAFF: "staff"})

    officer.post(page_of(batch, "columns/0/"), {STAFF: "staff"})

    assert HeadChoice.objects.everything(because="a test").count() == 1
    assert values(batch)["staff"] == 30


@pytest.mark.parametrize(
    ("part", "given", "sentence"),
    [
        ("columns/0/", {"column-0": "none", "column-1": "none"}, "没有改"),
        ("columns/0/", {STAFF: "salary"}, "没有这样的列"),
        ("columns/7/", {STAFF: "staff"}, "没有这样的列"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_told(
    officer: Client, county: Node, part: str, given: dict, sentence: str
):
    assert sentence in text_of(officer.post(page_of(brought(county), part), given, follow=True))


def test_others_do_not_find_it(county: Node):
    batch = brought(county)
    for role, at in (("leader", county), ("officer", make_node("射阳县"))):
        answer = signed_in(role, at).post(page_of(batch, "columns/0/"), {STAFF: "staff"})
        assert answer.status_code == 404
