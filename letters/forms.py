"""Filters of the outbox."""

from django import forms

from letters.states import Delivery, Way


class OutboxFilters(forms.Form):
    """By way, by delivery, by words of the subject or the recipient's name."""

    way = forms.ChoiceField(label="送达方式", required=False, choices=[("", "全部"), *Way.choices])
    delivery = forms.ChoiceField(label="送达情况", required=False, choices=[("", "全部"), *Delivery.choices])
    words = forms.CharField(label="标题或收件人", required=False, max_length=60)

    def asked(self) -> dict:
        """The arguments of the query."""
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
