"""奖金."""

from django import forms

from honours.forms.parts import offer, plain
from honours.models import Bank
from honours.rules.accounts import refuse_account_of_another
from nominations.consents import TEXTS
from nominations.states import ConsentKind
from seasons.states import TaxTreatment
from standards.cnaps import is_well_formed


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
    """收款账户, under its own consent; what is doubtful is asked about once more, what is wrong is told."""

    account_name = forms.CharField(
        label="户名",
        max_length=60,
        help_text="本人名下的账户，照银行登记的写法填写；间隔号、空格与姓名写法不同的不影响办理。",
        error_messages={"required": "请填写户名。"},
    )
    bank = forms.ModelChoiceField(
        label="开户银行",
        queryset=Bank.objects.none(),
        empty_label="请选择",
        help_text="没有所开户的银行的，请联系财务人员增列。",
        error_messages={"required": "请选择开户银行。", "invalid_choice": "所选银行不在名单内，请重新选择。"},
    )
    branch = forms.CharField(label="开户网点", max_length=60, required=False, help_text="如“上海市徐汇支行”。")
    cnaps = forms.CharField(
        label="联行号",
        max_length=20,
        required=False,
        help_text="12 位数字，可向开户网点查询；不知道的不填。",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    bank_account = forms.CharField(
        label="账号",
        max_length=40,
        help_text="12 至 19 位数字，可以带空格。保存后只显示末四位。",
        error_messages={"required": "请填写账号。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    consented = forms.BooleanField(label="", error_messages={"required": "未经本人单独同意，不能登记收款账户。"})

    def __init__(self, *args, payment, is_own, banks, doubts, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment, self.doubts_about = payment, doubts
        self.doubts: list[str] = []
        field = self.fields["bank"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = banks
        text = TEXTS[ConsentKind.BANK]
        self.fields["consented"].label = text if is_own else f"本人已作如下单独同意：{text}"
        if self.is_bound and self.data.get("doubtful"):
            self.fields["checked"] = self._checked()

    @staticmethod
    def _checked():
        return forms.BooleanField(label="已对照银行卡、存折逐项核对，填写无误", required=False, initial=False)

    def clean_account_name(self):
        """The person's own name, as the rule reads it."""
        name = self.cleaned_data["account_name"].strip()
        if refusal := refuse_account_of_another(self.payment, account_name=name):
            raise forms.ValidationError(refusal.message + refusal.remedy, code=refusal.ground)
        return name

    def clean_cnaps(self):
        """Twelve digits, or nothing."""
        code = plain(self.cleaned_data["cnaps"])
        if code and not is_well_formed(code):
            raise forms.ValidationError("联行号为 12 位数字；不知道的可以不填。", code="cnaps")
        return code

    def clean_bank_account(self):
        """Digits, twelve to nineteen of them."""
        digits = plain(self.cleaned_data["bank_account"]).replace("-", "")
        if not (digits.isascii() and digits.isdigit()):
            raise forms.ValidationError("账号只能是数字，请核对后重新填写。", code="not_digits")
        if not 12 <= len(digits) <= 19:
            raise forms.ValidationError(f"账号为 12 至 19 位数字，现为 {len(digits)} 位，请核对。", code="length")
        return digits

    def clean(self):
        """Doubts are told once; whoever has looked again may go on."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        self.doubts = self.doubts_about(
            self.payment,
            account_name=cleaned["account_name"],
            bank=cleaned["bank"],
            cnaps_code=cleaned["cnaps"],
            bank_account=cleaned["bank_account"],
        )
        if self.doubts and not cleaned.get("checked"):
            self.fields.setdefault("checked", self._checked())
            self.add_error("checked", "有可能有误之处，请逐项核对后勾选，再登记一次。")
        return cleaned

    @property
    def given(self):
        """What the act is handed."""
        return {key: self.cleaned_data[key] for key in ("account_name", "bank", "branch", "cnaps", "bank_account")}


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
