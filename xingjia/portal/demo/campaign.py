"""The county's 双亮 of 2012 and 2013 in the demonstration, as its officer started and kept it."""

from datetime import date

from xingjia.access.models import Account
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor, Right
from xingjia.campaigns.commands.closing import close_stage, preview, seen_of
from xingjia.campaigns.commands.examples import name_example
from xingjia.campaigns.commands.keeping import note_result
from xingjia.campaigns.commands.mobilising import mobilise
from xingjia.campaigns.commands.pledging import answer
from xingjia.campaigns.commands.starting import NobodyCounted, Terms, start
from xingjia.campaigns.models import Campaign
from xingjia.campaigns.queries.boards import board, stages_of
from xingjia.campaigns.queries.places import places_below
from xingjia.campaigns.queries.pledges import pledges_of
from xingjia.campaigns.rules.progress import Reached
from xingjia.campaigns.rules.templates import SHUANGLIANG
from xingjia.orgtree.models import Node
from xingjia.standards.presets import newest

BEGIN, MOBILISED, TURN = date(2012, 6, 1), date(2012, 6, 30), date(2012, 12, 31)
PLEDGED, FEWER, SILENT = date(2013, 1, 15), "冈西镇", "320925108"
NAMED = date(2013, 12, 20)
RESULTS = (
    ("动员部署", date(2012, 6, 30), "开了动员部署会，发了实施方案。"),
    ("检查评议", date(2012, 12, 20), "各镇、街道自查一遍，县里抽查 20 家。"),
)
LATER = (date(2013, 6, 30), date(2013, 12, 31))  # who came into production since


def run(county: Node, who: Account, on: date) -> None:
    """Start the campaign, mobilise, and close its first stage at the end of 2012."""
    actor = actor_for(who.pk, on)
    standard = newest(SHUANGLIANG.standard)
    terms = Terms(
        name=SHUANGLIANG.name,
        stages=SHUANGLIANG.stages,
        purpose=SHUANGLIANG.purpose,
        tag=SHUANGLIANG.tag,
        standard=standard.code,
        version=standard.version,
    )
    try:
        campaign = start(actor, county, terms=terms, on=BEGIN)
    except NobodyCounted:
        return
    for day, how in ((MOBILISED, "动员部署会"), *((day, "上门动员") for day in LATER)):
        for place in places_below(campaign.organisation, day):
            mobilise(actor, campaign, place, day=day, how=how, on=on)
    first = stages_of(actor, [campaign])[campaign.pk][0]
    first.campaign = campaign
    for part, day, text in RESULTS:
        note_result(actor, first, part=part, day=day, text=text, on=on)
    seen = seen_of(preview(actor, campaign, first))
    close_stage(actor, campaign, on=TURN, seen=seen, result="动员部署、推进和检查评议都已做完。")
    pledge(actor, campaign, on)
    show_examples(actor, campaign, on)


def show_examples(actor: Actor, campaign: Campaign, on: date) -> None:
    """Two of those verified are demonstration units, each of a class."""
    second = stages_of(actor, [campaign])[campaign.pk][1]
    found = board(actor, campaign, second, on)
    verified = [one for one in found.members if found.state(one) is Reached.VERIFIED]
    for kind, member in zip(("非公企业", "园区企业"), verified[:: len(verified) - 1], strict=False):
        name_example(
            actor,
            member,
            kind=kind,
            criteria="牌子、公示栏、联系卡都核实，号码打得通。",
            named_on=NAMED,
            last=date(2014, 12, 31),
        )


def pledge(actor: Actor, campaign: Campaign, on: date) -> None:
    """Every place says yes to its figures of 2013; one names fewer, one has not answered."""
    second = stages_of(actor, [campaign])[campaign.pk][1]
    second.campaign = campaign
    for row in pledges_of(actor, board(actor, campaign, second, on)):
        place, figures = row.line.place, row.agreement.figures
        speaker = actor_for(row.line.people[0].pk, on)
        if place.code == SILENT or not speaker.may(Right.EDIT, place.path):
            continue
        few, why = place.name == FEWER, ""
        if few:
            figures = {end: max(0, number - 2) for end, number in figures.items()}
            why = "2 家停产待清算，年内办不成。"
        answer(speaker, second, place, figures=figures, why=why, on=PLEDGED)
