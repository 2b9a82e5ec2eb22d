"""The demonstration's board shows a number the chair no longer has; the rest is right."""

from datetime import date

import pytest

from tests.factories import BECAUSE, DAY, TESTER, make_node
from tests.publicity.records import agree, make_shown_union
from xingjia.portal.demo.prints import COUNTY, MOVED, hang
from xingjia.publicity.models import FaceChange, Promise, Pulse
from xingjia.publicity.queries.hanging import Hangs, hanging_in
from xingjia.publicity.rules.consent import Field

AGREED = date(2012, 7, 2)


@pytest.mark.django_db
def test_the_board_is_untrue_from_the_day_the_number_moved():
    make_node("建湖县", make_node("盐城市", kind="city"), code=COUNTY)
    union, face, _ = make_shown_union()
    FaceChange.objects.everything(because=BECAUSE).update(day=AGREED)  # entered a year before
    agree(face, Field.NAME, Field.POST, Field.OFFICE_PHONE, on=AGREED)

    hang(TESTER, union.name)

    def hung(on: date) -> list[Hangs]:
        return hanging_in(TESTER, union.organisation.path, on)

    wrong = {one.sheet: one.since for one in hung(DAY)}
    assert wrong == {"board-A3": MOVED, "badges": None, "desk": None, "sign_own": None}
    assert all(not one.wrong for one in hung(date(2013, 10, 1)))
    kept = Promise.objects.everything(because=BECAUSE).order_by("due_on")
    assert list(kept.values_list("kept", flat=True)) == [True, False, None]
    assert Pulse.objects.everything(because=BECAUSE).get().answers == 18
