"""Parsing of what is written in a deliberation."""

from django import forms

from reviews.rules.deliberations import LONGEST
from reviews.states import Conclusion


class PostForm(forms.Form):
    """发言."""

    text = forms.CharField(label="发言", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}))


class ConclusionForm(forms.Form):
    """办结合议."""

    conclusion = forms.ChoiceField(label="结论", choices=[("", "请选择"), *Conclusion.choices])
    reason = forms.CharField(label="结论理由", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class AddForm(forms.Form):
    """提请合议."""

    number = forms.CharField(label="申报编号", max_length=20)
    reason = forms.CharField(label="提请理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ThreadFilters(forms.Form):
    """合议列表."""

    q = forms.CharField(label="姓名、单位或编号", required=False, max_length=60)
    only = forms.ChoiceField(
        label="情况", required=False, choices=[("", "全部"), ("open", "合议中"), ("done", "已办结")]
    )
