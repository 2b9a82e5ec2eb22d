"""Founding and re-election as they go along: what was begun, and what was done on which day.

How far a procedure has come on a day is worked out by `rules.steps`. A step that is mended or
taken back keeps in `replaced` what it said before.
"""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.scoping import Scoped, ScopedManager
from xingjia.orgtree.queries import under_any
from xingjia.registry.models import Election, Employer, Union


class ProcedureManager(ScopedManager["Procedure"]):
    """A procedure lies where its employer and its union lie now, so it follows their moves."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        at_employer = under_any("employer__organisation__path", branches)
        return at_employer | under_any("union__organisation__path", branches)


class Procedure(Scoped):
    """The founding of a union at an employer, or the re-election of a union's committee.

    A founding has its employer, and its union once that exists; a re-election has its union.
    `term_ends_on`: the last valid day of the term to be renewed, as it was known at the opening.
    """

    class Kind(models.TextChoices):
        FOUNDING = "founding", _("建会")
        RE_ELECTION = "re_election", _("换届")

    class Closed(models.TextChoices):
        DONE = "done", _("已办完")
        ABANDONED = "abandoned", _("不再办")

    kind = models.CharField(_("种类"), max_length=20, choices=Kind)
    employer = models.ForeignKey(
        Employer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("企业")
    )
    union = models.ForeignKey(
        Union, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("工会")
    )
    term_ends_on = models.DateField(_("本届届满"), null=True, blank=True)
    opened_on = models.DateField(_("哪天开始"))
    opened_by = models.CharField(_("谁开始的"), max_length=60)
    closed_on = models.DateField(_("哪天结束"), null=True, blank=True)
    closed_why = models.CharField(_("怎样结束"), max_length=20, choices=Closed, blank=True)
    closed_reason = models.CharField(_("理由"), max_length=200, blank=True)

    objects: ClassVar[ScopedManager[Any]] = ProcedureManager()

    class Meta:
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="procedure_of_somebody",
                condition=Q(kind="founding", employer__isnull=False)
                | Q(kind="re_election", union__isnull=False),
            ),
            models.CheckConstraint(
                name="procedure_lasts",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
            ),
            models.UniqueConstraint(
                name="one_open_founding",
                fields=["employer"],
                condition=Q(kind="founding", closed_on__isnull=True),
            ),
            models.UniqueConstraint(
                name="one_open_re_election",
                fields=["union"],
                condition=Q(kind="re_election", closed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class StepRecordManager(ScopedManager["StepRecord"]):
    """Steps are seen with their procedure."""

    def condition(self, branches: tuple[str, ...]) -> Q:
        at_employer = under_any("procedure__employer__organisation__path", branches)
        return at_employer | under_any("procedure__union__organisation__path", branches)


class StepRecord(Scoped):
    """One step of a procedure: done on a day, or taken back (then without a day).

    `details` holds what the step asks for beside its day, by the names of `rules.steps.Step.asks`.
    """

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="+")
    code = models.CharField(_("步骤"), max_length=20)
    done_on = models.DateField(_("哪天办的"), null=True, blank=True)
    doc_no = models.CharField(_("文号"), max_length=60, blank=True)
    details = models.JSONField(default=dict, blank=True)
    note = models.CharField(_("备注"), max_length=500, blank=True)
    # The election in the register that this step entered, if it has entered one.
    election = models.ForeignKey(Election, models.PROTECT, null=True, blank=True, related_name="+")
    said_by = models.CharField(_("谁填的"), max_length=60)
    origin = models.CharField(max_length=60, blank=True)
    entered_at = models.DateTimeField(_("录入时间"), auto_now=True)
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    # What was said before, oldest first: {done_on, doc_no, details, note, said_by, reason}.
    replaced = models.JSONField(default=list, blank=True, editable=False)

    objects: ClassVar[ScopedManager[Any]] = StepRecordManager()

    class Meta:
        ordering = ["procedure", "done_on", "pk"]
        constraints = [
            models.UniqueConstraint(name="one_record_a_step", fields=["procedure", "code"])
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} {self.code} {self.done_on}"
