"""Filters of the outbox."""

from django import forms

from letters.states import Delivery


class OutboxFilters(forms.Form):
    """By delivery, by words of the subject or the recipient's name."""

    delivery = forms.ChoiceField(label="送达情况", required=False, choices=[("", "全部"), *Delivery.choices])
    words = forms.CharField(label="标题或收件人", required=False, max_length=60)

    def asked(self) -> dict:
        """The arguments of the query."""
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
