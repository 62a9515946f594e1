"""奖励事项与五一劳动奖章."""

from django import forms

from common.day_fields import DayField
from honours.forms.parts import offer
from honours.states import MedalState


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

    def __init__(self, *args, issues, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "issue", [(issue.pk, str(issue.pk)) for issue in issues])


class DayForm(forms.Form):
    """交回日期."""

    on = DayField(
        label="交回日期",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "请填写交回日期。", "invalid": "请按年-月-日填写交回日期。"},
    )


class MedalForm(forms.Form):
    """推荐依据."""

    basis = forms.CharField(
        label="推荐依据",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明符合上海市五一劳动奖章哪一项条件、依据的文件和征求意见的情况。推荐另行审定，不随命名自动授予。",
        error_messages={"required": "请填写推荐依据。"},
    )


class MedalOutcomeForm(forms.Form):
    """奖章评定结果."""

    state = forms.ChoiceField(
        label="结果", choices=[choice for choice in MedalState.choices if choice[0] != MedalState.PROPOSED]
    )
    document_number = forms.CharField(label="授予文号", max_length=60, required=False, help_text="登记授予时必填。")
