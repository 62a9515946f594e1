"""奖励事项."""

from django import forms

from common.day_fields import DayField
from honours.forms.parts import offer
from honours.states import ReturnKind


class HandOverForm(forms.Form):
    """发放: the day, and who received where it was not the craftsman."""

    issue = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)
    on = DayField(
        label="发放日期",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "请填写发放日期。", "invalid": "请按年-月-日填写发放日期。"},
    )
    to = forms.CharField(
        label="领取人", max_length=60, required=False, help_text="本人领取的不填；由他人代领的写明代领人。"
    )
    note = forms.CharField(
        label="代领说明", max_length=200, required=False, help_text="由他人代领的，写明与本人的关系和委托情况。"
    )

    def __init__(self, *args, issues, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "issue", [(issue.pk, str(issue.pk)) for issue in issues])


class ReturnForm(forms.Form):
    """交回: the day, and whether it came back or is lost."""

    on = DayField(
        label="交回日期",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "请填写交回日期。", "invalid": "请按年-月-日填写交回日期。"},
    )
    kind = forms.ChoiceField(label="交回情况", choices=ReturnKind.choices, initial=ReturnKind.RETURNED)
    note = forms.CharField(
        label="说明", max_length=200, required=False, help_text="登记遗失的，写明书面说明的日期和要点。"
    )
