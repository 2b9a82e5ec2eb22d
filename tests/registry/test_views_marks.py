"""Marks, rooms and certificates as a person meets them: forms, chips and filters."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.browsing import links_of, queries_of, signed_in, words_of
from tests.factories import (
    BECAUSE,
    DAY,
    make_county,
    make_employer,
    make_mark,
    make_room,
    make_union,
)
from xingjia.orgtree.models import Node
from xingjia.registry.models import FocusMark, Room

pytestmark = pytest.mark.django_db
ON = "on=2013-12-31"


@pytest.fixture(autouse=True)
def _in_chinese(settings):
    settings.LANGUAGE_CODE = "zh-hans"


@pytest.fixture
def towns() -> list[Node]:
    return make_county("建湖县", "上冈镇", "近湖镇")[1]


@pytest.fixture
def clerk(towns) -> Client:
    return signed_in("township_officer", towns[0])


def test_a_mark_is_set_and_lifted_through_its_pages(towns, clerk):
    employer = make_employer(towns[0], "甲厂")
    address = f"/employers/{employer.pk}/focus/"
    typed = {"kind": "disputes", "start": "2013-12-01", "source": "县人社局", "remedy": "派调解员"}

    assert "不排名、不通报" in words_of(clerk.get(address))
    assert "列为重点" in words_of(clerk.get(clerk.post(address, typed).url))
    mark = FocusMark.objects.everything(because=BECAUSE).get()
    assert "已经列为这一类重点" in words_of(clerk.post(address, typed))
    lift = f"{address}{mark.pk}/"
    assert "有劳动争议" in words_of(clerk.get(lift))
    answer = clerk.post(lift, {"on": "2013-12-20", "why": "欠薪已付清"})

    assert answer.status_code == 302
    assert "已解除" in words_of(clerk.get(answer.url))


@pytest.mark.parametrize("missing", ["kind", "start", "source", "remedy"])
def test_a_mark_names_its_kind_day_source_and_way_out(towns, clerk, missing):
    employer = make_employer(towns[0])
    typed = {"kind": "disputes", "start": "2013-12-01", "source": "县人社局", "remedy": "派调解员"}

    answer = clerk.post(f"/employers/{employer.pk}/focus/", typed | {missing: ""})

    assert answer.status_code == 200
    assert not FocusMark.objects.everything(because=BECAUSE).exists()


def test_what_is_not_kept_is_not_found(towns, clerk):
    theirs = make_employer(towns[1])
    union, mark = make_union(theirs), make_mark(theirs)
    room = make_room(union)

    for address in (
        f"/employers/{theirs.pk}/focus/",
        f"/employers/{theirs.pk}/focus/{mark.pk}/",
        f"/unions/{union.pk}/focus/",
        f"/unions/{union.pk}/focus/{make_mark(union).pk}/",
        f"/unions/{union.pk}/rooms/",
        f"/unions/{union.pk}/rooms/{room.pk}/",
    ):
        assert clerk.get(address).status_code == 404
        assert clerk.post(address, {"on": "2014-01-01", "why": "好转"}).status_code == 404


def test_a_mark_is_only_lifted_where_it_stands(towns, clerk):
    one, other = make_employer(towns[0]), make_employer(towns[0])
    union, mine = make_union(one), make_union(other)

    assert clerk.get(f"/employers/{other.pk}/focus/{make_mark(one).pk}/").status_code == 404
    assert clerk.get(f"/unions/{mine.pk}/rooms/{make_room(union).pk}/").status_code == 404


def test_rooms_are_entered_by_the_chair_and_marks_are_not(towns):
    union = make_union(make_employer(towns[0]))
    chair = signed_in("chair", union.organisation)
    typed = {"kind": "mothers", "name": "爱心妈妈小屋", "area": "12", "start": "2013-06-01"}

    answer = chair.post(f"/unions/{union.pk}/rooms/", typed)

    assert "爱心妈妈小屋" in words_of(chair.get(answer.url))
    room = Room.objects.everything(because=BECAUSE).get()
    closing = f"/unions/{union.pk}/rooms/{room.pk}/"
    assert closing in links_of(chair.get(f"/unions/{union.pk}/?{ON}"))
    assert chair.post(closing, {"on": "2013-12-01"}).status_code == 302
    assert chair.get(f"/unions/{union.pk}/focus/").status_code == 404


# ---- lists


def test_marks_show_in_the_lists_and_narrow_them(towns, clerk):
    marked, plain = make_employer(towns[0], "甲厂"), make_employer(towns[0], "乙厂")
    make_mark(marked, "disputes")
    make_mark(plain, "hardship", start=DAY + timedelta(days=1))

    everything = words_of(clerk.get(f"/employers/?{ON}"))
    narrowed = words_of(clerk.get(f"/employers/?{ON}&focus=any"))

    assert "甲厂 代码未填报 有劳动争议" in everything
    assert "乙厂" in everything
    assert "乙厂" not in narrowed
    assert "甲厂" in words_of(clerk.get(f"/employers/?{ON}&focus=disputes"))
    assert "甲厂" not in words_of(clerk.get(f"/employers/?{ON}&focus=hardship"))
    assert "乙厂" in words_of(clerk.get("/employers/?on=2014-01-01&focus=hardship"))


def test_weak_unions_are_found(towns, clerk):
    weak, other = (make_union(make_employer(towns[0]), name=name) for name in ("甲会", "乙会"))
    make_mark(weak)

    narrowed = words_of(clerk.get(f"/unions/?{ON}&focus=weak"))

    assert "甲会 代码未填报 薄弱工会" in narrowed
    assert other.name not in narrowed


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("lapsing", {"今天", "八十九天"}),
        ("ended", {"昨天"}),
        ("unknown", {"没填"}),
        ("", {"今天", "八十九天", "九十天", "昨天", "没填"}),
    ],
)
def test_certificates_that_end_are_found_by_their_last_day(towns, clerk, asked, names):
    ends = {"昨天": -1, "今天": 0, "八十九天": 89, "九十天": 90}
    for name, days in ends.items():
        last = (DAY + timedelta(days=days)).isoformat()
        make_union(make_employer(towns[0], f"{name}厂"), name=name, certificate_to=last)
    make_union(make_employer(towns[0], "没填厂"), name="没填")

    found = words_of(clerk.get(f"/unions/?{ON}&certificate={asked}"))

    assert {name for name in (*ends, "没填") if f"{name} 代码" in found} == names


@pytest.mark.parametrize("page", ["/employers/", "/unions/"])
def test_marks_cost_no_query_a_row(towns, clerk, page):
    def one_more() -> None:
        employer = make_employer(towns[0])
        make_mark(employer)
        make_mark(make_union(employer, certificate_to="2016-04-03"))

    address = f"{page}?{ON}&focus={'any' if 'emp' in page else 'weak'}"
    one_more()
    with_one = queries_of(clerk, address)
    one_more()
    one_more()

    assert queries_of(clerk, address) == with_one
