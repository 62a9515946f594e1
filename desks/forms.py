"""Fields of the entrance."""

from django import forms


class ForgottenForm(forms.Form):
    """忘记密码."""

    username = forms.CharField(
        label="登录名、电子邮箱或手机号", max_length=60, help_text="自荐人填写登记的电子邮箱或手机号。"
    )


class ClockForm(forms.Form):
    """演示时钟."""

    days = forms.TypedChoiceField(
        label="拨快", coerce=int, choices=[(1, "一天"), (3, "三天"), (7, "一周"), (30, "三十天")]
    )
