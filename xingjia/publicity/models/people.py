"""Who shows herself, what she agreed to, and the codes that lead workers to her."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access.models import Account
from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node
from xingjia.publicity.rules import consent
from xingjia.registry.models import Officer, Union
from xingjia.toolkit.files.models import Blob, Picture


class Face(Scoped):
    """A person who shows herself to workers: an officer of a union, or a cadre of a federation.

    `organisation` is the union's leaf or the cadre's place. Nothing of it is shown without a
    `Consent` that stands on the day.
    """

    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    officer = models.OneToOneField(Officer, models.PROTECT, related_name="+", null=True)
    account = models.OneToOneField(Account, models.PROTECT, related_name="+", null=True)
    duty = models.CharField(_("分管"), max_length=40, blank=True)
    hours = models.CharField(_("什么时候能找到"), max_length=60, blank=True)
    office_phone = models.CharField(_("办公电话"), max_length=40, blank=True)
    mobile = models.CharField(_("手机"), max_length=20, blank=True)
    photo = models.ForeignKey(Picture, models.PROTECT, related_name="+", null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="face_is_of_one_person",
                condition=Q(officer__isnull=False, account__isnull=True)
                | Q(officer__isnull=True, account__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.officer or self.account)


class Consent(Scoped):
    """A person agreed that one field of her is shown, from a day on; withdrawn on another.

    `scan` is the signed paper, when she agreed on paper. Rows are never deleted: they are the
    proof (个人信息保护法 art. 14 and 15).
    """

    class Field(models.TextChoices):
        NAME = consent.Field.NAME.value, _("姓名")
        POST = consent.Field.POST.value, _("职务")
        PHOTO = consent.Field.PHOTO.value, _("照片")
        OFFICE_PHONE = consent.Field.OFFICE_PHONE.value, _("办公电话")
        MOBILE = consent.Field.MOBILE.value, _("手机")

    class Given(models.TextChoices):
        SELF = "self", _("本人登录")
        LINK = "link", _("本人打开链接")
        PAPER = "paper", _("本人签字的纸")

    scope: ClassVar[str] = "face__organisation__path"

    face = models.ForeignKey(Face, models.PROTECT, related_name="+")
    field = models.CharField(_("公开什么"), max_length=20, choices=Field)
    given = models.CharField(_("怎么同意的"), max_length=10, choices=Given)
    given_on = models.DateField(_("同意日期"))
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)
    scan = models.ForeignKey(Blob, models.PROTECT, related_name="+", null=True)
    said_by = models.CharField(max_length=60)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_consent_stands",
                fields=["face", "field"],
                condition=Q(withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="withdrawn_after_given",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.face_id} {self.field} {self.given_on}"


class FaceChange(Scoped):
    """On this day the numbers of a face became others; kept is only a mark of them, so that one
    can tell since when a printed number is not the one that holds, and not which it was."""

    scope: ClassVar[str] = "face__organisation__path"

    face = models.ForeignKey(Face, models.PROTECT, related_name="+")
    day = models.DateField()
    mark = models.CharField(max_length=16)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="face_changes_once_a_day", fields=["face", "day"])
        ]

    def __str__(self) -> str:
        return f"{self.face_id} {self.day}"


class ConsentLink(Scoped):
    """A link that a person without account opens to agree or withdraw; one stands at a time."""

    scope: ClassVar[str] = "face__organisation__path"

    face = models.ForeignKey(Face, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    made_by = models.CharField(max_length=60)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.face_id)


class Code(Scoped):
    """The opaque name under which a union is found from a printed code; it never changes, so
    that an old board still leads to what is true today."""

    scope: ClassVar[str] = "union__organisation__path"

    union = models.OneToOneField(Union, models.PROTECT, related_name="+")
    name = models.CharField(max_length=12, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Call(Scoped):
    """Somebody called the number a union shows: a worker who says so with one tap, or a
    superior who tried it. Nothing is kept of a worker but a token of this browser and day."""

    scope: ClassVar[str] = "union__organisation__path"

    union = models.ForeignKey(Union, models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    on = models.DateField(_("哪天"))
    answered = models.BooleanField(_("打通了"))
    token = models.CharField(max_length=64, blank=True)
    tested_by = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="call_is_of_a_worker_or_a_superior",
                condition=Q(token="") ^ Q(tested_by=""),
            ),
            models.UniqueConstraint(
                name="one_call_a_day_and_worker",
                fields=["union", "number", "on", "token"],
                condition=~Q(token=""),
            ),
        ]
        indexes = [models.Index(fields=["union", "on"])]

    def __str__(self) -> str:
        return f"{self.union_id} {self.on}"
