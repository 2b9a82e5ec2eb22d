"""The policy library: notices with their versions, and the clauses a standard rests on."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.browsing import queries_of, signed_in, words_of
from tests.factories import make_actor, make_county
from xingjia.access.checks import Refused, Unacceptable
from xingjia.standards.library.commands import Document, cite, end, keep
from xingjia.standards.library.models import Clause, Policy
from xingjia.standards.library.queries import clauses_about, policies_for, successor_of
from xingjia.standards.presets import newest

pytestmark = pytest.mark.django_db
FIRST = Document("关于开展双亮活动的通知", "建湖县总工会", date(2012, 6, 1), "建总工〔2012〕9号")
SECOND = Document("关于深化双亮活动的通知", "建湖县总工会", date(2013, 3, 1))
CLAUSE = {"place": "第三条", "words": "牌匾写全称。", "standard": "shuangliang 2013"}


@pytest.fixture
def places():
    return make_county("建湖县", "上冈镇")


@pytest.fixture
def officer(places):
    return make_actor("officer", places[0])


def test_a_new_version_ends_the_one_it_replaces(places, officer):
    first = keep(officer, places[0], FIRST)

    second = keep(officer, places[0], SECOND, replaces=first)

    first.refresh_from_db()
    assert first.ended_on == SECOND.issued_on
    assert successor_of(officer, first) == second
    with pytest.raises(Unacceptable, match="policy_ended"):
        keep(officer, places[0], SECOND, replaces=first)


def test_an_older_notice_replaces_no_younger_one(places, officer):
    second = keep(officer, places[0], SECOND)

    with pytest.raises(Unacceptable, match="ends_before_start"):
        keep(officer, places[0], FIRST, replaces=second)

    second.refresh_from_db()
    assert second.ended_on is None


def test_a_line_of_a_standard_rests_on_a_clause(places, officer):
    policy = keep(officer, places[0], FIRST)

    clause = cite(officer, policy, **CLAUSE, criterion="SL-01")

    assert list(clauses_about(officer, newest("shuangliang"))) == [clause]
    assert list(clauses_about(officer, newest("liuyou"))) == []


def test_twice_and_what_is_no_line_is_refused(places, officer):
    policy = keep(officer, places[0], FIRST)
    cite(officer, policy, **CLAUSE, criterion="SL-01")

    with pytest.raises(Unacceptable, match="cited_already"):
        cite(officer, policy, **CLAUSE, criterion="SL-01")
    with pytest.raises(Unacceptable, match="no_such_line"):
        cite(officer, policy, **CLAUSE, criterion="SL-99")
    assert Clause.objects.everything(because="a test").count() == 1


def test_without_the_right_nothing_is_kept_cited_or_ended(places, officer):
    county, (town,) = places
    policy = keep(officer, county, FIRST)
    leader, below = make_actor("leader", county), make_actor("township_officer", town)

    for actor in (leader, below):
        with pytest.raises(Refused):
            keep(actor, county, FIRST)
        with pytest.raises(Refused):
            cite(actor, policy, **CLAUSE)
        with pytest.raises(Refused):
            end(actor, policy, on=date(2014, 1, 1))


def test_it_is_read_below_and_not_elsewhere(places, officer):
    county, (town,) = places
    other, _ = make_county("阜宁县", "益林镇")
    policy = keep(officer, county, FIRST)
    elsewhere = make_actor("officer", other)

    assert list(policies_for(make_actor("township_officer", town))) == [policy]
    assert list(policies_for(elsewhere)) == []
    with pytest.raises(Policy.DoesNotExist):
        cite(elsewhere, policy, **CLAUSE)
    with pytest.raises(Policy.DoesNotExist):
        end(elsewhere, policy, on=date(2014, 1, 1))


def test_it_ends_once_and_not_before_it_was_issued(places, officer):
    policy = keep(officer, places[0], FIRST)

    with pytest.raises(Unacceptable, match="ends_before_start"):
        end(officer, policy, on=date(2012, 5, 1))
    assert end(officer, policy, on=date(2014, 1, 1)).ended_on == date(2014, 1, 1)
    with pytest.raises(Unacceptable, match="policy_ended"):
        end(officer, policy, on=date(2014, 1, 1))


def test_the_pages_keep_show_cite_and_give_the_file_back(places, media):
    client = signed_in("officer", places[0])
    given = {"title": "双亮方案", "issuer": "县总", "issued_on": "2012-06-01"}
    given |= {"place": places[0].pk, "file": SimpleUploadedFile("方案.pdf", b"%PDF-1.4 x")}

    kept = client.post("/standards/policies/add/", given, follow=True)
    address = kept.redirect_chain[-1][0]
    client.post(f"{address}cite/", CLAUSE | {"criterion": "SL-01"})

    assert "第三条 牌匾写全称。 双亮 2013 SL-01 牌匾悬挂" in words_of(client.get(address))
    assert "依据的文件 双亮方案 第三条 SL-01" in words_of(
        client.get("/standards/shuangliang/2013/")
    )
    file = client.get(f"{address}file/")
    assert b"".join(file.streaming_content) == b"%PDF-1.4 x"
    assert file["Content-Disposition"].startswith("attachment")


def test_a_program_is_no_policy(places, media):
    client = signed_in("officer", places[0])
    given = {"title": "双亮方案", "issuer": "县总", "issued_on": "2012-06-01"}
    given |= {"place": places[0].pk, "file": SimpleUploadedFile("方案.exe", b"MZ")}

    assert "只收 PDF、Word、Excel 或文本" in words_of(
        client.post("/standards/policies/add/", given)
    )
    assert not Policy.objects.everything(because="a test").exists()


def test_an_empty_library_says_what_it_is_for(places):
    words = words_of(signed_in("officer", places[0]).get("/standards/policies/"))

    assert "还没有存文件" in words


def test_the_list_asks_the_same_for_one_row_and_for_three(places, officer, media):
    client = signed_in("officer", places[0])
    client.get("/standards/policies/")
    counts = []
    for number in (1, 2):
        for n in range(number):
            file = BytesIO(b"x")
            keep(
                officer,
                places[0],
                Document(f"通知{number}{n}", "县总", date(2012, 1, 1), "", file, "a.txt"),
            )
        counts.append(queries_of(client, "/standards/policies/"))

    assert counts[0] == counts[1]
