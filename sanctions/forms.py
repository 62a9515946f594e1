"""Filters of the register and the reason for lifting."""

from django import forms

from sanctions.states import SubjectKind

STANDING, ENDED, LIFTED = "standing", "ended", "lifted"
COURSES = {STANDING: "在禁报期内", ENDED: "已期满", LIFTED: "已解除"}


class RegisterFilter(forms.Form):
    """禁报名册的筛选."""

    words = forms.CharField(label="姓名、单位或文号", required=False, max_length=60)
    kind = forms.ChoiceField(label="对象", required=False, choices=[("", "全部"), *SubjectKind.choices])
    course = forms.ChoiceField(label="情况", required=False, choices=[("", "全部"), *COURSES.items()])


class LiftForm(forms.Form):
    """解除禁报的理由."""

    reason = forms.CharField(
        label="解除理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="写明申诉的要点、复核的结论和依据的文件；理由载入台账，不可更改。",
        error_messages={"required": "请填写解除理由。"},
    )
