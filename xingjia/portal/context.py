"""What every signed-in page needs around its content."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from xingjia.access.rules import RIGHTS, Actor, Right
from xingjia.orgtree.models import Node


def shell(request: HttpRequest) -> dict[str, Any]:
    """The demonstration mark for everybody; menu, federation and self for the signed-in."""
    shown: dict[str, Any] = {"demo": getattr(request, "demo_on", None) is not None}
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None or not request.user.is_authenticated:
        return shown
    return shown | {
        "federation": federation(actor),
        "menu": menu(actor, request.path),
        "self_name": str(request.user),
        "self_entries": [{"title": _("我的账号"), "url": reverse("access:me"), "icon": "user"}],
    }


def federation(actor: Actor) -> str:
    """That of the highest place the actor sees, the first of equals; a union is its own."""
    held = [one for one in actor.grants if Right.SEE in RIGHTS[one.role]]
    home = min(held, key=lambda one: len(one.branch), default=None)
    if home is None or home.kind == Node.Kind.UNION:
        return home.place if home else ""
    if home.kind == Node.Kind.NATION:
        return _("中华全国总工会")
    return _("%(place)s总工会") % {"place": home.place}


def menu(actor: Actor, path: str) -> list[dict[str, Any]]:
    """The menu of this actor: only what exists and is open to him."""
    records = [
        entry(_("工作进展"), "portal:coverage_home", "chart-bar", path),
        entry(_("企业"), "registry:employers", "building-factory-2", path),
        entry(_("工会"), "registry:unions", "users-group", path),
        entry(_("三项合同"), "registry:contracts", "file-certificate", path),
    ]
    records.append(entry(_("建会换届"), "organising:list", "list-check", path))
    records.append(entry(_("标准"), "standards:list", "ruler-measure", path))
    records.append(entry(_("走访"), "visits:list", "walk", path))
    if any(one.kind != "union" for one in actor.grants):
        records.append(entry(_("双亮"), "publicity:home", "id-badge-2", path))
    records.append(entry(_("专项活动"), "campaigns:list", "target-arrow", path))
    records += workbooks(actor, path)
    groups = [{"title": _("基础台账"), "entries": records}] if actor.branches(Right.SEE) else []
    if actor.branches(Right.TREE):
        records.append(entry(_("组织"), "portal:tree_home", "sitemap", path))
    if actor.branches(Right.INVITE):
        desk = [entry(_("人员账号"), "access:people", "user-check", path)]
        if actor.branches(Right.EDIT) and actor.branches(Right.TREE):
            desk.append(entry(_("本县口径"), "portal:parameters_home", "adjustments", path))
        groups.append({"title": _("管理"), "entries": desk})
    watching = []
    if actor.branches(Right.LOG):
        watching.append(entry(_("操作记录"), "portal:log", "list-details", path))
    if actor.branches(Right.RUN):
        watching.append(entry(_("系统运行"), "portal:running", "server", path))
    if watching:
        groups.append({"title": _("记录和运行"), "entries": watching})
    return groups


def workbooks(actor: Actor, path: str) -> list[dict[str, Any]]:
    """What comes in and goes out as workbooks, and what is doubtful in it."""
    found = []
    if actor.branches(Right.IMPORT):
        found.append(entry(_("导入名册"), "imports:list", "file-import", path))
        found.append(entry(_("上级报表"), "reports:reports", "table-export", path))
    if actor.branches(Right.EDIT):
        found.append(entry(_("填报"), "returns:list", "clipboard-list", path))
    if actor.branches(Right.IMPORT):
        found.append(entry(_("数据核对"), "desk:list", "checkbox", path))
        found.append(entry(_("照片待核"), "evidence:doubts", "photo", path))
    return found


def entry(title: str, name: str, icon: str, path: str) -> dict[str, Any]:
    """One menu entry; current when the page lies under its address."""
    url = reverse(name)
    return {"title": title, "url": url, "icon": icon, "current": path.startswith(url)}
