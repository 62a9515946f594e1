"""Parsing of this room: filters, searches, and the words and numbers an act needs."""

import unicodedata

from django import forms

from common.day_fields import DayField
from honours.states import Ground, MedalState
from nominations.consents import TEXTS
from nominations.states import ConsentKind
from seasons.states import TaxTreatment

EVERYTHING = ("", "全部")
CERTIFICATE_COURSES = {"owed": "待制证", "pressed": "已制证", "problem": "未能制证", "revoked": "已撤销"}
AWARD_COURSES = {"owed": "待发放", "handed": "已发放", "recalled": "要求交回", "returned": "已交回"}
MEDAL_COURSES = {"none": "未推荐", **dict(MedalState.choices)}


def offer(form, key, choices):
    """Set the choices of a field that are known only when the page is asked for."""
    field = form.fields[key]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def plain(text):
    """Half-width and without spaces, as numbers are typed from paper."""
    return "".join(unicodedata.normalize("NFKC", text).split())


# --- public ----------------------------------------------------------------------------------------------------------


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


# --- office ----------------------------------------------------------------------------------------------------------


class SeasonFilter(forms.Form):
    """年度; further filters are added by each list."""

    season = forms.ChoiceField(label="年度", required=False)
    words = forms.CharField(label="姓名或编号", required=False, max_length=60)
    course = forms.ChoiceField(label="情况", required=False)

    def __init__(self, *args, seasons, courses=None, extra=None, by_words=True, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "season", seasons)
        if not by_words:
            del self.fields["words"]
        if courses is None:
            del self.fields["course"]
        else:
            offer(self, "course", [EVERYTHING, *courses])
        for key, (label, choices) in (extra or {}).items():
            self.fields[key] = forms.ChoiceField(label=label, required=False, choices=[EVERYTHING, *choices])

    @property
    def asked(self):
        """The conditions that are understood, besides the season."""
        self.is_valid()
        return {key: value for key, value in self.cleaned_data.items() if key != "season"}


class ConfirmedNames(forms.Form):
    """The numbers of those whose naming was confirmed."""

    names = forms.CharField(widget=forms.HiddenInput)

    def clean_names(self):
        """As a list."""
        return self.cleaned_data["names"].split()


class HandOverForm(forms.Form):
    """发放: the day, and who received where it was not the craftsman."""

    issue = forms.TypedMultipleChoiceField(coerce=int, widget=forms.MultipleHiddenInput)
    on = DayField(
        label="发放日期",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "请填写发放日期。", "invalid": "请按年-月-日填写发放日期。"},
    )
    to = forms.CharField(
        label="领取人", max_length=60, required=False, help_text="本人领取的不填；由他人代领的写明代领人。"
    )

    def __init__(self, *args, issues, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "issue", [(issue.pk, str(issue.pk)) for issue in issues])


class DayForm(forms.Form):
    """交回日期."""

    on = DayField(
        label="交回日期",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "请填写交回日期。", "invalid": "请按年-月-日填写交回日期。"},
    )


class MedalForm(forms.Form):
    """推荐依据."""

    basis = forms.CharField(
        label="推荐依据",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="写明符合上海市五一劳动奖章哪一项条件、依据的文件和征求意见的情况。推荐另行审定，不随命名自动授予。",
        error_messages={"required": "请填写推荐依据。"},
    )


class MedalOutcomeForm(forms.Form):
    """奖章评定结果."""

    state = forms.ChoiceField(
        label="结果", choices=[choice for choice in MedalState.choices if choice[0] != MedalState.PROPOSED]
    )
    document_number = forms.CharField(label="授予文号", max_length=60, required=False, help_text="登记授予时必填。")


class CaseForm(forms.Form):
    """找到要认定的申报."""

    number = forms.CharField(
        label="申报编号",
        max_length=20,
        help_text="形如 202600001。",
        error_messages={"required": "请填写申报编号。"},
    )

    def clean_number(self):
        """As printed, however typed."""
        return plain(self.cleaned_data["number"])


class FindingFilter(forms.Form):
    """查实认定的筛选."""

    words = forms.CharField(label="姓名或文号", required=False, max_length=60)


class FindingForm(forms.Form):
    """查实认定: facts, hearing, decision and whom to ban."""

    ground = forms.ChoiceField(label="事由", choices=Ground.choices)
    facts = forms.CharField(
        label="查实情况",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "请写明查实的事实和证据。"},
    )
    heard = forms.CharField(
        label="当事人陈述和申辩",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="当事人放弃陈述的，写明“已告知，当事人未作陈述”。",
        error_messages={"required": "请写明当事人的陈述和申辩。"},
    )
    decision_number = forms.CharField(label="决定文号", max_length=60, error_messages={"required": "请填写决定文号。"})
    ban_person = forms.BooleanField(label="对个人禁报", required=False)
    ban_unit = forms.BooleanField(label="对单位禁报", required=False)

    def clean(self):
        """Somebody is banned: 不再接受该单位或个人的申报."""
        cleaned = super().clean() or {}
        if not (cleaned.get("ban_person") or cleaned.get("ban_unit")):
            self.add_error("ban_person", "请至少选择对个人或对单位禁报中的一项。")
        return cleaned


class ConfirmedFinding(FindingForm):
    """The same, carried through the page that asks once more."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.HiddenInput()


# --- money -----------------------------------------------------------------------------------------------------------


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
