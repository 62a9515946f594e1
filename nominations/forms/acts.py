"""Opinions and reasons."""

from django import forms

from common import files
from nominations import dossier
from nominations.forms.wording import KnownFile, PlainForm


class EndorseForm(PlainForm):
    """审核同意."""

    opinion = forms.CharField(label="审核意见", max_length=500, widget=forms.Textarea(attrs={"rows": 5}))
    rank = forms.IntegerField(
        label="本单位排序", min_value=1, max_value=9999, required=False, help_text="在本单位推荐人选中的次序。"
    )
    stamp = KnownFile(
        label="盖章扫描件", accepted=files.SCANS, required=False, help_text="PDF、JPEG 或 PNG，不超过 20 MB。"
    )


class ConsentForm(PlainForm):
    """书面同意, where a clerk notes it."""

    upload = KnownFile(
        label="书面同意扫描件",
        accepted=files.SCANS,
        required=False,
        help_text="本人签署的书面同意，PDF、JPEG 或 PNG，不超过 20 MB；选交，原件由推荐单位留存。",
    )


class ReasonForm(PlainForm):
    """A compulsory reason, named after the act."""

    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 5}))

    def __init__(self, *args, label="理由", hint="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label, self.fields["reason"].help_text = label, hint
        self.fields["reason"].error_messages["required"] = f"请填写{label}。"


class ReturnForm(ReasonForm):
    """退回: the reason, and which sections are meant."""

    sections = forms.MultipleChoiceField(
        label="需要修改的各节",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="不选即为全部各节。",
    )

    def __init__(self, *args, nomination, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = [(one.key, one.title) for one in dossier.sections_of(nomination)]
