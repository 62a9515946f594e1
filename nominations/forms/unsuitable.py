"""请求回避的专家的表单."""

from django import forms

from nominations.forms.wording import PlainForm
from standards.person_names import checked_person_name


class UnsuitableForm(PlainForm):
    """One expert: name, unit, why."""

    name = forms.CharField(label="专家姓名", max_length=60)
    unit_name = forms.CharField(
        label="专家工作单位", max_length=120, required=False, help_text="知道的请填写，姓名和单位都相符的自动回避。"
    )
    reason = forms.CharField(label="请求回避的理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def clean_name(self):
        """A name as names are written."""
        return checked_person_name(self.cleaned_data["name"])
