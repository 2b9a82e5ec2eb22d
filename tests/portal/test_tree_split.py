"""A place is split: what goes to the new one, and what does not."""

import pytest

from tests.browsing import links_of, queries_of, session_of, words_of
from tests.factories import BECAUSE, TESTER, make_actor, make_employer, make_union
from tests.portal.land import BEFORE, DAY, START, TODAY, Land, again, post, visible
from xingjia.access.checks import Refused
from xingjia.orgtree.models import Division, Node
from xingjia.orgtree.rules import TreeFault
from xingjia.portal.tree.commands import merge_place, split_place
from xingjia.portal.tree.queries import what_would_split
from xingjia.registry.commands.places import resettle
from xingjia.registry.models import Employer, EmployerStatement
from xingjia.standards.coverage.queries.expected import wrong_figures

pytestmark = pytest.mark.django_db
ASKED = {"name": "冈东镇", "code": "320925199", "on": "2013-07-01"}


@pytest.fixture
def land() -> Land:
    return Land()


def split(land: Land, actor=TESTER, **given) -> Node:
    details = {"code": "320925199", "name": "冈东镇", "on": DAY, "today": TODAY}
    details |= {"children": [land.union.organisation]}
    return split_place(actor, land.first, **(details | given))


def at(node: Node) -> set[int]:
    rows = Employer.objects.everything(because=BECAUSE).filter(organisation=node)
    return set(rows.values_list("pk", flat=True))


def test_the_employers_of_a_union_go_with_it_and_the_others_stay(land):
    fresh = split(land)

    assert at(fresh) == {land.employers[0].pk}
    assert at(land.first) == {land.employers[2].pk}
    assert [land.counted(land.first, on) for on in (BEFORE, DAY)] == [2, 1]
    assert [land.counted(fresh, on) for on in (BEFORE, DAY)] == [None, 1]
    assert [land.counted(land.east, on) for on in (BEFORE, DAY)] == [3, 3]
    assert list(wrong_figures()) == []


def test_a_place_nobody_had_said_is_said_for_the_days_before(land):
    nameless = make_employer(land.first, day=START)
    leaf = make_union(nameless).organisation

    fresh = split(land, children=[leaf])

    said = EmployerStatement.objects.everything(because=BECAUSE).filter(
        employer=nameless, field="place"
    )
    assert list(said.order_by("day").values_list("day", "value")) == [
        (BEFORE, land.first.code),
        (DAY, fresh.code),
    ]
    assert [land.counted(land.first, on) for on in (BEFORE, DAY)] == [3, 2]
    assert list(wrong_figures()) == []


def test_an_employer_of_two_unions_goes_only_with_both(land):
    second = make_union(land.employers[0], name="第二工会").organisation

    assert at(split(land)) == set()
    assert what_would_split(land.first, [second], DAY, today=TODAY).employers == []


def test_an_employer_of_two_unions_goes_with_both(land):
    second = make_union(land.employers[0], name="第二工会").organisation

    assert at(split(land, children=[land.union.organisation, second])) == {land.employers[0].pk}


def test_an_employer_with_a_later_place_stays_where_it_is_said_to_be(land):
    EmployerStatement.objects.everything(because=BECAUSE).create(
        employer=land.employers[0], field="place", value=land.first.code, day=TODAY
    )

    assert at(split(land)) == set()


def test_employers_of_a_place_merged_before_follow_their_union_too(land):
    leaf = make_union(land.employers[1]).organisation
    merge_place(TESTER, land.second, into=land.first, on=BEFORE, today=TODAY)

    assert at(split(land, children=[leaf])) == {land.employers[1].pk}
    assert list(wrong_figures()) == []


def test_the_preview_shows_what_then_happens(land):
    make_actor("township_officer", land.first)
    leaf = land.union.organisation

    share = what_would_split(land.first, [leaf], DAY, today=TODAY)
    fresh = split(land)

    assert (share.unions, share.places) == ([land.union], [])
    assert {one.pk for one in share.employers} == at(fresh)
    assert share.losing == 1
    assert share.figures == [("operating_employers", 2, 1, 1), ("with_union", 1, 0, 1)]


def test_rights_follow_what_goes(land):
    town = make_actor("township_officer", land.first, on=TODAY)
    county = make_actor("officer", land.east, on=TODAY)

    split(land)

    assert (len(visible(again(town))), len(visible(again(county)))) == (1, 3)


def test_without_a_code_the_new_place_gets_a_marked_one(land):
    fresh = split(land, code="")

    assert fresh.code == "320925L01"
    assert Division.objects.get(code="320925L01").is_zone


def test_a_county_hands_townships_over(land):
    fresh = split_place(
        TESTER,
        land.east,
        code="320999",
        name="湖西县",
        children=[land.first],
        on=DAY,
        today=TODAY,
    )

    assert [land.counted(fresh, on) for on in (BEFORE, DAY)] == [None, 2]
    assert [land.counted(land.east, on) for on in (BEFORE, DAY)] == [3, 1]
    assert list(wrong_figures()) == []


def test_who_does_not_keep_the_tree_splits_and_resettles_nothing(land):
    for role, node in (("leader", land.east), ("township_officer", land.first)):
        with pytest.raises(Refused):
            split(land, make_actor(role, node))
    with pytest.raises(Refused):
        split(land, make_actor("officer", land.west))
    foreign = make_actor("township_officer", land.third)
    with pytest.raises(Refused):
        resettle(foreign, at(land.first), to=land.first, on=DAY)
    assert resettle(foreign, at(land.first), to=land.third, on=DAY) == 0


def test_a_name_is_needed_and_a_union_goes_once(land):
    with pytest.raises(TreeFault, match="same_name"):
        split(land, name=" ")
    split(land)
    with pytest.raises(TreeFault, match="no_child"):
        split(land, code="320925198", name="冈西镇")


# ---- pages


def test_an_officer_splits_a_place_after_seeing_what_that_does(land):
    make_actor("township_officer", land.first)
    client = session_of(post("officer", land.east))
    address = "/tree/320925108/split/"
    assert address in links_of(client.get("/tree/320925108/"))
    asked = ASKED | {"children": [str(land.union.organisation_id)]}

    said = words_of(client.get(address, asked))

    assert "新的地方 冈东镇（320925199）" in said
    assert "跟着走的工会 1 家" in said
    assert "以后看不到这些的人 1 人" in said
    assert "投产企业 2 1 1" in said
    assert "已建会企业 1 0 1" in said
    assert not Node.objects.filter(code="320925199").exists()
    done = client.post(address, asked, follow=True)
    assert done.redirect_chain == [("/tree/320925199/", 302)]
    assert len(at(Node.objects.get(code="320925199"))) == 1
    assert "已经有了" in words_of(client.post(address, asked))


def test_a_new_place_may_begin_empty_and_with_a_local_code(land):
    client = session_of(post("officer", land.east))

    done = client.post("/tree/320925108/split/", ASKED | {"code": ""}, follow=True)

    assert "自编代码" in words_of(done)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "320924100"}, "已经有了"),
        ({"code": "abc"}, "区划代码是 9 位数字"),
        ({"on": "3013-07-01"}, "还没到这一天"),
        ({"children": ["999999"]}, "999999"),
        ({"name": ""}, "必填"),
    ],
)
def test_what_cannot_be_split_is_said_before_anybody_confirms(land, given, said):
    client = session_of(post("officer", land.east))
    answer = client.get("/tree/320925108/split/", ASKED | given)

    assert said in words_of(answer)
    assert "确认，改" not in words_of(answer)


def test_the_page_asks_as_often_for_three_unions_as_for_one(land):
    client = session_of(post("officer", land.city))
    address = "/tree/320924100/split/?name=新镇&code=&on=2013-07-01"
    chosen = [make_union(make_employer(land.third)).organisation_id]
    one = queries_of(client, f"{address}&children={chosen[0]}")
    chosen += [make_union(make_employer(land.third)).organisation_id for _ in range(2)]

    three = queries_of(client, address + "".join(f"&children={pk}" for pk in chosen))
    assert three == one
