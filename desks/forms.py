"""Fields of the entrance."""

from django import forms


class ForgottenForm(forms.Form):
    """忘记密码."""

    username = forms.CharField(label="登录名", max_length=60, help_text="自荐人用注册时的电子邮箱。")
