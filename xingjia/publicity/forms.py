"""Reading how a person is found, and what she agrees to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from xingjia.access.forms import day_field
from xingjia.publicity.models import Consent, Notice
from xingjia.registry.forms import DatedForm, telephones


class FaceForm(forms.Form):
    """How somebody is found; all of it may stay empty."""

    duty = forms.CharField(label=_("分管"), required=False, max_length=40)
    hours = forms.CharField(
        label=_("什么时候能找到"),
        required=False,
        max_length=60,
        help_text=_("例如：每周三 15:00–17:00，其余时间先打电话。"),
    )
    office_phone = forms.CharField(
        label=_("办公电话"),
        required=False,
        max_length=40,
        help_text=_("主席的办公电话登记里已有，不用再填；不一样的才填。"),
    )
    mobile = forms.CharField(
        label=_("手机"),
        required=False,
        max_length=20,
        help_text=_("不是非填不可。填了也要本人另外同意，才给别人看，而且先遮住中间四位。"),
    )
    photo = forms.FileField(
        label=_("照片"), required=False, help_text=_("近照，只用于公示栏、胸牌和联系卡。")
    )

    def clean_office_phone(self) -> str:
        """As the register writes telephone numbers."""
        return telephones(self.cleaned_data["office_phone"])

    def clean_mobile(self) -> str:
        """As the register writes telephone numbers."""
        return telephones(self.cleaned_data["mobile"])


def consent_field() -> forms.MultipleChoiceField:
    """The fields, each to be ticked by itself."""
    return forms.MultipleChoiceField(
        label=_("同意公开"),
        required=False,
        choices=Consent.Field.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class AgreeForm(forms.Form):
    """What the person herself ticks."""

    fields_agreed = consent_field()


class PaperForm(DatedForm):
    """What a person agreed to with her signature, or no longer agrees to."""

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["fields_agreed"] = consent_field()
        self.fields["on"] = day_field(_("签字日期"))
        self.fields["scan"] = forms.FileField(
            label=_("签字的纸（照片或扫描件）"),
            required=False,
            help_text=_("同意时要附；撤回不用附，划掉就算。"),
        )


class SpotForm(forms.Form):
    """Where a print hangs."""

    spot = forms.CharField(label=_("挂在哪里"), required=False, max_length=40)


class PromiseForm(DatedForm):
    """Something measurable, and by when."""

    ahead = frozenset({"due_on"})

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["text"] = forms.CharField(
            label=_("承诺做什么，做到多少"),
            max_length=60,
            help_text=_("写得能算清做到没有。例如：走访每户困难职工。"),
        )
        self.fields["due_on"] = day_field(_("哪天前做到"))


class JudgeForm(forms.Form):
    """At 评诺: kept or not."""

    kept = forms.ChoiceField(choices=[("yes", _("做到了")), ("no", _("没做到"))])
    note = forms.CharField(label=_("说明"), required=False, max_length=120)


class NoticeForm(DatedForm):
    """Where 双亮 was made known."""

    def __init__(self, *args: Any, today: Any, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["channel"] = forms.ChoiceField(
            label=_("在哪里宣传"), choices=Notice.Channel.choices
        )
        self.fields["on"] = day_field(_("哪天"))
        self.fields["title"] = forms.CharField(label=_("标题"), max_length=80)
        self.fields["link"] = forms.URLField(
            label=_("链接"), required=False, max_length=300, assume_scheme="https"
        )
