"""What the public types: the roll's filter and a certificate to verify."""

from django import forms

from honours.forms.parts import EVERYTHING, offer, plain


class RollFilter(forms.Form):
    """名录的查找条件."""

    name = forms.CharField(label="姓名", required=False, max_length=60)
    season = forms.ChoiceField(label="年度", required=False)
    industry = forms.ChoiceField(label="行业", required=False)
    district = forms.ChoiceField(label="区、局（产业）", required=False)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        for key, found in choices.items():
            offer(self, key, [EVERYTHING, *found])

    @property
    def asked(self):
        """The conditions that are understood; what is not, is left out and told beside its field."""
        self.is_valid()
        return self.cleaned_data


class VerifyForm(forms.Form):
    """查验: the serial or the code printed on the certificate."""

    number = forms.CharField(
        label="证书编号或查验码",
        max_length=40,
        help_text="证书编号形如 2026-0001；查验码为二维码旁的 20 位字母数字。",
        error_messages={"required": "请填写证书编号或查验码。"},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_number(self):
        """As printed, however typed."""
        return plain(self.cleaned_data["number"]).lower()
