"""Fields of the ledger's search."""

from django import forms

from common.day_fields import DayField
from ledger import acts

DAY = {"type": "date"}


class SearchForm(forms.Form):
    """What to look for; everything is optional."""

    act = forms.ChoiceField(label="事项", required=False)
    actor = forms.CharField(label="经办人", required=False, max_length=60)
    subject = forms.CharField(label="对象（姓名、编号、名称）", required=False, max_length=100)
    since = DayField(label="自", required=False, widget=forms.DateInput(attrs=DAY))
    until = DayField(label="至", required=False, widget=forms.DateInput(attrs=DAY))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = [("", "全部"), *acts.choices()]

    def clean(self):
        """Days in their order."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "截止日期早于起始日期，请改正。")
        return self.cleaned_data

    def asked(self) -> dict:
        """The arguments of the search; nothing for fields that are wrong."""
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
