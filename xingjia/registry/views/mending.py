"""Forms for entering and mending employers and unions."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from xingjia.access.http import Request
from xingjia.access.rules import Right
from xingjia.orgtree.models import Node
from xingjia.registry import record_forms as forms
from xingjia.registry.advice import advice
from xingjia.registry.commands import editing
from xingjia.registry.consequences import tried
from xingjia.registry.models import Employer, EmployerStatement, Union, UnionStatement
from xingjia.registry.queries.mending import employer_to_mend, places_to_keep, union_to_mend
from xingjia.registry.queries.newest import values_of
from xingjia.registry.queries.said import all_said
from xingjia.registry.rules.editing import OF_CHAIR, Objected, Stale, version_of
from xingjia.registry.views.telling import Telling
from xingjia.toolkit.ui.templatetags.ui import day

form_page = require_http_methods(["GET", "HEAD", "POST"])
SALT = "registry.mending"
CONFLICT = 409
TAKE = "take_"


@never_cache
@login_required
@form_page
def add_employer(request: Request) -> HttpResponse:
    """A new employer, with what is known of it."""
    if not places_to_keep(request.actor):
        raise Http404
    form = _form(request, forms.OF_EMPLOYER, {})
    if form.is_valid():
        values = form.changed()
        place = Node.objects.filter(code=values.pop("place", "")).first()
        details = {name: form.cleaned_data[name] for name in ("day", "reason")}
        try:
            if place is None:
                raise Http404
            made, notes = editing.add_employer(request.actor, place, **details, **values)
        except Objected as objected:
            superior = place is not None and request.actor.may_from_above(Right.EDIT, place.path)
            form.object_to(objected, superior=superior)
        else:
            _tell(request, _("已新增%(name)s。") % {"name": made.name}, notes)
            return redirect("registry:employer", made.pk)
    shown = {"form": form, "title": _("新增企业"), "back": reverse("registry:employers")}
    return render(request, "registry/change.html", shown)


@never_cache
@login_required
@form_page
def change_employer(request: Request, pk: int) -> HttpResponse:
    """Mending an employer."""
    found = employer_to_mend(request.actor, pk)
    if found is None:
        raise Http404
    back = reverse("registry:employer", args=[pk])
    return _change(request, found, forms.OF_EMPLOYER, back, editing.change_employer)


@never_cache
@login_required
@form_page
def change_union(request: Request, pk: int) -> HttpResponse:
    """Mending a union; a chair is shown what she keeps herself."""
    found = union_to_mend(request.actor, pk)
    if found is None:
        raise Http404
    leads = request.actor.may_from_above(Right.EDIT, found.organisation.path)
    names = tuple(name for name in forms.OF_UNION if leads or name in OF_CHAIR)
    return _change(
        request, found, names, reverse("registry:union", args=[pk]), editing.change_union
    )


def _change(
    request: Request,
    found: Employer | Union,
    names: tuple[str, ...],
    back: str,
    command: Callable[..., editing.Notes],
) -> HttpResponse:
    opened = _opened(request, found) if request.method == "POST" else values_of(found)
    form = _form(request, names, opened)
    around: dict[str, Any] = {"subject": found.name, "back": back}
    if form.is_valid():
        details = {name: form.cleaned_data[name] for name in ("day", "reason")}
        changed, version = form.changed(), version_of(opened)
        save = partial(command, request.actor, found, version=version, **details, **changed)
        try:
            if "look" in request.POST:
                around["outlook"] = tried(request.actor, found, details["day"], save)
                return _shown(request, found, form, around | {"opened": _signed(found, opened)})
            notes = save()
        except Stale as stale:
            return _stale(request, found, form, around | {"theirs": stale.theirs})
        except Objected as objected:
            superior = request.actor.may_from_above(Right.EDIT, found.organisation.path)
            form.object_to(objected, superior=superior)
        else:
            said = _("已保存，改了 %(n)s 项。") if changed else _("没有改动，什么也没有存。")
            _tell(request, said % {"n": len(changed)}, notes)
            return redirect(back)
    return _shown(request, found, form, around | {"opened": _signed(found, opened)})


def _shown(
    request: Request, found: Employer | Union, form: forms.RecordForm, around: dict[str, Any]
) -> HttpResponse:
    """The form, with what is known under each field."""
    form.tell(_helps(_telling(request, found)))
    shown = {"form": form, "title": _("改登记内容")}
    return render(request, "registry/change.html", shown | around)


def _form(request: Request, names: tuple[str, ...], opened: Mapping[str, Any]) -> forms.RecordForm:
    typed = None
    if request.method == "POST":
        typed = request.POST.copy()
        for name in names:
            if typed.get(TAKE + name) == "theirs":
                typed[name] = _text(forms.written(name, opened.get(name)))
    return forms.RecordForm(
        request.actor,
        names,
        opened,
        typed,
        today=request.today,
        initial={"day": request.today},
    )


def _stale(
    request: Request,
    found: Employer | Union,
    form: forms.RecordForm,
    around: dict[str, Any],
) -> HttpResponse:
    """Both versions side by side; what was typed goes along, and nothing is saved yet."""
    theirs, rows = around["theirs"], []
    telling = _telling(request, found)
    known = _known(telling)
    for name in form.names:
        typed, stands = form.value(name), theirs.get(name)
        if typed == stands:
            continue
        rows.append(
            {
                "name": name,
                "label": form.fields[name].label,
                "theirs": telling.words(name, stands),
                "yours": telling.words(name, typed),
                "known": known[name][1] if name in known else "",
                "mine": name in form.changed_data,
            }
        )
    kept = [(name, _text(form.data.get(name))) for name in (*form.names, "day", "reason")]
    shown = around | {"rows": rows, "kept": kept, "opened": _signed(found, theirs)}
    return render(request, "registry/stale.html", shown, status=CONFLICT)


def _telling(request: Request, found: Employer | Union) -> Telling:
    model = EmployerStatement if isinstance(found, Employer) else UnionStatement
    statements = all_said(model, found.pk)
    return Telling(request.actor, statements, path=found.organisation.path)


def _known(telling: Telling) -> dict[str, tuple[str, str]]:
    """Per field: what is known in words; since when, who said it and where it is written."""
    known: dict[str, tuple[str, str]] = {}
    for group in telling.groups(date.max):
        source = group.source
        said = {"day": day(group.day), "who": group.who}
        where = _("%(day)s起，%(who)s填") % said
        if source:
            row = _("，出自 %(file)s 第 %(row)s 行")
            where += row % {"file": source.filename, "row": source.row}
        known |= {value.field: (value.words, where) for value in group.values}
    return known


def _helps(telling: Telling) -> dict[str, str]:
    """The same in one line, to stand under a field."""
    line = _("登记的是“%(words)s”，%(where)s")
    return {
        name: line % {"words": words, "where": where}
        for name, (words, where) in _known(telling).items()
    }


def _signed(found: Employer | Union, values: Mapping[str, Any]) -> str:
    return signing.dumps(dict(values), salt=_salt(found), compress=True)


def _opened(request: Request, found: Employer | Union) -> dict[str, Any]:
    """What the form was opened with. Without it nothing is known to be seen: that is stale."""
    try:
        opened: dict[str, Any] = signing.loads(request.POST.get("opened", ""), salt=_salt(found))
    except signing.BadSignature:
        return {}
    return opened


def _salt(found: Employer | Union) -> str:
    return f"{SALT}.{found._meta.label_lower}.{found.pk}"


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _tell(request: Request, said: str, notes: editing.Notes) -> None:
    messages.success(request, said)
    for note in notes:
        messages.info(request, advice(note))
