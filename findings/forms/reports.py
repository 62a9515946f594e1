"""举报, as the public fills it in on a telephone."""

import unicodedata

from django import forms

from publicity.forms.fields import CheckedFilesField
from publicity.rules import MOST_PAPERS
from publicity.states import ObjectorKind

PAPERS_HINT = (
    f"PDF、JPG、PNG、DOCX 或 XLSX，一次最多{MOST_PAPERS}份，合计不超过20 MB。"
    "拍摄地点、时间、作者等附带信息自动去除，文件名不保留。"
)


class ReportForm(forms.Form):
    """提出举报."""

    about = forms.CharField(
        label="反映的人或单位",
        max_length=200,
        help_text="请写明姓名和工作单位；已命名的，可写证书编号。",
        error_messages={"required": "请写明反映的人或单位。"},
    )
    kind = forms.ChoiceField(label="以何种名义反映", choices=ObjectorKind, widget=forms.RadioSelect, initial="person")
    name = forms.CharField(
        label="您的姓名或单位名称", max_length=120, required=False, help_text="实名反映须填写；匿名的不填。"
    )
    contact = forms.CharField(
        label="联系方式",
        max_length=120,
        required=False,
        help_text="实名反映须填写电话、电子邮箱或通信地址，供核查人与您联系。",
    )
    content = forms.CharField(
        label="反映内容",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="请写明事实、证据或者线索。请勿在此写明您的身份，以便保密。",
        error_messages={"required": "请写明反映的事实、证据或者线索。"},
    )
    uploads = CheckedFilesField(label="证据材料", required=False, help_text=PAPERS_HINT)

    def __init__(self, *args, anonymous, **kwargs):
        super().__init__(*args, **kwargs)
        if not anonymous:
            self.fields["kind"].choices = [one for one in ObjectorKind.choices if one[0] != ObjectorKind.ANONYMOUS]


class ReceiptForm(forms.Form):
    """查询举报办理进度."""

    receipt = forms.CharField(label="受理编号", max_length=30, error_messages={"required": "请填写受理编号。"})

    def clean_receipt(self):
        """As it is read out: any case, spaces and full-width letters."""
        return "".join(unicodedata.normalize("NFKC", self.cleaned_data["receipt"]).upper().split())
