"""What the public types: the roll's filter and a certificate to verify."""

from django import forms

from common.files import digest_of
from honours.forms.parts import EVERYTHING, offer, plain

MOST_BYTES = 2 * 1024 * 1024  # held in memory, never on a disk


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

    code = forms.CharField(
        label="查验码",
        required=False,
        max_length=40,
        help_text="填编号的可以同时填查验码，两者须为同一件证书。",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_number(self):
        """As printed, however typed."""
        return plain(self.cleaned_data["number"]).lower()

    def clean_code(self):
        """As printed, however typed."""
        return plain(self.cleaned_data["code"]).lower()


class VerifyFileForm(forms.Form):
    """文件查验: only the digest of the file goes further."""

    file = forms.FileField(
        label="证书文件（PDF）",
        help_text="只计算文件的校验值并与制证时的记录比对，文件不保存。",
        error_messages={
            "required": "请选择证书的 PDF 文件。",
            "missing": "请选择证书的 PDF 文件。",
            "empty": "该文件是空的，请重新选择。",
        },
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self):
        """Its digest; no certificate is as large as a whole booklet."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("该文件超过 2 MB，不是本平台制发的证书，请核对所选文件。")
        return digest_of(file)
