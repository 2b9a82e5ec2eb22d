"""Whatever the register holds: a workbook handed in as it was sent changes nothing."""

from datetime import date
from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import DAY, make_actor, make_chair, make_county, make_employer, make_union
from tests.portal.returns.townships import WHY, started_by
from tests.registry.test_exports import firms
from xingjia.imports.models import Import, ImportRow
from xingjia.portal.returns.commands.handing import hand_in
from xingjia.portal.returns.commands.merging import merge
from xingjia.portal.returns.commands.starting import NothingToAsk
from xingjia.portal.returns.models import HandIn
from xingjia.portal.returns.queries.boards import board, returns_of
from xingjia.portal.returns.rules.asking import ASKABLE
from xingjia.portal.returns.workbooks import workbook_of
from xingjia.registry.models import EmployerStatement, UnionStatement
from xingjia.toolkit.jobs.commands import run_now
from xingjia.toolkit.jobs.models import Job


class AnUntouchedWorkbookSaysNothing(TestCase):
    @settings(max_examples=6)
    @given(firms, st.booleans())
    def test_every_row_is_the_same_and_nothing_is_written(self, firms, per_union):
        county, (township,) = make_county("建湖县", "上冈镇")
        for name, values, unionised, of_union, day in firms:
            said = values | {"in_production": True}
            employer = make_employer(township, f"{name}有限公司", day=day, **said)
            if unionised:
                known = {key: value for key, value in of_union.items() if value is not None}
                union = make_union(employer, name=f"{name}有限公司工会", start=day, **known)
                make_chair(union, "王建国", elected_on=day, term_ends_on=day)
        officer = make_actor("officer", county)
        per = "union" if per_union else "township"
        try:
            collection = started_by(officer, county, per=per, columns=ASKABLE, months=1)
        except NothingToAsk:
            return
        statements = self.statements()

        for sent in returns_of(collection):
            file = BytesIO(workbook_of(sent))
            hand_in(officer, stream=file, filename="表.xlsx", on=date(2014, 1, 6), sent=sent)
        merge(officer, collection, seen={one.pk for one in board(collection).ready})
        for batch in Import.objects.everything(because=WHY):
            assert run_now(Job.objects.get(pk=batch.job_id)).state == Job.State.DONE

        rows = ImportRow.objects.everything(because=WHY)
        assert set(rows.values_list("outcome", flat=True)) == {"same"}
        assert not rows.exclude(written_at=None).exists()
        assert self.statements() == statements
        came = HandIn.objects.everything(because=WHY)
        assert set(came.values_list("changed", "faulty")) == {(0, 0)}
        assert rows.count() == sum(one.units for one in returns_of(collection))
        assert collection.day == DAY

    def statements(self) -> tuple[int, int]:
        return tuple(
            model.objects.everything(because=WHY).count()
            for model in (EmployerStatement, UnionStatement)
        )
