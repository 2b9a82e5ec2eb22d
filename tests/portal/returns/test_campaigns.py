"""A collection for a campaign names it, and the campaign's page tells who has returned."""

from datetime import date

import pytest

from tests.browsing import links_of, queries_of, session_of, words_of
from tests.campaigns.county import lay_campaign
from tests.factories import make_county
from tests.portal.returns.test_views_start import said
from tests.portal.returns.townships import (
    BREWER,
    TELEPHONE,
    WHY,
    Townships,
    actor,
    handed,
    sent_to,
    started,
    terms,
)
from xingjia.campaigns.models import Campaign, Stage
from xingjia.campaigns.queries.running import running_for, running_over
from xingjia.portal.returns.commands.starting import NotForThis, start
from xingjia.portal.returns.models import Collection

pytestmark = pytest.mark.django_db
OF_CAMPAIGN = {"occasion": "campaign"}


@pytest.fixture
def land() -> Townships:
    return Townships()


@pytest.fixture
def campaign(land) -> Campaign:
    return lay_campaign(land.county, "双亮专项", land.weaver, land.officer).campaign


def end(campaign: Campaign) -> None:
    """Close its last stage."""
    Stage.objects.everything(because=WHY).filter(campaign=campaign).update(
        closed_on=date(2013, 12, 31)
    )


def test_running_are_those_begun_and_not_closed_here_or_above(land, campaign):
    far = make_county("射阳县", "合德镇")[0]
    lay_campaign(far, "别县专项", land.weaver, land.officer)
    of_township = lay_campaign(land.first, "镇里专项", land.weaver, land.officer).campaign
    end(lay_campaign(land.county, "已结束", land.weaver, land.officer).campaign)

    assert set(running_for(actor(land.officer))) == {campaign, of_township}
    assert running_over(actor(land.officer), land.county) == [campaign]
    assert set(running_over(actor(land.township), land.first)) == {campaign, of_township}


def test_a_collection_is_kept_with_its_campaign(land, campaign):
    collection = started(land.officer, land.county, campaign=campaign, **OF_CAMPAIGN)

    kept = Collection.objects.everything(because=WHY).get(pk=collection.pk)
    assert (kept.campaign, kept.occasion) == (campaign, "campaign")


@pytest.mark.parametrize("occasion", ["quarter", "once"])
def test_a_campaign_is_named_only_by_a_collection_for_one(land, campaign, occasion):
    with pytest.raises(NotForThis):
        started(land.officer, land.county, occasion=occasion, campaign=campaign)
    with pytest.raises(NotForThis):
        started(land.officer, land.county, **OF_CAMPAIGN)


def test_what_is_closed_or_of_another_place_is_asked_for_no_more(land, campaign):
    of_township = lay_campaign(land.first, "镇里专项", land.weaver, land.officer).campaign
    asked = {"seen": 3, "terms": terms(campaign=of_township, **OF_CAMPAIGN)}
    with pytest.raises(NotForThis):
        start(actor(land.officer), land.county, **asked)

    end(campaign)

    with pytest.raises(NotForThis):
        started(land.officer, land.county, campaign=campaign, **OF_CAMPAIGN)


def test_the_page_of_a_campaign_leads_to_the_form_that_knows_it(land, campaign):
    client = session_of(land.officer)

    page = client.get(f"/campaigns/{campaign.pk}/")
    link = next(one for one in links_of(page) if one.startswith("/returns/new/"))
    form = client.get(link).context["form"]

    assert "还没有为它发过填报" in words_of(page)
    assert (form["occasion"].value(), form["campaign"].value()) == ("campaign", campaign.pk)


def test_the_form_wants_both_or_neither(land, campaign):
    client = session_of(land.officer)

    without = client.post("/returns/new/", said(land, look="1", **OF_CAMPAIGN))
    beside = client.post("/returns/new/", said(land, look="1", campaign=campaign.pk))

    assert "请选是哪个专项活动" in words_of(without)
    assert "这里选“专项”" in words_of(beside)


def test_it_tells_how_many_have_returned_and_each_page_names_the_other(land, campaign):
    collection = started(land.officer, land.county, campaign=campaign, **OF_CAMPAIGN)
    started(land.officer, land.county, campaign=campaign, **OF_CAMPAIGN)
    handed(land.township, sent_to(collection, land.first), TELEPHONE)
    handed(land.officer, sent_to(collection, land.second), (BREWER, "职工人数", "几十人"))
    client = session_of(land.officer)

    words = words_of(client.get(f"/campaigns/{campaign.pk}/"))
    page = client.get(f"/returns/{collection.pk}/")

    assert "2 次填报，4 份表已报 1 份" in words
    assert f"/campaigns/{campaign.pk}/" in links_of(page)
    assert "专项：双亮专项" in words_of(client.get("/returns/"))


def test_who_is_only_asked_is_told_of_no_collection_above_him(land, campaign):
    collection = started(land.officer, land.county, campaign=campaign, **OF_CAMPAIGN)

    for account in (land.township, land.chair):
        page = session_of(account).get(f"/campaigns/{campaign.pk}/")
        assert page.status_code == 200
        assert f"/returns/{collection.pk}/" not in links_of(page)


def test_three_collections_cost_no_more_queries_than_one(land, campaign):
    client = session_of(land.officer)
    started(land.officer, land.county, campaign=campaign, **OF_CAMPAIGN)
    one = queries_of(client, f"/campaigns/{campaign.pk}/")

    for _ in range(2):
        started(land.officer, land.county, campaign=campaign, **OF_CAMPAIGN)

    assert queries_of(client, f"/campaigns/{campaign.pk}/") == one
    assert one <= 15
