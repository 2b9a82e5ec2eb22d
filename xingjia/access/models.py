from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from xingjia.access import rules
from xingjia.access.scoping import Scoped
from xingjia.orgtree.models import Node
from xingjia.orgtree.rules import OPEN


class Account(AbstractBaseUser):
    """One named person. There are no accounts of departments (谁主管谁负责)."""

    username = models.CharField(_("账号"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    post = models.CharField(_("部门、职务"), max_length=100, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)
    date_joined = models.DateTimeField(_("开通时间"), auto_now_add=True)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name


class Appointment(Scoped):
    """A person holds a role over a node and everything under it, from a day to a day."""

    class Role(models.TextChoices):
        OFFICER = rules.Role.OFFICER.value, _("总工会干部")
        TOWNSHIP_OFFICER = rules.Role.TOWNSHIP_OFFICER.value, _("镇、街道工会干部")
        CHAIR = rules.Role.CHAIR.value, _("基层工会主席")
        LEADER = rules.Role.LEADER.value, _("领导（只看）")
        CONTACT = rules.Role.CONTACT.value, _("挂点干部（只看）")
        COMMITTEE = rules.Role.COMMITTEE.value, _("基层工会委员（只看）")
        AUDITOR = rules.Role.AUDITOR.value, _("审计员（只看操作记录）")
        ADMINISTRATOR = rules.Role.ADMINISTRATOR.value, _("系统管理员（不看台账）")

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    role = models.CharField(_("职责"), max_length=30, choices=Role)
    start = models.DateField(_("从哪天起"))
    end = models.DateField(_("到哪天止"), default=OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(name="appointment_lasts", condition=Q(start__lt=F("end"))),
        ]
        indexes = [models.Index(fields=["account", "start", "end"])]

    def __str__(self) -> str:
        return f"{self.account}: {self.role}, {self.organisation}"


class Invitation(Scoped):
    """A one-time link by which a person sets a password: the first time, or to come back.

    Only a digest of the secret in the link is kept.
    """

    class Purpose(models.TextChoices):
        JOIN = "join", _("第一次登录")
        RECOVER = "recover", _("重设密码")

    scope: ClassVar[str] = "organisation__path"

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=10, choices=Purpose)
    drops_second_factor = models.BooleanField(default=False)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.account_id}"


class Slip(Scoped):
    """A printed slip with a one-time code that signs one person in, for a short while.

    Only a digest of the secret in the code is kept. It never sets a password.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="+")
    organisation = models.ForeignKey(Node, models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["account", "expires_at"])]

    def __str__(self) -> str:
        return f"slip {self.account_id}"
