"""Parsing for this room."""

import re

from django import forms
from django.conf import settings

from accounts.models import User
from common import files
from common.day_fields import DayField
from decisions.states import Choice

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def hexagonal(number):
    """文号: whatever brackets were typed become 六角括号; spaces go."""
    return re.sub(r"[\[［(（【](\d{4})[\]］)）】]", r"〔\1〕", re.sub(r"\s", "", number))


class ConveneForm(forms.Form):
    """召集会议."""

    title = forms.CharField(label="会议名称", max_length=120)
    held_on = DayField(label="会议日期", widget=DAY)
    place = forms.CharField(label="地点", max_length=120, required=False)
    members = forms.ModelMultipleChoiceField(
        label="会议成员", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    chair = forms.ModelChoiceField(label="主持人", queryset=User.objects.none(), empty_label="请选择")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["members"].queryset = self.fields["chair"].queryset = people
        self.fields["members"].initial = people


class RosterForm(forms.Form):
    """拟定审议名单: a number for each name; an empty one leaves the name out."""

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            self.fields[f"position-{item.pk}"] = forms.IntegerField(
                min_value=1, required=False, label=item.nomination.name, initial=item.position
            )

    def nominations(self):
        """Those with a number, in its order."""
        kept = [one for one in self.items if self.cleaned_data[f"position-{one.pk}"]]
        kept.sort(key=lambda one: (self.cleaned_data[f"position-{one.pk}"], one.position))
        return [one.nomination for one in kept]


class AttendanceForm(forms.Form):
    """登记到会."""

    present = forms.ModelMultipleChoiceField(
        label="到会成员", queryset=User.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["present"].queryset = User.objects.filter(pk__in=[one.user_id for one in members]).order_by("pk")
        self.fields["present"].initial = [one.user_id for one in members if one.is_present]


class RecusalForm(forms.Form):
    """登记回避."""

    roster_item = forms.ModelChoiceField(label="人选", queryset=None, empty_label="请选择")
    member = forms.ModelChoiceField(label="成员", queryset=None, empty_label="请选择")
    reason = forms.CharField(label="回避事由", max_length=300)

    def __init__(self, *args, sitting, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["roster_item"].queryset = sitting.roster.select_related("nomination").order_by("position")
        self.fields["roster_item"].label_from_instance = lambda one: f"{one.position}．{one.nomination.name}"
        self.fields["member"].queryset = sitting.members.select_related("user")
        self.fields["member"].label_from_instance = lambda one: one.user.full_name


class ComingForm(forms.Form):
    """到会与离会 while the vote is open."""

    member = forms.ModelChoiceField(label="成员", queryset=User.objects.none(), empty_label="请选择")

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = User.objects.filter(pk__in=[one.user_id for one in members]).order_by("pk")


class MatterForm(forms.Form):
    """增列议程."""

    title = forms.CharField(label="事项", max_length=120)
    text = forms.CharField(
        label="说明", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )


class SettledForm(forms.Form):
    """登记议定情况."""

    settled = forms.CharField(
        label="议定情况", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )


class CloseForm(forms.Form):
    """结束表决: number and signatory of the resolution."""

    number = forms.CharField(label="决议文号", max_length=60, help_text="如“沪工总经〔2026〕88号”。")
    signed_by = forms.CharField(label="签发人", max_length=60)

    def clean_number(self):
        """The form the office uses."""
        return hexagonal(self.cleaned_data["number"])


class SignedScanForm(forms.Form):
    """上传签发扫描件: with the number that stands on it."""

    number = forms.CharField(label="扫描件上的文号", max_length=60, help_text="按扫描件逐字填写，与本件核对。")
    upload = forms.FileField(
        label="签发扫描件",
        help_text="PDF 或图片。保存前去除文档属性并查毒；入卷后不能更换。",
        widget=forms.FileInput(attrs={"accept": ",".join(end for kind in files.SCANS for end in kind.endings)}),
    )

    def clean_number(self):
        """As when the resolution was numbered."""
        return hexagonal(self.cleaned_data["number"])

    def clean_upload(self):
        """Disguised, damaged and oversized files are refused beside the field."""
        upload = self.cleaned_data["upload"]
        files.inspect(upload, accepted=files.SCANS, max_bytes=settings.EVIDENCE_MAX_BYTES)
        return upload


class BallotForm(forms.Form):
    """表决票: one choice for all, or one for each name; none is made beforehand, so that a vote is an act."""

    choice = forms.ChoiceField(label="对全部人选", choices=Choice, widget=forms.RadioSelect, required=False)

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            self.fields[f"choice-{item.pk}"] = forms.ChoiceField(
                label=item.nomination.name, choices=[("", "同对全部人选的选择"), *Choice.choices], required=False
            )

    def clean(self):
        """Nobody is left without a choice."""
        cleaned = super().clean()
        if not cleaned.get("choice") and not all(cleaned.get(f"choice-{one.pk}") for one in self.items):
            self.add_error("choice", "请选择“对全部人选”的意见，或者对每一名人选分别选择。")
        return cleaned

    def exceptions(self):
        """The names voted on apart."""
        return {
            one.pk: self.cleaned_data[f"choice-{one.pk}"] for one in self.items if self.cleaned_data[f"choice-{one.pk}"]
        }


class SittingFilters(forms.Form):
    """The list of sittings."""

    season = forms.ChoiceField(label="年度", required=False)

    def __init__(self, *args, seasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["season"].choices = [("", "全部"), *((one.code, one.label) for one in seasons)]
