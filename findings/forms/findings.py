"""查实认定."""

from django import forms

from findings.states import Ground
from honours.forms.parts import plain


class CaseForm(forms.Form):
    """找到要认定的申报."""

    number = forms.CharField(
        label="申报编号",
        max_length=20,
        help_text="形如 202600001。",
        error_messages={"required": "请填写申报编号。"},
    )

    def clean_number(self):
        """As printed, however typed."""
        return plain(self.cleaned_data["number"])


class FindingFilter(forms.Form):
    """查实认定的筛选."""

    words = forms.CharField(label="姓名或文号", required=False, max_length=60)


class FindingForm(forms.Form):
    """查实认定: facts, hearing, decision and whom to ban."""

    ground = forms.ChoiceField(label="事由", choices=Ground.choices)
    facts = forms.CharField(
        label="查实情况",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "请写明查实的事实和证据。"},
    )
    heard = forms.CharField(
        label="当事人陈述和申辩",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="当事人放弃陈述的，写明“已告知，当事人未作陈述”。",
        error_messages={"required": "请写明当事人的陈述和申辩。"},
    )
    decision_number = forms.CharField(label="决定文号", max_length=60, error_messages={"required": "请填写决定文号。"})
    ban_person = forms.BooleanField(label="对个人禁报", required=False)
    ban_unit = forms.BooleanField(label="对单位禁报", required=False)

    def clean(self):
        """Somebody is banned: 不再接受该单位或个人的申报."""
        cleaned = super().clean() or {}
        if not (cleaned.get("ban_person") or cleaned.get("ban_unit")):
            self.add_error("ban_person", "请至少选择对个人或对单位禁报中的一项。")
        return cleaned


class ConfirmedFinding(FindingForm):
    """The same, carried through the page that asks once more."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()
