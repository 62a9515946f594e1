"""佐证材料: several files for one of the four indicators, or one in another's place."""

from django import forms
from django.conf import settings

from common import files
from nominations.forms.wording import KnownFile, PlainForm
from seasons.states import Indicator

WHOLE = "whole"
HINT = (
    "PDF、JPEG、PNG、DOCX 或 XLSX，单个文件不超过 20 MB，可一次选择多个。"
    "照片自动转正、缩小，并去除拍摄地点、时间和设备等附带信息后保存。"
)
ACCEPT = ",".join(ending for kind in files.ALL_KINDS for ending in kind.endings)


class SeveralFiles(forms.ClearableFileInput):
    """A field that lets several files be chosen."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files as they came; each is inspected by the act, which tells of each by name."""

    def clean(self, value, initial=None):
        """A list, never empty where it is required."""
        chosen = [one for one in (value or []) if one]
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(chosen) > settings.EVIDENCE_MAX_FILES:
            raise forms.ValidationError(f"一次最多选择{settings.EVIDENCE_MAX_FILES}个文件，请分次上传。", code="many")
        return chosen


class EvidenceForm(PlainForm):
    """佐证材料: one or several files."""

    indicator = forms.ChoiceField(label="对应方面", choices=[*Indicator.choices, (WHOLE, "整份申报（不对应某一方面）")])
    title = forms.CharField(
        label="材料名称",
        max_length=120,
        required=False,
        help_text="如“2024年市级技能竞赛获奖证书”。不填写的，以文件名为名称。",
    )
    upload = FilesField(
        label="文件",
        widget=SeveralFiles(attrs={"multiple": True, "accept": ACCEPT}),
        help_text=HINT,
        error_messages={"required": "请选择文件。"},
    )

    def clean_indicator(self):
        """A paper of the whole dossier belongs to no indicator."""
        indicator = self.cleaned_data["indicator"]
        return "" if indicator == WHOLE else indicator

    def clean(self):
        """One title cannot name several files."""
        if self.cleaned_data.get("title") and len(self.cleaned_data.get("upload", [])) > 1:
            self.add_error("title", "选择了多个文件的，请不要填写名称，各以文件名为名称；或者逐个上传。")
        return self.cleaned_data

    def asked(self):
        """The arguments of the act."""
        given = self.cleaned_data
        return {"uploads": given["upload"], "title": given["title"], "indicator": given["indicator"]}


class ReplacementForm(PlainForm):
    """替换: one file."""

    upload = KnownFile(
        label="新的文件",
        accepted=files.ALL_KINDS,
        help_text=HINT.replace("，可一次选择多个", ""),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
