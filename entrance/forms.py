"""Fields of the entrance."""

import re

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError

from accounts.forms import MOBILE, PASSWORD_HINT, EmailAddressField, PersonNameField
from accounts.models import User
from letters.states import Way


def checked_mobile(text):
    """A mobile number of the mainland in its plain form."""
    phone = re.sub(r"[\s-]", "", text).removeprefix("+86")
    if not MOBILE.match(phone):
        raise ValidationError("手机号应为1开头的11位数字，请改正。")
    return phone


class RegistrationForm(forms.Form):
    """个人自荐注册: a name, an address or number that is the person's, a password."""

    full_name = PersonNameField(label="姓名", max_length=50, help_text="与身份证件一致；少数民族姓名中的间隔点用“·”。")
    way = forms.ChoiceField(
        label="用什么验证",
        choices=[(Way.EMAIL.value, "电子邮箱"), (Way.SMS.value, "手机号")],
        widget=forms.RadioSelect,
        initial=Way.EMAIL.value,
    )
    email = EmailAddressField(
        label="电子邮箱",
        max_length=60,
        required=False,
        help_text="用于登录和接收函告。",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label="手机号",
        max_length=20,
        required=False,
        help_text="用于登录和接收短信。",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        help_text=PASSWORD_HINT,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label="再输一次密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if settings.SMS_BACKEND:
            self.fields["email"].is_asked = self.fields["phone"].is_asked = True
            self.fields["email"].help_text = "用电子邮箱验证的填写；用于登录和接收函告。"
            self.fields["phone"].help_text = "用手机号验证的填写；用于登录和接收短信。"
        else:
            del self.fields["way"], self.fields["phone"]
            self.fields["email"].required = True
            self.fields["email"].error_messages["required"] = "请填写电子邮箱。"

    def clean(self):
        """The address or number of the chosen way; twice the same password, hard to guess."""
        filled = super().clean()
        filled["way"] = filled.get("way") or Way.EMAIL.value
        wanted, other = ("email", "phone") if filled["way"] == Way.EMAIL else ("phone", "email")
        self.errors.pop(other, None)  # what is not to be verified is not shown, and stands in nobody's way
        if wanted not in self.errors:
            self._take_address(wanted, filled)
        self._check_password(filled)
        return filled

    def _take_address(self, wanted, filled):
        text = filled.get(wanted, "").strip()
        if not text:
            self.add_error(wanted, f"请填写{self.fields[wanted].label}。")
            return
        try:
            filled["address"] = text.lower() if wanted == "email" else checked_mobile(text)
        except ValidationError as error:
            self.add_error(wanted, error)

    def _check_password(self, filled):
        password, again = filled.get("password"), filled.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", "两次输入的密码不一致，请重新输入。")
        elif password and again:
            person = User(username=filled.get("address", ""), full_name=filled.get("full_name", ""))
            try:
                password_validation.validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)


class CodeForm(forms.Form):
    """验证码: six digits, however they were typed."""

    code = forms.CharField(
        label="验证码",
        max_length=20,
        help_text="6位数字。",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"required": "请填写验证码。"},
    )

    def clean_code(self):
        """Full-width digits and spaces are read."""
        code = re.sub(r"\s", "", self.cleaned_data["code"]).translate({0xFF10 + one: 0x30 + one for one in range(10)})
        if not re.fullmatch(r"[0-9]{6}", code):
            raise ValidationError("验证码是6位数字，请核对。")
        return code


class EmailForm(forms.Form):
    """更换电子邮箱."""

    address = EmailAddressField(
        label="新的电子邮箱",
        max_length=60,
        help_text="验证码将发到此邮箱；验证之后才更换。",
        error_messages={"required": "请填写电子邮箱。"},
    )

    def clean_address(self):
        """Without regard to case."""
        return self.cleaned_data["address"].strip().lower()


class PhoneForm(forms.Form):
    """更换手机号."""

    address = forms.CharField(
        label="新的手机号",
        max_length=20,
        help_text="验证码将发到此号码；验证之后才更换。",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"required": "请填写手机号。"},
    )

    def clean_address(self):
        """A mobile number."""
        return checked_mobile(self.cleaned_data["address"])
