"""换发、补发证书: the request and the decision."""

from django import forms

from common import files
from honours.states import ReplacementKind, ReplacementState
from publicity.forms.fields import CheckedFileField

REPLACEMENT_COURSES = dict(ReplacementState.choices)


class AskReplacementForm(forms.Form):
    """申请: what happened, and its proof."""

    kind = forms.ChoiceField(
        label="事由",
        choices=ReplacementKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选择事由。"},
    )
    new_name = forms.CharField(
        label="变更后的姓名", required=False, max_length=60, help_text="姓名变更换发的必填，以公安机关的证明为准。"
    )
    reason = forms.CharField(
        label="情况说明",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请说明情况，例如何时、因何遗失。"},
    )
    proof = CheckedFileField(
        label="证明材料",
        accepted=files.SCANS,
        help_text="姓名变更：户口簿变更页或公安机关证明；遗失：本人声明；损坏：证书照片。PDF、JPEG 或 PNG，不超过 20 MB。",
        error_messages={
            "required": "请上传证明材料。",
            "missing": "请上传证明材料。",
            "empty": "该文件是空的，请重新选择。",
        },
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )

    def __init__(self, *args, present_name, **kwargs):
        super().__init__(*args, **kwargs)
        self.present_name = present_name

    def clean(self):
        """A change of name says the name; nothing else changes it."""
        super().clean()
        cleaned = self.cleaned_data
        new_name = (cleaned.get("new_name") or "").strip()
        if cleaned.get("kind") == ReplacementKind.RENAMED:
            if not new_name:
                self.add_error("new_name", "姓名变更换发的，请填写变更后的姓名。")
            elif new_name == self.present_name:
                self.add_error("new_name", "与现行证书上的姓名相同，请核对。")
        elif cleaned.get("kind"):
            new_name = ""
        cleaned["new_name"] = new_name
        return cleaned


class DecideReplacementForm(forms.Form):
    """审批."""

    outcome = forms.ChoiceField(
        label="决定",
        choices=[("grant", "准予"), ("decline", "不予准许")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择准予或不予准许。"},
    )
    opinion = forms.CharField(
        label="审批意见",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="函告申请人和本人。",
        error_messages={"required": "请填写审批意见。"},
    )
