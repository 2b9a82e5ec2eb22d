"""A county with two townships in which a campaign runs, on a measure of coverage."""

from dataclasses import dataclass
from datetime import date

from tests.factories import BECAUSE, appoint, make_account, make_employer, make_node, make_union
from xingjia.access.models import Account
from xingjia.access.queries import actor_for
from xingjia.access.rules import Actor
from xingjia.campaigns.commands.starting import Terms, start
from xingjia.campaigns.models import Campaign, Example, Member, Stage
from xingjia.campaigns.rules.plan import StagePlan, Window
from xingjia.orgtree.models import Node

BEGIN, FIRST_END = date(2012, 6, 1), date(2012, 12, 31)
SECOND, END = date(2013, 1, 1), date(2013, 12, 31)
STAGES = (
    StagePlan("第一阶段", (Window("动员", BEGIN, FIRST_END),), {"": 60}),
    StagePlan("第二阶段", (Window("巩固", SECOND, END),), {"": 100, "state_owned": 100}),
)
TERMS = Terms("建会攻坚", STAGES, purpose="应建尽建", measure="with_union")


class County:
    """Three employers in the first township, one in the second; one of each has a union."""

    def __init__(self) -> None:
        self.city = make_node("盐城市", kind="city")
        self.county = make_node("建湖县", self.city)
        self.first, self.second = (
            make_node(name, self.county, kind="township") for name in ("上冈镇", "建阳镇")
        )
        self.officer, self.township = make_account("孟知秋"), make_account("陆问田")
        appoint(self.officer, "officer", self.county)
        appoint(self.township, "township_officer", self.first)
        self.weaver, self.dyer, self.brewer, self.tailor = (
            make_employer(at, name, day=date(2012, 1, 1), ownership=owned)
            for at, name, owned in (
                (self.first, "织造厂", "state_owned"),
                (self.first, "印染厂", "private"),
                (self.first, "酿造厂", "private"),
                (self.second, "制衣厂", "private"),
            )
        )
        self.union = make_union(self.weaver, start=date(2012, 3, 1))
        make_union(self.tailor, start=date(2012, 9, 1))

    @property
    def actor(self) -> Actor:
        """The county's officer."""
        return acting(self.officer)

    def started(self, terms: Terms = TERMS, on: date = BEGIN) -> Campaign:
        """A campaign of the county."""
        return start(self.actor, self.county, terms=terms, on=on)


def acting(account: Account) -> Actor:
    """Somebody as he is at work."""
    return actor_for(account.pk, END)


def stages_of(campaign: Campaign) -> list[Stage]:
    """The stages of a campaign as they are kept."""
    return list(Stage.objects.everything(because=BECAUSE).filter(campaign=campaign))


def members_of(stage: Stage) -> list[Member]:
    """The base of a stage, in the order of the tree."""
    return list(Member.objects.everything(because=BECAUSE).filter(stage=stage))


@dataclass
class Laid:
    """A campaign as rows: its first stage closed, its second one open with one member."""

    campaign: Campaign
    member: Member
    example: Example


def lay_campaign(at: Node, name: str, employer, person: Account) -> Laid:
    """A campaign of a place, for the pages."""
    campaign = Campaign.objects.everything(because=BECAUSE).create(
        organisation=at,
        name=name,
        measure="contracts_women",
        started_by=f"account:{person.pk}",
        started_on=BEGIN,
    )
    for number, (first, last) in enumerate(((BEGIN, FIRST_END), (SECOND, END)), start=1):
        stage = Stage.objects.everything(because=BECAUSE).create(
            campaign=campaign,
            number=number,
            name=f"第{number}阶段",
            first=first,
            last=last,
            opened_on=first,
            closed_on=FIRST_END if number == 1 else None,
            figures={"base": 1, "claimed": 0, "verified": 0, "excluded": 0},
        )
        member = Member.objects.everything(because=BECAUSE).create(
            stage=stage,
            subject_id=employer.pk,
            name=f"{name}企业",
            at=at,
            place=at,
            responsible=person,
            closed_as="missing" if number == 1 else "",
        )
    example = Example.objects.everything(because=BECAUSE).create(
        campaign=campaign,
        subject_id=employer.pk,
        name=f"{name}示范",
        at=at,
        kind="非公企业",
        criteria="全部达标",
        named_on=BEGIN,
        last=date(2030, 1, 1),
    )
    return Laid(campaign, member, example)
