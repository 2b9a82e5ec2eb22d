"""Pages of the rich invented record of `bench.saves`: a union with everything, what it belongs to,
whom it covers, why it stands as it does, and what those above it open every day."""

from typing import Any

from bench.saves import DAY, TODAY, Land, union_of


def pages_of(land: Land, county: str) -> dict[str, str]:
    """The address of each, by its name; `county` is the code of the county it lies in."""
    on, town = f"?on={TODAY.isoformat()}", land.place.code
    return {
        "a union with everything": f"/unions/{land.union.pk}/{on}",
        "a federation": f"/unions/{land.other.pk}/{on}",
        "an employer with everything": f"/employers/{land.employer.pk}/{on}",
        "a contract of several": f"/contracts/{land.shared.pk}/{on}",
        "why a union stands so": f"/why/{land.union.pk}/liuyou/{on}",
        "the county": f"/coverage/{county}/{on}",
        "a township": f"/coverage/{town}/{on}",
        "the matrix": f"/coverage/{county}/unions/liuyou/{on}",
        "by standard": f"/coverage/{county}/standard/shuangliang/{on}",
        "to do in the county": f"/todo/{county}/{on}",
        "to do in a township": f"/todo/{town}/{on}",
        "the unions": f"/unions/{on}",
        "the employers": f"/employers/{on}",
        "the contracts": f"/contracts/{on}",
    }


def hang_more_on(land: Land) -> None:
    """Three more of everything: employers under the union, each with a contract of its own and a
    share in another, rooms, groups, marks, and unions of the federation."""
    from xingjia.registry.commands.contract_editing import add_contract
    from xingjia.registry.commands.editing import add_employer
    from xingjia.registry.commands.federations import affiliate, set_up_group
    from xingjia.registry.commands.marks import mark_focus, open_room
    from xingjia.registry.commands.offices import cover

    actor, union = land.actor, land.union
    days = {"valid_from": "2013-01-01", "valid_to": "2015-12-31"}
    told = {"source": "县人社局", "remedy": "联系岗位"}
    works: dict[str, Any] = {"in_production": True, "staff": 30}
    more = []
    for n in range(3):
        one, _ = add_employer(actor, land.place, day=DAY, name=f"己{n}厂", reason="确认", **works)
        cover(actor, union, one, start=DAY)
        add_contract(actor, [one], on=DAY, kind="safety", reach="own", number=f"1{n}", **days)
        mark_focus(actor, one, kind="difficult", start=DAY, **told)
        open_room(actor, union, kind="activity", name=f"活动室{n}", start=DAY)
        set_up_group(actor, union, name=f"第{n}车间", leader="丁一", start=DAY)
        alone, _ = add_employer(actor, land.place, day=DAY, name=f"庚{n}厂", reason="确认", **works)
        affiliate(actor, land.other, union_of(actor, alone), start=DAY)
        more.append(one)
    add_contract(actor, more, on=DAY, kind="collective", reach="industry", number="20", **days)
