"""年度、起草、调整与延期的表单."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from common.day_fields import MomentField
from organisations.models import Organisation
from organisations.states import FILING_UNIONS, SOCIAL_BODIES
from seasons.forms.rulebooks import MomentInput
from seasons.models import Rulebook, Season

CODE = re.compile(r"[0-9][A-Za-z0-9]*(-[A-Za-z0-9]+)*")


class SeasonForm(forms.ModelForm):
    """建立年度."""

    class Meta:
        model = Season
        fields = ("label", "code")

    def clean_code(self):
        """It stands in addresses and in front of every number."""
        code = unicodedata.normalize("NFKC", self.cleaned_data["code"])
        if not CODE.fullmatch(code):
            raise ValidationError("年度代码以数字开头，只用字母、数字和连字符，如“2026”，请改正。", code="code")
        return code


class DraftForm(forms.Form):
    """起草细则: the dates of the year, and what it is modelled on."""

    like = forms.ModelChoiceField(
        label="参照",
        required=False,
        queryset=None,
        empty_label="不参照，从默认内容开始",
        help_text="照录所选细则的各项规定和评分项、公示渠道、奖励事项、名额、行业，再行修改。",
    )
    opens_at = MomentField(label="申报开始", widget=MomentInput)
    closes_at = MomentField(
        label="申报截止", widget=MomentInput, help_text="截止时刻起不再受理，以服务器北京时间为准。"
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        issued = Rulebook.objects.filter(issued_at__isnull=False).select_related("season")
        self.fields["like"].queryset = issued.order_by("-season__code", "-edition")

    def clean(self):
        """截止 follows 开始."""
        cleaned = super().clean()
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", "申报截止须晚于申报开始。")
        return cleaned


class AmendmentForm(forms.Form):
    """另行印发的调整说明."""

    reason = forms.CharField(
        label="调整说明",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明调整什么、依据是什么；印发时一并载明。",
    )


class ExtensionForm(forms.Form):
    """延期."""

    organisation = forms.ModelChoiceField(
        label="延期对象",
        required=False,
        queryset=None,
        empty_label="全体",
        help_text="选择一个组织的，延期及于其所属各级工会。",
    )
    until = MomentField(label="延至", widget=MomentInput, help_text="须晚于现行截止时间。")
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="理由载入台账，并显示在年度页面。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        filers = Organisation.objects.filter(kind__in=[*FILING_UNIONS, *SOCIAL_BODIES], is_active=True)
        self.fields["organisation"].queryset = filers.order_by("path")
