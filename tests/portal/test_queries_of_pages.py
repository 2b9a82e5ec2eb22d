"""How many queries the pages of a county take, on records with everything; the line is 15."""

import pytest

from bench.rich import hang_more_on, pages_of
from bench.saves import laid
from tests.browsing import queries_of, signed_in
from tests.factories import make_actor, make_county

pytestmark = pytest.mark.django_db
LINE = 15


def test_pages_keep_to_their_line_with_one_row_of_everything_and_with_more():
    county, (town,) = make_county()
    land = laid(make_actor("officer", county), town)
    county_officer, chair = (
        signed_in("officer", county),
        signed_in("chair", land.union.organisation),
    )

    def taken():
        found = {
            name: queries_of(county_officer, address)
            for name, address in pages_of(land, county.code).items()
        }
        found["her home"] = queries_of(chair, "/")
        found["her union"] = queries_of(chair, f"/unions/{land.union.pk}/")
        return found

    taken()  # what a process reads once
    one = taken()
    hang_more_on(land)
    more = taken()

    assert {name: number for name, number in one.items() if number > LINE} == {}
    assert {name: (one[name], n) for name, n in more.items() if n > one[name]} == {}
