"""奖金."""

from django import forms

from honours.forms.parts import offer, plain
from nominations.consents import TEXTS
from nominations.states import ConsentKind
from seasons.states import TaxTreatment


class ChosenPayments(forms.Form):
    """Payments ticked on the register."""

    payment = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.MultipleHiddenInput,
        error_messages={"required": "请至少勾选一笔奖金。", "invalid_choice": "勾选的奖金不在名单内，请返回重新勾选。"},
    )

    def __init__(self, *args, keys, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "payment", [(key, str(key)) for key in keys])


class TaxForm(forms.Form):
    """税务处理及依据."""

    treatment = forms.ChoiceField(
        label="税务处理",
        widget=forms.RadioSelect,
        choices=[choice for choice in TaxTreatment.choices if choice[0] != TaxTreatment.UNDECIDED],
        error_messages={"required": "请选择一种税务处理。"},
    )
    basis = forms.CharField(
        label="依据",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明依据的法条、文件或者税务机关的书面答复。",
        error_messages={"required": "请填写依据。"},
    )


class AccountForm(forms.Form):
    """收款账户, under its own consent."""

    account_name = forms.CharField(
        label="户名",
        max_length=60,
        help_text="与银行登记的户名一致；户名中没有间隔号的，照银行登记填写。",
        error_messages={"required": "请填写户名。"},
    )
    bank_name = forms.CharField(
        label="开户银行",
        max_length=120,
        help_text="写到支行，如“某某银行上海某某支行”。",
        error_messages={"required": "请填写开户银行。"},
    )
    bank_account = forms.CharField(
        label="账号",
        max_length=40,
        help_text="12 至 19 位数字，可以带空格。保存后只显示末四位。",
        error_messages={"required": "请填写账号。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    consented = forms.BooleanField(label="", error_messages={"required": "未经本人单独同意，不能登记收款账户。"})

    def __init__(self, *args, is_own, **kwargs):
        super().__init__(*args, **kwargs)
        text = TEXTS[ConsentKind.BANK]
        self.fields["consented"].label = text if is_own else f"本人已作如下单独同意：{text}"

    def clean_bank_account(self):
        """Digits, twelve to nineteen of them."""
        digits = plain(self.cleaned_data["bank_account"]).replace("-", "")
        if not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError("账号只能是数字，请核对后重新填写。", code="not_digits")
        if not 12 <= len(digits) <= 19:
            raise forms.ValidationError(f"账号为 12 至 19 位数字，现为 {len(digits)} 位，请核对。", code="length")
        return digits


class WordsForm(forms.Form):
    """One sentence an act needs."""

    words = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, label, most=300, rows=3, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["words"]
        assert isinstance(field, forms.CharField)
        field.label, field.max_length = label, most
        field.error_messages = field.error_messages | {"required": f"请填写{label}。"}
        if rows == 1:
            field.widget = forms.TextInput(attrs={"maxlength": most})
