"""异议、受理、核查."""

import unicodedata

from django import forms

from accounts.models import User
from publicity.forms.fields import CheckedFilesField
from publicity.rules import MOST_PAPERS
from publicity.states import InquiryFinding, ObjectionState, ObjectorKind, RefusalGround

PAPERS_HINT = (
    f"PDF、JPG、PNG、DOCX 或 XLSX，一次最多{MOST_PAPERS}份，合计不超过20 MB。"
    "拍摄地点、时间、作者等附带信息自动去除，文件名不保留。"
)


class ObjectionForm(forms.Form):
    """提出异议, as the public fills it in on a telephone."""

    name = forms.ModelChoiceField(label="针对的公示人选", queryset=None, empty_label="请选择")
    kind = forms.ChoiceField(label="以何种名义提出", choices=ObjectorKind, widget=forms.RadioSelect)
    objector_name = forms.CharField(label="您的姓名或单位名称", max_length=120, required=False)
    objector_contact = forms.CharField(
        label="联系方式", max_length=120, required=False, help_text="电话、电子邮箱或通信地址，供核查人与您联系。"
    )
    content = forms.CharField(
        label="异议内容",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="请写明事实、证据或者线索。请勿在此写明您的身份，以便保密。",
    )
    uploads = CheckedFilesField(
        label="证据材料",
        required=False,
        help_text=PAPERS_HINT + "以单位名义提出的，请上传加盖公章的书面材料。",
    )

    def __init__(self, *args, notice, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].queryset = notice.names.order_by("position")
        self.fields["name"].label_from_instance = lambda one: f"{one.name}（{one.unit_name}）"
        signed = not notice.rulebook.anonymous_objections
        self.fields["objector_name"].required = self.fields["objector_contact"].required = signed
        if signed:
            self.fields["kind"].choices = [
                choice for choice in ObjectorKind.choices if choice[0] != ObjectorKind.ANONYMOUS
            ]

    def words(self):
        """What the rule and the act ask for, without the name objected to."""
        given = self.cleaned_data
        return {
            "objector_kind": given["kind"],
            "objector_name": given["objector_name"],
            "objector_contact": given["objector_contact"],
            "content": given["content"],
            "uploads": given["uploads"],
        }


class ReceiptForm(forms.Form):
    """查询异议办理进度."""

    receipt = forms.CharField(label="受理编号", max_length=30)

    def clean_receipt(self):
        """As it is read out: any case, spaces and full-width letters."""
        return "".join(unicodedata.normalize("NFKC", self.cleaned_data["receipt"]).upper().split())


class RefusalForm(forms.Form):
    """不予受理."""

    ground = forms.ChoiceField(label="理由", choices=[("", "请选择"), *RefusalGround.choices])
    note = forms.CharField(
        label="说明",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="异议人凭受理编号可以看到理由和说明。",
    )


class InquiryForm(forms.Form):
    """受理并核查."""

    assignee = forms.ModelChoiceField(
        label="核查人",
        queryset=None,
        empty_label="请选择",
        help_text="只列出推荐单位以外、未参与该人选各环节的评审办公室人员。",
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["assignee"].queryset = User.objects.filter(pk__in=[one.pk for one in people]).order_by("pk")


class ConclusionForm(forms.Form):
    """核查结论."""

    finding = forms.ChoiceField(
        label="核查结论",
        choices=InquiryFinding,
        widget=forms.RadioSelect,
        help_text="所反映的问题影响参选资格的，结论为“成立”，该人选不再列入；部分属实但不影响资格的，为“部分成立”。",
    )
    report = forms.CharField(
        label="核查情况", max_length=5000, widget=forms.Textarea(attrs={"rows": 8}), help_text="内部留存，不对外公开。"
    )
    reply = forms.CharField(
        label="对异议人的答复",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="异议人凭受理编号可以看到；请勿写入个人信息和核查细节。",
    )


class ObjectionFilters(forms.Form):
    """The docket."""

    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *ObjectionState.choices])
    name = forms.CharField(label="公示人选", required=False, max_length=60)
