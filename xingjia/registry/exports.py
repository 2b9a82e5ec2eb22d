"""Lists of the register as workbooks, in columns that the import reads: what leaves can come
back, and unchanged it changes nothing."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from xingjia.access.rules import Actor, masked
from xingjia.orgtree.models import Node
from xingjia.registry.models import (
    Contract,
    ContractEmployer,
    Employer,
    Group,
    Officer,
    UnionStatement,
)
from xingjia.registry.queries.known import known_employers, places
from xingjia.registry.queries.said import said_on
from xingjia.registry.queries.sources import Source, as_stated, sources
from xingjia.registry.rules.names import is_short_date, last_day
from xingjia.registry.rules.register import KnownEmployer
from xingjia.registry.words import CHOICES, INDUSTRY, shown
from xingjia.toolkit.sheets.writing import Value, workbook

BECAUSE = "of employers and contracts that the reader was given"
BATCH = 500
# The import reads simplified Chinese, whatever language the reader has chosen.
LANGUAGE = "zh-hans"
TERM = ("elected_on", "term_ends_on")
DATED = {*TERM, "founded_on", "registered_on", "filed_on", "signed_on", "valid_from", "valid_to"}
SHOWN, SIGNED = ("已亮", "未亮"), ("已签", "未签")
# Head → what it shows: of the employer, its union or its chair.
REGISTER: tuple[tuple[str, str, str], ...] = (
    ("企业名称", "employer", "name"),
    ("统一社会信用代码", "employer", "code"),
    ("镇、街道", "place", "name"),
    ("行政区划代码", "place", "code"),
    ("地址", "employer", "address"),
    ("登记注册类型", "employer", "ownership"),
    ("行业门类", "employer", "industry"),
    ("是否投产", "employer", "in_production"),
    ("职工人数", "employer", "staff"),
    ("女职工人数", "employer", "women_staff"),
    ("农民工人数", "employer", "migrant_staff"),
    ("工会名称", "union", "name"),
    ("工会统一社会信用代码", "union", "code"),
    ("工会成立日期", "union", "founded_on"),
    ("会员人数", "union", "members"),
    ("女会员人数", "union", "women_members"),
    ("主席姓名", "chair", "name"),
    ("当选日期", "chair", "elected_on"),
    ("任期届满日期", "chair", "term_ends_on"),
    ("主席办公电话", "union", "chair_phone"),
    ("工会办公场所", "union", "office_place"),
    ("亮牌子", "union", "sign_displayed"),
    ("亮身份", "union", "identity_displayed"),
    ("集体合同", "employer", "contracts_collective"),
    ("工资专项集体合同", "employer", "contracts_wage"),
    ("女职工专项合同", "employer", "contracts_women"),
    ("注册资本", "employer", "registered_capital"),
    ("注册日期", "employer", "registered_on"),
)
CONTRACTS: tuple[tuple[str, str], ...] = (
    ("企业名称", "employer_name"),
    ("统一社会信用代码", "employer_code"),
    ("合同编号", "number"),
    ("合同种类", "kind"),
    ("签订方式", "reach"),
    ("覆盖企业数", "employers_stated"),
    ("覆盖企业名单", "employers"),
    ("签订日期", "signed_on"),
    ("生效日期", "valid_from"),
    ("到期日期", "valid_to"),
    ("报送审查日", "filed_on"),
    ("审查意见书", "review_opinion"),
    ("覆盖职工", "staff_covered"),
    ("覆盖女职工", "women_covered"),
    ("备注", "remark"),
)
Sat = tuple[Officer, Source | None]
COMMITTEES: tuple[tuple[str, Callable[[Sat], Value]], ...] = (
    ("工会名称", lambda sat: sat[0].union.name),
    ("工会统一社会信用代码", lambda sat: sat[0].union.code or None),
    ("姓名", lambda sat: sat[0].name),
    ("工会职务", lambda sat: str(sat[0].get_post_display())),
    ("当选日期", lambda sat: written("elected_on", _of_term(sat, "elected_on"))),
    ("任期届满", lambda sat: written("term_ends_on", _of_term(sat, "term_ends_on"))),
    ("得票数", lambda sat: sat[0].votes),
)

GROUPS: tuple[tuple[str, Callable[[Group], Value]], ...] = (
    ("工会名称", lambda one: one.union.name),
    ("工会统一社会信用代码", lambda one: one.union.code or None),
    ("工会小组", lambda one: one.name),
    ("组长", lambda one: one.leader or None),
    ("从哪天起", lambda one: one.start.isoformat()),
)


def register(actor: Actor, employers: Collection[Employer], on: date) -> tuple[bytes, int]:
    """The employers with their unions and chairs as they stood on a day, and how many rows."""
    with override(LANGUAGE):
        head = [title for title, *_rest in REGISTER]
        return workbook(
            _titles(_("企业工会登记册"), on), head, _register_rows(actor, employers, on)
        )


def _titles(name: str, on: date) -> list[str]:
    return [name, f"截至{on.year}年{on.month}月{on.day}日"]


def _register_rows(
    actor: Actor, employers: Collection[Employer], on: date
) -> Iterator[list[Value]]:
    everyone = list(employers)
    for begin in range(0, len(everyone), BATCH):
        batch = everyone[begin : begin + BATCH]
        known = {one.key: one for one in known_employers(batch, on)}
        said = {str(one.employer.get("place") or "") for one in known.values()}
        stood = places(said)
        dated = _stated(actor, known.values(), on)
        for one in batch:
            row = dated[one.pk]
            place = stood.get(str(row.employer.get("place")))
            yield [_value(actor, row, place, of, field) for _title, of, field in REGISTER]


def _stated(actor: Actor, known: Collection[KnownEmployer], on: date) -> dict[int, KnownEmployer]:
    """The same by employer, with the days of unions and chairs as they were stated."""
    said = said_on(UnionStatement, [one.union_key for one in known if one.union_key], on)
    rows = Officer.objects.everything(because=BECAUSE)
    chairs = rows.filter(pk__in=[one.chair_key for one in known if one.chair_key]).in_bulk()
    came = sources(actor, [one.origin for one in chairs.values()])
    found = {}
    for one in known:
        chair, union = chairs.get(one.chair_key or 0), dict(one.union)
        source = came.get(chair.origin) if chair else None
        days = {name: as_stated(source, name, getattr(chair, name)) for name in TERM if chair}
        founded = said.get(one.union_key or 0, {}).get("founded_on")
        if founded and last_day(founded) == last_day(union.get("founded_on")):
            union["founded_on"] = founded
        found[one.key] = replace(one, union=union, chair=one.chair | days)
    return found


def _value(actor: Actor, row: KnownEmployer, place: Node | None, of: str, field: str) -> Value:
    if of == "place":
        # A local code is no division of the nation: the import could not read it back.
        readable = place is not None and place.code.isdecimal()
        return str(getattr(place, field)) if readable else None
    value = getattr(row, of).get(field)
    if field == "chair_phone" and not actor.needs_mobiles(row.path):
        value = masked(str(value or "")) or None
    return written(field, value)


def written(field: str, value: Any) -> Value:
    """A value as the import reads it back."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _flag(field, yes=value)
    if isinstance(value, dict):
        return _money(value)
    return value if isinstance(value, int | float) else _in_words(field, str(value))


def _in_words(field: str, value: str) -> str:
    if field == "industry" and value in INDUSTRY:
        return f"{value} {INDUSTRY[value]}"
    if field in CHOICES:
        return shown(field, value)
    # 2013年6月: of 2013-06 a spreadsheet makes a day.
    return shown("filed_on", value) if field in DATED and is_short_date(value) else value


def _flag(field: str, *, yes: bool) -> str:
    words = yes_no(field)
    return words[0] if yes else words[1]


def yes_no(field: str) -> tuple[str, str]:
    """The words for yes and for no of a field, as the import reads them back."""
    if field == "in_production":
        return "投产", "未投产"
    if field == "review_opinion":
        return "有", "无"
    return SHOWN if field.endswith("_displayed") else SIGNED


def _money(value: dict[str, Any]) -> str:
    units = {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元", "JPY": "日元"}
    units |= {"GBP": "英镑", "TWD": "新台币"}
    return f"{value['amount']}{units.get(str(value.get('currency')), '元')}"


def contracts(actor: Actor, chosen: Collection[Contract], on: date) -> tuple[bytes, int]:
    """The contracts with the employers under them that the actor may see, and how many rows."""
    with override(LANGUAGE):
        head = [title for title, _field in CONTRACTS]
        return workbook(_titles(_("集体合同台账"), on), head, _contract_rows(actor, chosen))


def _contract_rows(actor: Actor, chosen: Collection[Contract]) -> Iterator[list[Value]]:
    everyone = list(chosen)
    for begin in range(0, len(everyone), BATCH):
        batch = everyone[begin : begin + BATCH]
        under: dict[int, list[Employer]] = {}
        covering = ContractEmployer.objects.everything(because=BECAUSE).filter(
            contract__in=batch, employer__in=Employer.objects.visible_to(actor).values("pk")
        )
        for one in covering.select_related("employer").order_by("employer__name", "pk"):
            under.setdefault(one.contract_id, []).append(one.employer)
        came = sources(actor, [one.origin for one in batch])
        for contract in batch:
            covered, source = under.get(contract.pk, []), came.get(contract.origin)
            yield [_of_contract(contract, covered, source, field) for _title, field in CONTRACTS]


def _of_contract(
    contract: Contract, covered: list[Employer], source: Source | None, field: str
) -> Value:
    """One employer is named in its own columns, several in a list."""
    alone = covered[0] if len(covered) == 1 else None
    if field == "employers":
        return None if alone else "、".join(one.name for one in covered) or None
    if field in {"employer_name", "employer_code"}:
        return getattr(alone, field.removeprefix("employer_"), None) or None
    value = getattr(contract, field)
    if field in {"kind", "reach"}:
        return str(getattr(contract, f"get_{field}_display")())
    if isinstance(value, date):
        return written(field, as_stated(source, field, value))
    return written(field, value)


def _of_term(sat: Sat, name: str) -> str:
    officer, source = sat
    return as_stated(source, name, getattr(officer, name))


def committees(actor: Actor, officers: Iterable[Officer], on: date) -> tuple[bytes, int]:
    """Who held which post on a day, a line each, and how many."""
    everyone = list(officers)
    came = sources(actor, {one.origin for one in everyone})
    sat = ((one, came.get(one.origin)) for one in everyone)
    return _lines("工会委员会名单", COMMITTEES, sat, on)


def groups(found: Iterable[Group], on: date) -> tuple[bytes, int]:
    """The groups of a day with their leaders, a line each, and how many."""
    return _lines("工会小组名单", GROUPS, found, on)


def _lines(
    name: str,
    columns: tuple[tuple[str, Callable[[Any], Value]], ...],
    found: Iterable[Any],
    on: date,
) -> tuple[bytes, int]:
    with override(LANGUAGE):
        head = [title for title, _show in columns]
        rows = ([show(one) for _title, show in columns] for one in found)
        return workbook(_titles(name, on), head, rows)
