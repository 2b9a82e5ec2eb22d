"""A county in which every list holds as many texts that look like formulas as there are."""

from datetime import date, timedelta
from itertools import product
from uuid import NAMESPACE_OID, uuid5

from tests.campaigns.county import lay_campaign
from tests.factories import (
    DAY,
    OPEN,
    appoint,
    make_account,
    make_collection,
    make_employer,
    make_union,
)
from xingjia.access.rules import label_of
from xingjia.campaigns.models import Example, Member, Stage
from xingjia.evidence.models import Evidence, EvidencePhoto, SamePhoto
from xingjia.facts.sources import facts_changed
from xingjia.imports.models import Import
from xingjia.organising.models import Procedure
from xingjia.orgtree.commands.planting import Planting, plant_all
from xingjia.portal.reports.models import Report
from xingjia.portal.returns.models import Return
from xingjia.publicity.models import Notice, Promise
from xingjia.registry.models import (
    Affiliation,
    Contract,
    ContractEmployer,
    Cover,
    Election,
    Employer,
    EmployerStatement,
    Group,
    Officer,
    Union,
)
from xingjia.registry.rules.names import name_key
from xingjia.standards.library.models import Policy
from xingjia.toolkit.audit.commands import record
from xingjia.toolkit.files.models import Blob, Picture
from xingjia.visits.models import Document, Stop, Visit

BECAUSE = "a test lays the table"
BEGINNINGS = ("=", "+", "-", "@", "\t=", "\n=", "＝", "＋", "－", "＠", "'=", '"=', "=-", "@@")
BODIES = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://example.invalid","点我")',
    "SUM(A1:A9)",
    "IMPORTXML(1,2)",
    'WEBSERVICE("http://e.invalid")',
    "DDE(1;2;3)",
    "MSEXCEL|'\\\\x'!A1",
    "A1*2",
    "R1C1",
    "{1,2}",
    "INDIRECT(1)",
    "甲厂",
    "0x41",
    "1E9",
    "TRUE",
    "[1]Sheet!A1",
    "'Sheet'!A1",
    "EXEC(1)",
    "CALL(1)",
    "REGISTER(1)",
    "NOW()",
    "RAND()",
    "#REF!",
    "%",
    "1-1",
    "工会",
    "@SUM(1)",
    "=1",
    "+1",
    "-1",
    "T(1)",
    "N(1)",
    "CHAR(9)",
    "IF(1,2,3)",
    "LOOKUP(1)",
)
PAYLOADS = [begin + body for begin, body in product(BEGINNINGS, BODIES)]


def every(model):
    return model.objects.everything(because=BECAUSE)


def bulk(model, rows):
    return every(model).bulk_create(model(**row) for row in rows)


def plant(county) -> dict:
    """As many places, employers, unions, officers and records as there are payloads."""
    texts = PAYLOADS
    places = plant_all(
        "system:test",
        [
            Planting(county, "township", f"P{n}", one, date(2000, 1, 1))
            for n, one in enumerate(texts)
        ],
    )
    leaves = plant_all(
        "system:test",
        [Planting(at, "union", f"L{n}", texts[n], date(2000, 1, 1)) for n, at in enumerate(places)],
    )
    firms = bulk(
        Employer,
        [
            {"organisation": at, "name": one, "name_key": f"{n} {name_key(one)}"}
            for n, (at, one) in enumerate(zip(places, texts, strict=True))
        ],
    )
    bulk(
        EmployerStatement,
        [
            {"employer": one, "field": "in_production", "value": True, "day": DAY, "said_by": "x"}
            for one in firms
        ],
    )
    began = date(2013, 1, 1)
    unions = bulk(
        Union,
        [
            {"organisation": at, "name": one, "founded_on": began}
            for at, one in zip(leaves, texts, strict=True)
        ],
    )
    pairs = list(zip(firms, unions, texts, strict=True))
    bulk(Cover, [{"union": u, "employer": f, "start": began, "end": OPEN} for f, u, _ in pairs])
    bulk(Officer, [{"union": u, "post": "chair", "name": t} for _, u, t in pairs])
    papers = bulk(
        Contract,
        [{"organisation": f.organisation, "kind": "wage", "number": t} for f, _, t in pairs],
    )
    bulk(
        ContractEmployer,
        [{"contract": c, "employer": f} for c, f in zip(papers, firms, strict=True)],
    )
    federation = make_union(make_employer(county), name="联合会")
    bulk(Affiliation, [{"member": u, "federation": federation, "start": began} for u in unions])
    begun = {"kind": "re_election", "opened_on": DAY, "opened_by": "system:test"}
    bulk(Procedure, [{"union": u} | begun for u in unions])
    trips = bulk(Visit, [{"visited_on": DAY, "keyed_on": DAY, "keyed_by": "x"} for _ in texts])
    bulk(
        Stop,
        [
            {"visit": v, "union": u, "findings": t}
            for v, (_, u, t) in zip(trips, pairs, strict=True)
        ],
    )
    asked = make_collection(county)
    sent = {"collection": asked, "lines": [], "units": 1, "cells": 1}
    bulk(
        Return,
        [{"organisation": p, "token": f"t{n}"} | sent for n, p in enumerate(places)],
    )
    doubted(unions)
    told(federation, texts)
    employed(county, texts)
    facts_changed.send(sender=plant, kind="employer", keys={one.pk for one in firms})
    made = {"federation": federation.pk, "collection": asked.pk, "county": county.code}
    return (
        made | brought(county, texts) | campaigned(county, firms, texts) | voted(federation, texts)
    )


def doubted(unions) -> None:
    blob, _ = Blob.objects.get_or_create(sha256="0" * 64, defaults={"size": 1})
    bands = {f"band_{n}": 0 for n in range(8) if hasattr(Picture, f"band_{n}")}
    picture = Picture.objects.create(
        sha256="p", view=blob, thumbnail=blob, width=1, height=1, grid=0, **bands
    )
    said = {"kind": "board_current", "since": DAY, "received_on": DAY, "said_by": "system:test"}
    records = bulk(Evidence, [{"union": one} | said for one in unions])
    photos = bulk(
        EvidencePhoto,
        [{"evidence": one, "union": one.union, "picture": picture} | said for one in records],
    )
    bulk(
        SamePhoto,
        [
            {"one": one, "other": other, "found_on": DAY}
            for one, other in zip(photos, [*photos[1:], photos[0]], strict=True)
        ],
    )


def told(union, texts) -> None:
    """Groups, promises and what was said of a union, by their words."""
    said = {"union": union, "said_by": "system:test"}
    bulk(Group, [{"union": union, "name": one, "start": date(2013, 1, 1)} for one in texts])
    bulk(Promise, [{"text": one, "made_on": DAY, "due_on": DAY} | said for one in texts])
    seen = {"kind": "board_current", "since": DAY, "received_on": DAY}
    bulk(Evidence, [{"note": one} | seen | said for one in texts])


def employed(county, texts) -> None:
    for text in texts:
        account = make_account(text)
        appoint(account, "township_officer", county)
        record(label_of(account.pk), "access.password_changed", f"account:{account.pk}")


def brought(county, texts) -> dict:
    """Workbooks that were brought in, collections and notices, by their names."""
    blob, _ = Blob.objects.get_or_create(sha256="1" * 64, defaults={"size": 1})
    said = {"organisation": county, "blob": blob, "as_of": DAY, "asked_by": "system:test"}
    run = uuid5(NAMESPACE_OID, "planted")
    bulk(Import, [{"filename": one, "state": "written", "run": run} | said for one in texts])
    kept = make_collection(county)
    for one in texts:
        kept.pk, kept.name = None, one
        kept.save(force_insert=True)
    said = {"organisation": county, "channel": "website", "on": DAY, "said_by": "system:test"}
    bulk(Notice, [{"title": one} | said for one in texts])
    bulk(Report, [{"title": one, "organisation": county, "blob": blob} for one in texts])
    issued = {"organisation": county, "issued_on": DAY, "issuer": "试行", "kept_by": "system:test"}
    bulk(Policy, [{"title": one} | issued for one in texts])
    paper = {"issuer": "试行", "number": "1号", "issued_on": DAY, "filed_from": county}
    noted = {"level": "county", "recorded_by": "system:test", "recorded_on": DAY}
    bulk(Document, [{"title": one} | paper | noted for one in texts])
    return {"run": run}


def voted(union, texts) -> dict:
    said = {"union": union, "kind": Election.Kind.BY, "said_by": "system:test"}
    days = (DAY - timedelta(number) for number in range(len(texts)))
    bulk(
        Election,
        [{"held_on": day, "reason": one} | said for day, one in zip(days, texts, strict=True)],
    )
    return {"voting": union.pk}


def campaigned(county, firms, texts) -> dict:
    """Campaigns by their names; in the last of them everybody is behind."""
    person = make_account("孟知秋")
    laid = [lay_campaign(county, one, firms[0], person) for one in texts]
    stage = every(Stage).get(campaign=laid[-1].campaign, number=2)
    every(Member).filter(stage=stage).delete()
    said = {"stage": stage, "responsible": person}
    bulk(
        Member,
        [
            {"subject_id": firm.pk, "name": one, "at": at, "place": at} | said
            for firm, one in zip(firms, texts, strict=True)
            for at in [firm.organisation]
        ],
    )
    closed = every(Stage).get(campaign=laid[-2].campaign, number=1)
    frozen = said | {"stage": closed, "at": county, "place": county, "closed_as": "claimed"}
    bulk(Member, [{"subject_id": -n, "name": one} | frozen for n, one in enumerate(texts, 1)])
    days = {"named_on": DAY, "last": date(2030, 1, 1), "at": county, "subject_id": 1}
    bulk(Example, [{"campaign": laid[-1].campaign, "name": one} | days for one in texts])
    return {"campaign": laid[-1].campaign.pk, "closed": laid[-2].campaign.pk}
