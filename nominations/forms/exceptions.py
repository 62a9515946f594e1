"""破格申请的表单: one requirement with its reason and evidence."""

from django import forms

from common import files
from nominations.forms.wording import KnownFile, PlainForm
from nominations.models import Evidence
from nominations.states import RELAXABLE

OTHER = "other"


class ExceptionForm(PlainForm):
    """申请放宽一项条件."""

    condition = forms.ChoiceField(
        label="申请放宽的条件",
        choices=[*((one.value, one.label) for one in RELAXABLE), (OTHER, "其他要求（另行写明）")],
    )
    words = forms.CharField(
        label="其他要求", max_length=200, required=False, help_text="仅在选择“其他要求”时填写，写明是哪一项要求。"
    )
    reason = forms.CharField(label="申请破格的理由", max_length=1000, widget=forms.Textarea(attrs={"rows": 6}))
    papers = forms.ModelMultipleChoiceField(
        label="已上传的佐证材料",
        queryset=Evidence.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选出能够支持此项申请的材料；没有的，在下面另行上传。至少一份。",
    )
    upload = KnownFile(
        label="另行上传一份佐证材料",
        accepted=files.ALL_KINDS,
        required=False,
        help_text="PDF、JPEG、PNG、DOCX 或 XLSX，单个文件不超过 20 MB。",
    )

    def __init__(self, *args, papers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["papers"].queryset = papers
        for name in ("words", "papers", "upload"):
            self.fields[name].is_asked = True

    def clean(self):
        """Another requirement is named in words, and every request has its evidence."""
        filled = super().clean()
        if filled.get("condition") == OTHER and not filled.get("words", "").strip():
            self.add_error("words", "请写明申请放宽的是哪一项要求。")
        if "upload" not in self.errors and not filled.get("papers") and not filled.get("upload"):
            self.add_error("papers", "请选择或上传支持此项申请的佐证材料。")
        return filled

    def asked(self) -> dict:
        """The arguments of the act, without the file that is still to be kept."""
        filled = self.cleaned_data
        condition = "" if filled["condition"] == OTHER else filled["condition"]
        return {"condition": condition, "words": filled["words"], "reason": filled["reason"]}
