"""Parsing of what members state about themselves, and of what the office writes about the committee."""

import re

from django import forms

from common.day_fields import DayField
from organisations.models import Organisation
from reviews.models import CommitteeMember, MemberTie, PastEmployer, Reserve
from reviews.states import Category, Seating
from standards import gb32100

MOST_TRADES = 12


class UnitFields:
    """Credit codes by GB 32100, with the sentence of the standard beside the field."""

    def clean_unit_code(self):
        """Half-width, upper case, with its check character; empty where the form allows it."""
        written = self.cleaned_data["unit_code"]
        return gb32100.checked_credit_code(written) if written else ""


class ChoiceWords:
    """A choice not made yet says so in words."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = "请选择" if field.required else "没有"
            elif isinstance(field, forms.TypedChoiceField):
                field.choices = [("", "请选择") if not value else (value, label) for value, label in field.choices]


class SeatForm(ChoiceWords, UnitFields, forms.ModelForm):
    """邀请委员."""

    class Meta:
        model = CommitteeMember
        fields = ["user", "category", "unit_name", "unit_code", "organisation", "expertise", "load_limit"]
        help_texts = {
            "unit_name": "现任职单位，用于核对回避；受邀人可以更正。",
            "organisation": "在工会、学会或协会任职的，选择该组织；其推荐、审核的申报自动回避。",
        }

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True).order_by("path")


class ReserveForm(SeatForm):
    """登记候补委员, with who approved and by which paper."""

    class Meta(SeatForm.Meta):
        model = Reserve
        fields = [
            "user",
            "category",
            "unit_name",
            "unit_code",
            "organisation",
            "approved_by",
            "document",
            "approved_on",
        ]
        field_classes = {"approved_on": DayField}
        widgets = {"approved_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class EmployerForm(UnitFields, forms.ModelForm):
    """现任职单位; a correction by the office says why."""

    reason = forms.CharField(label="更正理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    class Meta:
        model = CommitteeMember
        fields = ["unit_name", "unit_code"]

    def __init__(self, *args, is_correction, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_correction:
            del self.fields["reason"]


class PastEmployerForm(UnitFields, forms.ModelForm):
    """登记近年任职单位."""

    class Meta:
        model = PastEmployer
        fields = ["unit_name", "unit_code", "until"]
        field_classes = {"until": DayField}
        widgets = {"until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class TieForm(ChoiceWords, UnitFields, forms.ModelForm):
    """申报关系."""

    class Meta:
        model = MemberTie
        fields = ["kind", "name", "unit_name", "unit_code", "explanation"]
        widgets = {"explanation": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"unit_code": "知道的请填，可以更准确地核对回避。"}


class ExpertiseForm(forms.Form):
    """熟悉的行业和工种."""

    fields = forms.MultipleChoiceField(label="熟悉的行业", required=False, widget=forms.CheckboxSelectMultiple)
    trades = forms.CharField(
        label="熟悉的工种",
        required=False,
        max_length=300,
        help_text=f"如“焊工、钳工”，以顿号或逗号分隔，至多{MOST_TRADES}项；分派时优先评审相近的申报。",
    )

    def __init__(self, *args, industries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["fields"].choices = [(name, name) for name in industries]

    def clean_trades(self):
        """The keywords, each once."""
        named = [word for word in re.split(r"[、，,;；\s]+", self.cleaned_data["trades"]) if word]
        if any(len(word) > 40 for word in named):
            raise forms.ValidationError("每个工种不超过40字。")
        if len(named) > MOST_TRADES:
            raise forms.ValidationError(f"至多填写{MOST_TRADES}项工种。")
        return list(dict.fromkeys(named))


class AcceptForm(forms.Form):
    """接受邀请: what was stated is complete, or there is nothing to state."""

    has_no_ties = forms.BooleanField(
        label="本人与可能参评的人选没有亲属、师徒、合作等应当申报的关系，声明无应申报事项", required=False
    )
    is_true = forms.BooleanField(label="以上任职单位和关系均已如实填报，如有变化及时补充")

    def __init__(self, *args, ties, **kwargs):
        super().__init__(*args, **kwargs)
        self.ties = ties
        if ties:
            del self.fields["has_no_ties"]

    def clean(self):
        """Without a tie the statement of having none is needed."""
        cleaned = super().clean()
        cleaned["has_no_ties"] = cleaned.get("has_no_ties", False)
        if not self.ties and not cleaned["has_no_ties"]:
            self.add_error("has_no_ties", "尚未申报关系。请返回逐项申报；确实没有的，勾选此项。")
        return cleaned


class CommitteeFilters(forms.Form):
    """委员名单."""

    q = forms.CharField(label="姓名、单位或专长", required=False, max_length=60)
    category = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *Category.choices])
    seating = forms.ChoiceField(label="席位", required=False, choices=[("", "全部"), *Seating.choices])
