"""Fields of the account pages; nothing is saved here."""

import re

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.core.exceptions import ValidationError

from accounts import queries
from accounts.states import Role
from common.dates import today
from common.day_fields import DayField
from organisations.models import Organisation
from organisations.queries import possible_parents
from organisations.states import Kind
from standards import gb32100
from standards.person_names import checked_person_name

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
PASSWORD_HINT = "至少10个字符，不能全是数字，不要用姓名、邮箱或常见密码。"
MOBILE = re.compile(r"1[3-9]\d{9}\Z")


class PersonNameField(forms.CharField):
    """姓名, in its normal form."""

    default_error_messages = {"required": "请填写姓名。"}

    def clean(self, value):
        """Every character people really have in their names; everything else is named in the error."""
        value = super().clean(value)
        return checked_person_name(value) if value else value


class EmailAddressField(forms.EmailField):
    """电子邮箱."""

    default_error_messages = {"invalid": "电子邮箱的格式不对，请核对，例如 name@example.org。"}


class SignInForm(AuthenticationForm):
    """登录."""

    username = forms.CharField(
        label="登录名",
        max_length=60,
        help_text="自荐人用注册时的电子邮箱或手机号。",
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username"}),
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    error_messages = {
        "invalid_login": "登录名或密码不对，请核对后再试。连续输错5次，该登录名将锁定10分钟。",
        "inactive": "此账户已停用，如需恢复请联系市总工会选树办公室。",
    }

    def clean_username(self):
        """Without regard to case, so that capitals give no further attempts."""
        return queries.sign_in_name(self.cleaned_data["username"])


class NewPasswordForm(SetPasswordForm):
    """设置密码."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label, self.fields["new_password2"].label = "新密码", "再输一次新密码"
        self.fields["new_password1"].help_text = PASSWORD_HINT
        self.fields["new_password2"].help_text = ""


class ChangePasswordForm(PasswordChangeForm, NewPasswordForm):
    """修改密码."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old_password"].label = "现在的密码"


class PeopleFilters(forms.Form):
    """Filters of the list of people."""

    words = forms.CharField(label="姓名或登录名", required=False, max_length=60)
    role = forms.ChoiceField(label="角色", required=False, choices=[("", "全部"), *Role.choices])

    def asked(self) -> dict:
        """The arguments of the query."""
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class OpenAccountForm(forms.Form):
    """开户."""

    full_name = PersonNameField(label="姓名", max_length=50)
    username = forms.RegexField(
        label="登录名",
        max_length=60,
        regex=r"^[A-Za-z0-9._@-]+$",
        error_messages={"invalid": "登录名只用字母、数字和 . _ @ -，请改正。"},
        help_text="字母、数字和 . _ @ -，不分大小写。",
    )
    email = EmailAddressField(
        label="电子邮箱", required=False, help_text="设置密码的链接将发到此邮箱；没有邮箱的，开户后由您当面交付。"
    )

    def clean_username(self):
        """Not in use."""
        username = self.cleaned_data["username"].lower()
        if queries.username_taken(username):
            raise ValidationError("此登录名已被使用，请另取一个。")
        return username


class PersonForm(forms.Form):
    """更正人员登记."""

    full_name = PersonNameField(label="姓名", max_length=50)
    email = EmailAddressField(label="电子邮箱", required=False)


class GrantForm(forms.Form):
    """授予角色."""

    role = forms.ChoiceField(label="角色", choices=[("", "请选择"), *Role.choices])
    organisation = forms.CharField(
        label="组织",
        required=False,
        max_length=120,
        help_text="填写全称或统一社会信用代码；自荐人不填。",
        widget=forms.TextInput(attrs={"list": "organisations", "autocomplete": "off"}),
    )
    since = DayField(label="自", initial=today, widget=DAY)
    until = DayField(label="至", required=False, widget=DAY, help_text="留空为长期。")

    def clean_organisation(self):
        """By its full name or its code."""
        words = self.cleaned_data["organisation"].strip()
        if not words:
            return None
        exact = Organisation.objects.filter(name=words) | Organisation.objects.filter(
            credit_code=gb32100.normalised(words)
        )
        found = exact.filter(is_active=True).first()
        if found is None:
            near = list(
                Organisation.objects.filter(name__icontains=words, is_active=True).values_list("name", flat=True)[:3]
            )
            hint = f"名称相近的有：{'、'.join(near)}。" if near else "请先登记该组织。"
            raise ValidationError(f"没有名为“{words}”的组织。{hint}")
        return found


class OrganisationFilters(forms.Form):
    """Filters of the tree."""

    words = forms.CharField(label="名称或代码", required=False, max_length=120)
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *Kind.choices])

    def asked(self) -> dict:
        """The arguments of the query."""
        return {name: value for name, value in getattr(self, "cleaned_data", {}).items() if value}


class OrganisationForm(forms.ModelForm):
    """组织登记; kind and parent are chosen once."""

    class Meta:
        model = Organisation
        fields = [
            "kind",
            "parent",
            "name",
            "short_name",
            "credit_code",
            "credit_code_override",
            "employer_name",
            "employer_code",
            "is_active",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["kind"], self.fields["parent"]
        else:
            self.fields["kind"].choices = [
                ("", "请选择"),
                *(pair for pair in Kind.choices if pair[0] != Kind.MUNICIPAL),
            ]
            self.fields["parent"].queryset = possible_parents()
            self.fields["parent"].empty_label = "无（学会、协会）"
            del self.fields["is_active"]

    def clean_employer_code(self):
        """The unit's own code is checked like any other."""
        code = self.cleaned_data["employer_code"]
        return gb32100.checked_credit_code(code) if code else ""

    def clean(self):
        """A unit's name and code come together."""
        cleaned = super().clean()
        if (
            bool(cleaned.get("employer_name")) != bool(cleaned.get("employer_code"))
            and "employer_code" not in self.errors
        ):
            self.add_error("employer_code", "所在单位的名称与统一社会信用代码须同时填写，或同时留空。")
        return cleaned


class CodeForm(forms.Form):
    """动态验证码或恢复码; ``next`` is the page to go back to, ``kept`` what was being sent when the code was due."""

    code = forms.CharField(
        label="动态验证码",
        max_length=20,
        help_text="手机应用中现在显示的6位数字。手机不在身边的，填一个恢复码。",
        error_messages={"required": "请填写动态验证码。"},
        widget=forms.TextInput(
            attrs={
                "autofocus": True,
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "number",
            }
        ),
    )
    next = forms.CharField(required=False, widget=forms.HiddenInput)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)


class FirstCodeForm(CodeForm):
    """绑定时的第一个验证码."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = "扫描或录入之后，手机应用中显示的6位数字。"
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}
