"""五一劳动奖章推荐."""

from django import forms

from common import files
from common.day_fields import DayField
from honours.states import MedalState, OpinionAnswer
from publicity.forms.fields import CheckedFileField

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
OUTCOMES = (MedalState.GRANTED, MedalState.NOT_GRANTED)


class MedalForm(forms.Form):
    """拟推荐: the basis, and each condition of the rulebook with a tick and its ground."""

    basis = forms.CharField(
        label="推荐依据",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明符合哪些条件，依据哪些事实和文件。",
        error_messages={"required": "请写明推荐依据。"},
    )

    def __init__(self, *args, conditions, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = list(enumerate(conditions, start=1))
        for position, condition in self.asked:
            self.fields[f"met-{position}"] = forms.BooleanField(label=f"达到：{condition}", required=False)
            self.fields[f"basis-{position}"] = forms.CharField(
                label=f"依据（第{position}条）", max_length=300, required=False
            )

    def clean(self):
        """A condition that is met names its ground."""
        super().clean()
        cleaned = self.cleaned_data
        for position, _ in self.asked:
            if cleaned.get(f"met-{position}") and not cleaned.get(f"basis-{position}", "").strip():
                self.add_error(f"basis-{position}", "已勾选达到的，请写明依据。")
        return cleaned

    @property
    def conditions(self):
        """(met, basis) by position."""
        said = self.cleaned_data
        return {position: (said[f"met-{position}"], said[f"basis-{position}"]) for position, _ in self.asked}


class OpinionForm(forms.Form):
    """部门的答复."""

    answer = forms.ChoiceField(label="答复", choices=OpinionAnswer.choices, widget=forms.RadioSelect)
    on = DayField(label="答复日期", widget=DAY, help_text="逾期未复的，填登记当日。")
    note = forms.CharField(label="内容", max_length=300, required=False, help_text="有不同意见的必填。")
    letter = CheckedFileField(
        label="复函扫描件",
        required=False,
        accepted=files.SCANS,
        help_text="盖章的复函，PDF、JPG 或 PNG，不超过 20 MB；逾期未复的不上传。",
    )


class MedalDecisionForm(forms.Form):
    """推荐与否."""

    recommend = forms.TypedChoiceField(
        label="决定",
        choices=[("yes", "推荐"), ("no", "不予推荐")],
        coerce=lambda word: word == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="理由",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="不予推荐的，或者部门有不同意见仍予推荐的，必填。",
    )


class MedalOutcomeForm(forms.Form):
    """登记结果."""

    state = forms.ChoiceField(label="结果", choices=[(one.value, one.label) for one in OUTCOMES])
    document_number = forms.CharField(label="授予文号", max_length=60, required=False, help_text="登记授予时必填。")
