"""Fields of the entrance."""

from django import forms

from entrance.forms import checked_mobile


class ForgottenForm(forms.Form):
    """忘记密码: by user name or address a link is sent, by number a code."""

    username = forms.CharField(
        label="登录名、电子邮箱或手机号", max_length=60, help_text="自荐人填写登记的电子邮箱或手机号。"
    )

    @property
    def mobile(self) -> str:
        """The number that was typed; empty where it is none."""
        try:
            return checked_mobile(self.cleaned_data["username"])
        except forms.ValidationError:
            return ""


class ClockForm(forms.Form):
    """演示时钟."""

    days = forms.TypedChoiceField(
        label="拨快", coerce=int, choices=[(1, "一天"), (3, "三天"), (7, "一周"), (30, "三十天")]
    )
