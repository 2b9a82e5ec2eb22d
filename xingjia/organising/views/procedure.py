"""One procedure with its steps, and its letters."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from xingjia.access.http import Request
from xingjia.access.queries import names_behind
from xingjia.access.rules import Actor
from xingjia.organising.forms import StepForm
from xingjia.organising.letters import write
from xingjia.organising.models import Procedure, StepRecord
from xingjia.organising.queries.letters import setting_of
from xingjia.organising.queries.procedures import (
    SETTLED,
    in_register,
    leads,
    may_act,
    may_keep,
    plan_of,
    position_of,
    procedure_for,
    records_of,
    stages_of,
    subject_of,
)
from xingjia.organising.rules.steps import Mark, Stage, Who, extended
from xingjia.organising.words import LETTERS, WHO, headline, how, refusals, step_word, told, why_due
from xingjia.registry.queries.places import way_for
from xingjia.registry.rules.delays import days_allowed
from xingjia.registry.rules.terms import State, state_of_term
from xingjia.registry.views.asked import day_of
from xingjia.toolkit.audit.exports import leaving
from xingjia.toolkit.language.strokes import not_ranked

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Row:
    """One step as the page shows it."""

    stage: Stage
    title: str
    how: str
    who: str
    why: str
    record: StepRecord | None
    told: list[tuple[str, str]]
    said_by: str
    letters: list[tuple[str, str]]
    form: StepForm | None
    may_act: bool
    yours: bool
    in_register: bool
    check_order: list[str]
    refusals: list[dict[str, str]]
    may_refuse: bool


@never_cache
@require_GET
@login_required
def procedure(request: Request, pk: int) -> HttpResponse:
    """Every step with how it stands, the form of what is to be done now, and its letters."""
    found = found_or_404(request, pk)
    return render(request, "organising/procedure.html", page_of(request, found))


@never_cache
@require_GET
@login_required
def letter(request: Request, pk: int, code: str) -> HttpResponse:
    """A ready letter, filled in as far as the records know."""
    found = found_or_404(request, pk)
    if not any(code in step.letters for step in plan_of(found)):
        raise Http404
    records = records_of([found])[found.pk].values()
    answer = HttpResponse(write(code, setting_of(found, records)), content_type=WORD)
    name = f"{subject_of(found).name} {LETTERS[code]}.docx"
    answer["Content-Disposition"] = content_disposition_header(True, name)  # noqa: FBT003
    return leaving(answer, rows=1, form="docx")


def found_or_404(request: Request, pk: int) -> Procedure:
    """The procedure; not found and not yours are both 404."""
    found = procedure_for(request.actor, pk)
    if found is None:
        raise Http404
    return found


def page_of(request: Request, found: Procedure) -> dict[str, Any]:
    """What the page of a procedure shows on the day asked for."""
    on = day_of(request)
    records = records_of([found])[found.pk]
    stages = stages_of(found, records.values(), on)
    where = position_of(found, stages, on)
    rows = _rows(request, found, records, stages, on)
    now = next((row for row in rows if where.now and row.stage == where.now), None)
    return {
        "procedure": found,
        "subject": subject_of(found),
        "on": on,
        "position": where,
        "rows": rows,
        "now": now,
        "headline": _headline(now, on) if now else "",
        "term": _term(found, stages, on),
        "may_keep": may_keep(request.actor, found),
        "path": _path(request.actor, found),
    }


def _term(found: Procedure, stages: list[Stage], on: date) -> State | None:
    """Where the old term stands; None for a founding, and once the meeting has elected."""
    elected = any(one.done for one in stages if one.step.code == "meet")
    if found.kind == Procedure.Kind.FOUNDING or elected:
        return None
    known = {one.step.code: one.done for one in stages if one.done}
    until = extended(known)
    delays = days_allowed([(known["extend"].day, until)]) if until else ()
    return state_of_term(found.term_ends_on, on, delays=delays)


def _headline(now: Row, on: date) -> str:
    return headline(now.title, now.stage, on, yours=now.yours, why=now.why)


def _rows(
    request: Request,
    found: Procedure,
    records: dict[str, StepRecord],
    stages: list[Stage],
    on: date,
) -> list[Row]:
    people = names_behind(one.said_by for one in records.values())
    moved = extended({one.step.code: one.done for one in stages if one.done})
    entered, superior = in_register(found, records), leads(request.actor, found)
    given_up = found.closed_why == Procedure.Closed.ABANDONED
    rows = []
    for stage in stages:
        code = stage.step.code
        record = records.get(code) if stage.done else None
        answer = records.get("approve") if code == "approve" else None
        mine = may_act(request.actor, found, stage.step) and not given_up
        candidates = record.details.get("candidates", []) if record else []
        rows.append(
            Row(
                stage=stage,
                title=step_word(found, code),
                how=how(found, stage.step),
                who=str(WHO[Who(stage.step.who)]),
                why=why_due(stage.step, extended=moved is not None),
                record=record,
                told=told(record) if record else [],
                said_by=people.get(record.said_by, "") if record else "",
                letters=[(one, str(LETTERS[one])) for one in stage.step.letters],
                form=_form(request, found, stage, records, mine=mine and on == request.today),
                may_act=mine,
                yours=mine and _is_own(stage.step.who, superior=superior),
                in_register=entered and code in SETTLED,
                check_order=not_ranked(candidates),
                refusals=refusals(answer) if answer else [],
                may_refuse=superior and not given_up and code == "approve" and stage.waiting,
            )
        )
    return rows


def _is_own(who: Who, *, superior: bool) -> bool:
    """Whether a step is the reader's own work and not only his to enter."""
    return superior if who in (Who.TOWNSHIP, Who.SUPERIOR) else not superior


def _form(
    request: Request,
    found: Procedure,
    stage: Stage,
    records: dict[str, StepRecord],
    *,
    mine: bool,
) -> StepForm | None:
    if not mine or stage.mark not in (Mark.NOW, Mark.OVERDUE, Mark.OPEN):
        return None
    superior = leads(request.actor, found)
    return StepForm(found, stage.step, records, today=request.today, superior=superior, inline=True)


def _path(actor: Actor, found: Procedure) -> list[dict[str, str]]:
    home = reverse("organising:list")
    nodes = [one for one in way_for(actor, subject_of(found).organisation) if one.kind != "union"]
    return [{"title": one.name, "url": f"{home}?place={one.code}"} for one in nodes]
