"""Asking for an export, and looking through the register."""

from django import forms

from exports.states import State

MASKED, IN_FULL = "masked", "full"


class AskForm(forms.Form):
    """导出: masked unless said otherwise, and then with a reason."""

    numbers = forms.ChoiceField(
        label="号码的显示", choices=[(MASKED, "遮蔽显示（默认）"), (IN_FULL, "显示完整号码")], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="导出完整号码的理由",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="只在显示完整号码时填写：用于什么工作、由谁经手。理由写入台账，监督人员可以查到。",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", initial={"numbers": MASKED}, **kwargs)

    def clean(self):
        """A reason where the numbers are to be seen in full."""
        asked = super().clean()
        if asked.get("numbers") == IN_FULL and not asked.get("reason", "").strip():
            self.add_error("reason", "请填写导出完整号码的理由。")
        return asked

    @property
    def is_unmasked(self):
        """Whether the numbers are asked for in full."""
        return self.cleaned_data["numbers"] == IN_FULL


class ReasonForm(forms.Form):
    """导出 of what leaves the house with a reason only."""

    reason = forms.CharField(
        label="导出的理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="用于什么工作、由谁经手、交给谁。理由写入台账，印在封面上。",
        error_messages={"required": "请填写导出的理由。"},
    )
    is_unmasked = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class RegisterFilters(forms.Form):
    """By state, by what is shown, by person or list."""

    state = forms.ChoiceField(label="情况", required=False, choices=[("", "全部"), *State.choices])
    full = forms.ChoiceField(
        label="号码", required=False, choices=[("", "全部"), ("yes", "完整显示"), ("no", "遮蔽显示")]
    )
    words = forms.CharField(label="导出人或名册", required=False, max_length=60)

    def asked(self) -> dict:
        """The arguments of the query."""
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}
