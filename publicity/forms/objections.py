"""提出异议、登记、补充、受理与登记簿."""

import unicodedata

from django import forms

from common.day_fields import MomentField
from publicity.forms.fields import CheckedFilesField
from publicity.queries import overdue_on
from publicity.rules import MOST_PAPERS, WRITTEN_DOWN
from publicity.states import InquiryFinding, ObjectionState, ObjectorKind, RefusalGround

PAPERS_HINT = (
    f"PDF、JPG、PNG、DOCX 或 XLSX，一次最多{MOST_PAPERS}份，合计不超过20 MB。"
    "拍摄地点、时间、作者等附带信息自动去除，文件名不保留。"
)


def name_and_unit(name):
    """As a line of the list is told apart."""
    return f"{name.name}（{name.unit_name}）"


class ObjectionForm(forms.Form):
    """提出异议, as the public fills it in on a telephone."""

    name = forms.ModelChoiceField(label="针对的公示人选", queryset=None, empty_label="请选择")
    kind = forms.ChoiceField(label="以何种名义提出", choices=ObjectorKind, widget=forms.RadioSelect)
    objector_name = forms.CharField(
        label="您的姓名或单位名称",
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text="加密保存，只有承办核查的人员可以查看，每次查看都有记录。",
    )
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
        self.fields["name"].label_from_instance = name_and_unit
        who, where = self.fields["objector_name"], self.fields["objector_contact"]
        if notice.rulebook.anonymous_objections:
            who.is_asked = where.is_asked = True  # of all but the anonymous, so not 选填
            who.help_text += "实名提出的须填写，匿名线索可以不填。"
            where.help_text += "实名提出的须填写。"
        else:
            who.required = where.required = True
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


class RegistrationForm(forms.Form):
    """登记来信、来电、来访: the officer writes down what came in another way."""

    name = forms.ModelChoiceField(label="针对的公示人选", queryset=None, empty_label="请选择")
    way = forms.ChoiceField(
        label="来源", choices=[(one.value, one.label) for one in WRITTEN_DOWN], widget=forms.RadioSelect
    )
    received_at = MomentField(
        label="收到时间",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M"],
        help_text="北京时间；来信以邮戳为准。在公示期内收到的，登记晚于期满的也按期内办理。",
    )
    kind = forms.ChoiceField(label="以何种名义提出", choices=ObjectorKind, widget=forms.RadioSelect)
    objector_name = forms.CharField(
        label="姓名或单位名称",
        max_length=120,
        required=False,
        help_text="实名反映的须填写；登记后即行密封，您也不能再查看。",
    )
    objector_contact = forms.CharField(label="联系方式", max_length=120, required=False)
    content = forms.CharField(
        label="异议内容",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="请勿在此写明异议人身份。",
    )
    uploads = CheckedFilesField(label="来信扫描件或证据材料", required=False, help_text=PAPERS_HINT)

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].queryset = names
        self.fields["name"].label_from_instance = name_and_unit
        self.fields["objector_name"].is_asked = self.fields["objector_contact"].is_asked = True

    def words(self):
        """The arguments of the act, without the name objected to."""
        given = self.cleaned_data
        return {
            "way": given["way"],
            "received_at": given["received_at"],
            "objector_kind": given["kind"],
            "objector_name": given["objector_name"],
            "objector_contact": given["objector_contact"],
            "content": given["content"],
            "uploads": given["uploads"],
        }


class SupplementForm(forms.Form):
    """补充材料."""

    content = forms.CharField(
        label="补充内容",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="请勿在此写明您的身份。",
    )
    uploads = CheckedFilesField(label="补充的材料", required=False, help_text=PAPERS_HINT)


class SecondLookForm(forms.Form):
    """申请复核."""

    reason = forms.CharField(
        label="申请理由",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="请写明对答复的哪一点有意见，依据是什么。复核由未经办此件的人员办理，只能申请一次。",
    )


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


class ObjectionFilters(forms.Form):
    """The registers."""

    season = forms.ChoiceField(label="年度", required=False)
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *ObjectionState.choices])
    finding = forms.ChoiceField(label="结论", required=False, choices=[("", "全部"), *InquiryFinding.choices])
    late = forms.ChoiceField(label="期限", required=False, choices=[("", "全部"), ("yes", "已逾期")])
    name = forms.CharField(label="公示人选", required=False, max_length=60)

    def __init__(self, *args, seasons, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["season"].choices = [("", "全部"), *((one.code, one.label) for one in seasons)]

    def narrowed(self, objections, on):
        """Those asked for; an address that nobody sent through the form asks for all."""
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("season"):
            objections = objections.filter(notice_name__notice__season__code=asked["season"])
        if asked.get("state"):
            objections = objections.filter(state=asked["state"])
        if asked.get("finding"):
            objections = objections.filter(finding=asked["finding"])
        if asked.get("late"):
            objections = objections.filter(overdue_on(on))
        if asked.get("name"):
            objections = objections.filter(notice_name__name__icontains=asked["name"])
        return objections
