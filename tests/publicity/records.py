"""Rows of 双亮 for tests."""

from datetime import date
from io import BytesIO

from tests.factories import make_actor, make_chair, make_county, make_employer, make_union
from xingjia.access.rules import Actor, system
from xingjia.publicity.commands.consent import agree_on_paper
from xingjia.publicity.commands.faces import show_officer
from xingjia.publicity.models import Face
from xingjia.publicity.queries.secret import key
from xingjia.publicity.queries.union_page import code_of
from xingjia.publicity.rules.codes import ref_of
from xingjia.registry.models import Officer, Union

ON = date(2013, 7, 1)
MOBILE, PHONE = "13800000146", "0515-80009854"


def make_shown_union(name: str = "岚泓") -> tuple[Union, Face, Actor]:
    """A union whose chair has a face and has agreed to nothing, and the officer of its county."""
    county, [town] = make_county("建湖县", "上冈镇")
    union = make_union(make_employer(town, f"{name}企业"), name=f"{name}工会")
    make_chair(union, "姚国平")
    chair = Officer.objects.everything(because="a test").get(union=union, post="chair")
    actor = make_actor("officer", county)
    face = show_officer(actor, chair, on=ON, office_phone=PHONE, mobile=MOBILE, duty="生产部")
    return union, face, actor


def agree(face: Face, *fields: str, on: date = ON) -> None:
    agree_on_paper(
        system("test"), face, fields=fields, on=on, stream=BytesIO(b"paper"), name="a.jpg"
    )


def address_of(union: Union) -> str:
    return f"/q/{code_of(union)}/"


def ref(face: Face) -> str:
    """How a person is named in addresses."""
    return ref_of(face.pk, key())
