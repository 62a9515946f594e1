"""Parsing of what the office sets for a round heard in person."""

import datetime

from django import forms

from common.dates import moment_words
from common.day_fields import DayField, MomentField
from reviews.actions.interviews import Arrangement
from reviews.grouping import Hours
from reviews.models import CommitteeMember, InterviewGroup, InterviewSlot
from seasons.states import PanelKind

MOST_GROUPS = 20
LONGEST_PLACE = 120


class ClockField(forms.TimeField):
    """A time on a Beijing clock."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {"invalid": "请按“09:00”的格式填写时间。"}


class ArrangementForm(forms.Form):
    """编组: one room a line, the first day, the hours."""

    places = forms.CharField(
        label="各组地点", widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": "请写明各组地点。"}
    )
    first_day = DayField(label="第一天", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    minutes = forms.IntegerField(label="每位候选人用时（分钟）", min_value=1, max_value=240)
    morning_from = ClockField(label="上午开始", initial=datetime.time(9))
    morning_to = ClockField(label="上午结束", initial=datetime.time(12))
    afternoon_from = ClockField(label="下午开始", initial=datetime.time(13, 30))
    afternoon_to = ClockField(label="下午结束", initial=datetime.time(17))
    pause_after = forms.IntegerField(
        label="连续几位后休息", min_value=0, max_value=50, initial=4, help_text="填 0 为中途不休息。"
    )
    pause = forms.IntegerField(label="休息几分钟", min_value=0, max_value=120, initial=10)

    def __init__(self, *args, round, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_whole = round.plan.panel == PanelKind.WHOLE
        self.fields["minutes"].initial = round.plan.minutes_each or 15
        self.fields["first_day"].initial = round.plan.opens_on
        places = self.fields["places"]
        if self.is_whole:
            places.label, places.widget = "地点", forms.TextInput(attrs={"maxlength": LONGEST_PLACE})
        else:
            places.help_text = "每组一行；写几行就编几组。"

    def clean_places(self):
        """One line, one group."""
        lines = [line.strip() for line in self.cleaned_data["places"].splitlines() if line.strip()]
        if self.is_whole and len(lines) > 1:
            raise forms.ValidationError("本轮由全体委员评审，只有一处地点。")
        if len(lines) > MOST_GROUPS:
            raise forms.ValidationError(f"至多编{MOST_GROUPS}组。")
        if any(len(line) > LONGEST_PLACE for line in lines):
            raise forms.ValidationError(f"每处地点不超过{LONGEST_PLACE}字。")
        return tuple(lines)

    def clean(self):
        """The hours of a day follow one another, and one candidate fits into half a day."""
        cleaned = super().clean()
        hours = [cleaned.get(name) for name in ("morning_from", "morning_to", "afternoon_from", "afternoon_to")]
        if None in hours or cleaned.get("minutes") is None:
            return cleaned
        if not hours[0] < hours[1] <= hours[2] < hours[3]:
            raise forms.ValidationError("上午和下午的时间须依次先后，请核对。")
        if not self.hours.holds_one:
            raise forms.ValidationError("每位候选人的用时超过半天，排不下一位；请减少用时或延长时间。")
        return cleaned

    @property
    def hours(self) -> Hours:
        """The hours as the arithmetic takes them."""
        told = self.cleaned_data
        halves = ((told["morning_from"], told["morning_to"]), (told["afternoon_from"], told["afternoon_to"]))
        return Hours(told["minutes"], halves, told.get("pause_after") or 0, told.get("pause") or 0)

    @property
    def arrangement(self) -> Arrangement:
        """What the office has set."""
        return Arrangement(self.cleaned_data["places"], self.cleaned_data["first_day"], self.hours)

    def answers(self):
        """Every answer as it was given, for the form that issues what was previewed."""
        return [(name, self.data.get(name, "")) for name in self.fields]


class ReasonedForm(forms.Form):
    """A change with its reason."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


class SwapForm(ReasonedForm):
    """对调."""

    field_order = ["other", "reason"]

    other = forms.ModelChoiceField(label="与谁对调", queryset=InterviewSlot.objects.none())

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others
        self.fields["other"].label_from_instance = turn_words


class MoveForm(ReasonedForm):
    """改组."""

    field_order = ["group", "reason"]

    group = forms.ModelChoiceField(label="改到", queryset=InterviewGroup.objects.none())

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class PostponeForm(ReasonedForm):
    """改期."""

    field_order = ["at", "reason"]

    at = MomentField(
        label="改到",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        help_text="留空排在该组最后；其他候选人的时间不变。",
    )


class CallInForm(ReasonedForm):
    """增补委员."""

    field_order = ["member", "reason"]

    member = forms.ModelChoiceField(label="增补的委员", queryset=CommitteeMember.objects.none())

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members


class GroupForm(forms.Form):
    """地点与组长."""

    place = forms.CharField(label="地点", max_length=LONGEST_PLACE)
    chair = forms.ModelChoiceField(
        label="组长", required=False, queryset=CommitteeMember.objects.none(), empty_label="未指定"
    )
    reason = forms.CharField(label="变更地点的理由", required=False, max_length=300, help_text="地点不变的不填。")

    def __init__(self, *args, members, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["chair"].queryset = members


def turn_words(slot) -> str:
    """第一组 9:00 某某."""
    return f"{slot.group.name} {moment_words(slot.starts_at)} {slot.nomination.name}"
