"""登记、筛选、导入、撤销与作废的表单."""

from django import forms

from ladder.states import Conferred, RecordState, Rung
from nominations.forms.wording import say_plainly
from standards.gb11643 import checked_identity_number
from standards.person_names import checked_person_name


class RecordFilter(forms.Form):
    """荣誉记录的筛选."""

    words = forms.CharField(label="姓名、荣誉、单位或文号", required=False, max_length=60)
    rung = forms.ChoiceField(label="级别", required=False, choices=[("", "全部"), *Rung.choices])
    state = forms.ChoiceField(label="状态", required=False, choices=[("", "全部"), *RecordState.choices])


class RecordForm(forms.Form):
    """一项荣誉. The same form reads a row of an uploaded list."""

    use_required_attribute = False

    name = forms.CharField(label="姓名", max_length=60)
    identity_number = forms.CharField(
        label="证件号码",
        max_length=30,
        help_text="只用于辨认是否同一人，不保存号码。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    unit_name = forms.CharField(label="工作单位", max_length=120)
    rung = forms.ChoiceField(label="级别", choices=Rung.choices)
    title = forms.CharField(label="荣誉名称", max_length=60, help_text="如“徐汇工匠”。")
    conferred = forms.ChoiceField(label="授予情况", choices=Conferred.choices, initial=Conferred.TITLE)
    issuing_body = forms.CharField(label="授予单位", max_length=120)
    year = forms.CharField(label="年度", max_length=20, help_text="按授予单位的说法填写，如“2023”。")
    document_number = forms.CharField(label="文号", max_length=60, required=False, help_text="没有文号的不能核实。")

    def __init__(self, *args, bodies=(), **kwargs):
        """``bodies`` are those a clerk registers for; the office registers for none."""
        super().__init__(*args, **kwargs)
        if bodies:
            rung = self.fields["rung"]
            assert isinstance(rung, forms.ChoiceField)
            rung.choices = [(Rung.DISTRICT.value, Rung.DISTRICT.label)]
            self.initial.setdefault("issuing_body", bodies[0].name)
        say_plainly(self)

    def clean_name(self):
        """姓名 (GB 18030-2022)."""
        return checked_person_name(self.cleaned_data["name"])

    def clean_identity_number(self):
        """证件号码 (GB 11643)."""
        return checked_identity_number(self.cleaned_data["identity_number"])


class CorrectionForm(RecordForm):
    """更正: the record as it stands, the number only where it is another person's."""

    reason = forms.CharField(
        label="更正理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="何处有误、依据什么更正，载入台账。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        number = self.fields["identity_number"]
        number.required, number.help_text = False, "原号码不显示；没有填错的不必填写，填写的以新号码为准。"

    def clean_identity_number(self):
        """证件号码 (GB 11643), if it is given anew."""
        return super().clean_identity_number() if self.cleaned_data["identity_number"] else ""


class ListForm(forms.Form):
    """上传名单."""

    upload = forms.FileField(label="名单文件", help_text="XLSX 工作簿，用本页的模板填写；不超过 5 MB、2000 行。")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].error_messages |= {
            "required": "请选择文件。",
            "empty": "该文件是空的，请检查后重新上传。",
        }


class ReasonForm(forms.Form):
    """撤销或作废的理由."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请填写理由。"},
    )
