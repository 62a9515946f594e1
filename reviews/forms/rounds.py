"""What the office writes when it opens a round or gives it more time."""

from django import forms

from common.day_fields import MomentField
from seasons.forms.rulebooks import MomentInput


class RoundForm(forms.Form):
    """开启评审轮次: its window."""

    opens_at = MomentField(
        label="评分开始", required=False, widget=MomentInput, help_text="留空为开启后即可评分；此前可以分派和申明回避。"
    )
    closes_at = MomentField(
        label="评分截止",
        widget=MomentInput,
        help_text="截止时刻起不再接受评分，以服务器北京时间为准；以后只能延长，不能提前。",
    )


class ExtensionForm(forms.Form):
    """延长评分时间."""

    until = MomentField(label="延至", widget=MomentInput, help_text="须晚于现行截止时间。")
    reason = forms.CharField(label="延长理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
