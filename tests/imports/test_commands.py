from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.factories import TESTER, appoint, make_account, make_actor, make_node
from xingjia.access.checks import Refused
from xingjia.access.queries import actor_for
from xingjia.imports import commands
from xingjia.imports.models import Import, ImportRow
from xingjia.orgtree.models import Node
from xingjia.registry.models import Employer, EmployerStatement, Officer, Union
from xingjia.standards.coverage.queries import count
from xingjia.toolkit.files.queries import path_of
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
TODAY = date(2026, 11, 20)
HEAD = ("企业名称", "统一社会信用代码", "乡镇", "是否投产", "职工人数", "工会名称", "主席姓名")
CODE = "913209253693538855"


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def county() -> Node:
    city = make_node("盐城市", kind="city", code="320900")
    county = make_node("建湖县", city, code="320925")
    make_node("近湖街道", county, kind="township", code="320925001")
    make_node("上冈镇", county, kind="township", code="320925108")
    return county


def a_register(*rows: tuple, day: str = "2013年12月31日") -> BytesIO:
    book = Workbook()
    book.active.append([f"企业登记册（截止日期：{day}）"])
    book.active.append(HEAD)
    for row in rows:
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


ONE = ("建湖县蒲盈纺织有限公司", CODE, "近湖街道", "是", 185, "蒲盈纺织工会委员会", "陆建国")


def receive(node: Node, file, actor=TESTER, **more) -> Import:
    return commands.receive(actor, node, stream=file, filename="名册.xlsx", on=TODAY, **more)


def bring_in(node: Node, file, actor=TESTER) -> Import:
    batch = commands.confirm(actor, receive(node, file, actor))
    job = run_now(Job.objects.get(pk=batch.job_id))
    assert job.state == Job.State.DONE
    return Import.objects.everything(because="a test").get(pk=batch.pk)


def outcomes(batch: Import) -> list[str]:
    rows = ImportRow.objects.everything(because="a test").filter(batch=batch).order_by("pk")
    return list(rows.values_list("outcome", flat=True))


def said(employer: Employer, field: str) -> list[tuple[date, object]]:
    rows = EmployerStatement.objects.everything(because="a test").filter(
        employer=employer, field=field
    )
    return list(rows.order_by("day").values_list("day", "value"))


def test_reading_writes_nothing_into_the_register(county: Node):
    batch = receive(county, a_register(ONE))

    assert (batch.state, batch.as_of) == (Import.State.READY, date(2013, 12, 31))
    assert outcomes(batch) == ["new"]
    assert Employer.objects.everything(because="a test").count() == 0


def test_confirming_writes_the_employer_its_union_and_its_chair(county: Node):
    bring_in(county, a_register(ONE))

    employer = Employer.objects.everything(because="a test").get()
    union = Union.objects.everything(because="a test").get()
    chair = Officer.objects.everything(because="a test").get()
    assert (employer.code, employer.organisation.code) == (CODE, "320925001")
    assert (union.name, union.organisation.kind) == ("蒲盈纺织工会委员会", "union")
    assert union.organisation.path.startswith(employer.organisation.path)
    assert (chair.name, chair.union) == ("陆建国", union)
    assert said(employer, "staff") == [(date(2013, 12, 31), 185)]


def test_every_value_says_who_gave_it_and_from_which_row(county: Node):
    batch = bring_in(county, a_register(ONE))

    row = ImportRow.objects.everything(because="a test").get(batch=batch)
    statement = EmployerStatement.objects.everything(because="a test").get(field="staff")
    assert (statement.origin, statement.said_by) == (f"imports.importrow:{row.pk}", TESTER.label)
    assert (row.row, row.written_at is not None) == (3, True)


def test_the_same_file_again_writes_nothing(county: Node):
    bring_in(county, a_register(ONE))
    before = everything_stored()

    again = bring_in(county, a_register(ONE))

    assert outcomes(again) == ["same"]
    assert everything_stored() == before


def everything_stored() -> dict[str, int]:
    models = (Employer, EmployerStatement, Union, Officer)
    return {m.__name__: m.objects.everything(because="a test").count() for m in models}


def test_a_later_register_adds_to_the_past_and_does_not_overwrite_it(county: Node):
    bring_in(county, a_register(ONE))
    later = (*ONE[:3], "停产", 150, *ONE[5:])

    batch = bring_in(county, a_register(later, day="2014年3月31日"))

    employer = Employer.objects.everything(because="a test").get()
    assert outcomes(batch) == ["changed"]
    assert said(employer, "staff") == [(date(2013, 12, 31), 185), (date(2014, 3, 31), 150)]
    assert operating(county, date(2014, 3, 30)) == 1
    assert operating(county, date(2014, 3, 31)) == 0


def operating(county: Node, on: date) -> int | None:
    return count(TESTER, county, on).total.figures["operating_employers"].count


def test_a_blank_cell_changes_nothing(county: Node):
    bring_in(county, a_register(ONE))

    batch = bring_in(county, a_register((*ONE[:3], None, None, None, None), day="2014年3月31日"))

    assert outcomes(batch) == ["same"]


def test_a_new_chair_ends_the_one_before(county: Node):
    bring_in(county, a_register(ONE))

    bring_in(county, a_register((*ONE[:6], "吴红霞"), day="2014年3月31日"))

    chairs = Officer.objects.everything(because="a test").order_by("pk")
    assert list(chairs.values_list("name", "left_on")) == [
        ("陆建国", date(2014, 3, 31)),
        ("吴红霞", None),
    ]


def test_an_error_holds_the_whole_row_of_a_known_employer(county: Node):
    bring_in(county, a_register(ONE))

    batch = bring_in(county, a_register((*ONE[:4], "50余人", *ONE[5:]), day="2014年3月31日"))

    assert outcomes(batch) == ["held"]


def test_an_error_leaves_only_the_faulty_value_of_a_new_employer_unknown(county: Node):
    batch = bring_in(county, a_register((*ONE[:4], "50余人", *ONE[5:])))

    employer = Employer.objects.everything(because="a test").get()
    assert outcomes(batch) == ["new"]
    assert said(employer, "staff") == []
    assert said(employer, "in_production") == [(date(2013, 12, 31), True)]


def test_a_code_of_one_employer_with_the_name_of_another_is_held(county: Node):
    other = ("江苏菱衡精密铸造有限公司", "91320925918132365E", "近湖街道", "是", 40, None, None)
    bring_in(county, a_register(ONE, other))

    batch = bring_in(county, a_register((ONE[0], other[1], *ONE[2:]), day="2014年3月31日"))

    assert outcomes(batch) == ["held"]


def test_the_day_can_be_changed_before_writing(county: Node):
    batch = receive(county, a_register(ONE))

    batch = commands.count_from(TESTER, batch, day=date(2013, 6, 30))
    run_now(Job.objects.get(pk=commands.confirm(TESTER, batch).job_id))

    assert operating(county, date(2013, 6, 30)) == 1


def test_only_who_may_import_here_can_read_a_workbook_in(county: Node):
    leader = make_actor("leader", county)

    with pytest.raises(Refused):
        receive(county, a_register(ONE), leader)

    assert Import.objects.everything(because="a test").count() == 0


def test_an_officer_of_another_county_can_neither_import_nor_confirm(county: Node):
    stranger = make_actor("officer", make_node("射阳县", code="320924"))
    batch = receive(county, a_register(ONE))

    with pytest.raises(Refused):
        receive(county, a_register(ONE), stranger)
    with pytest.raises(Import.DoesNotExist):
        commands.confirm(stranger, batch)

    assert Import.objects.everything(because="a test").get(pk=batch.pk).state == "ready"


def test_confirming_twice_is_refused(county: Node):
    batch = commands.confirm(TESTER, receive(county, a_register(ONE)))

    with pytest.raises(commands.AlreadyConfirmed):
        commands.confirm(TESTER, batch)

    assert Job.objects.count() == 1


def test_a_right_that_ended_before_the_rows_were_written_writes_nothing(county: Node):
    account = make_account()
    appointment = appoint(account, "officer", county)
    officer = actor_for(account.pk, date(2026, 1, 1))
    batch = commands.confirm(officer, receive(county, a_register(ONE), officer))
    appointment.end = date(2026, 1, 2)
    appointment.save(update_fields=["end"])

    job = run_now(Job.objects.get(pk=batch.job_id))

    assert job.state == Job.State.FAILED
    assert Employer.objects.everything(because="a test").count() == 0


def test_the_original_is_kept_byte_for_byte(county: Node):
    file = a_register(ONE)
    batch = receive(county, file)

    stored = Path(path_of(batch.blob.sha256)).read_bytes()
    assert stored == file.getvalue()
    assert load_workbook(BytesIO(stored)).active.title


def test_the_seed_county_gives_its_figures(county: Node):
    for code, name in townships():
        if not Node.objects.filter(code=code).exists():
            make_node(name, county, kind="township", code=code)
    for name in ("S1_register.xlsx", "S2_contracts.xlsx"):
        bring_in(county, BytesIO((SAMPLES / name).read_bytes()))

    counted = count(TESTER, county, date(2013, 12, 31), children=True)

    figures = {code: figure.count for code, figure in counted.total.figures.items()}
    assert figures == {
        "operating_employers": 141,
        "with_union": 138,
        "contracts_collective": 134,
        "contracts_wage": 134,
        "contracts_women": 133,
        "contracts_all_three": 127,
        "elections_due": 16,
        "elections_held": 0,
        "elections_overdue": 28,
    }
    assert [
        (b.code, b.count, b.base, str(b.rate))
        for b in counted.total.figures["contracts_all_three"].bases
    ] == [("unionised", 127, 138, "0.9203"), ("operating", 127, 141, "0.9007")]
    assert counted.total.idle == 4
    assert {
        line.node.code: tuple(line.figures[code].count for code in list(figures)[:6])
        for line in counted.children
        if line.node
    } == answers()


def townships() -> list[tuple[str, str]]:
    lines = (SAMPLES / "S1_S2_answers.csv").read_text(encoding="utf-8").splitlines()[1:-1]
    return [tuple(line.split(",")[:2]) for line in lines]


def answers() -> dict[str, tuple[int, ...]]:
    """Per township: in production, with union, collective, wage, women's, all three."""
    lines = (SAMPLES / "S1_S2_answers.csv").read_text(encoding="utf-8").splitlines()[1:-1]
    return {line.split(",")[0]: tuple(map(int, line.split(",")[2:])) for line in lines}
