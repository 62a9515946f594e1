"""Filters of 移交登记."""

from django import forms

from handover.states import DeliveryState, Matter


class DeliveryFilters(forms.Form):
    """By state, by matter, by person or number."""

    state = forms.ChoiceField(label="移交情况", required=False, choices=[("", "全部"), *DeliveryState.choices])
    matter = forms.ChoiceField(label="事项", required=False, choices=[("", "全部"), *Matter.choices])
    words = forms.CharField(label="姓名或编号", required=False, max_length=60)

    def asked(self) -> dict:
        """The arguments of the query."""
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
