"""发放批次、回执、追回、银行文件格式."""

from decimal import Decimal

from django import forms

from common.day_fields import DayField
from honours.forms.payments import ChosenPayments
from honours.models import TOKENS, Bank, BankLayout
from honours.receipts import MOST_BYTES
from honours.states import (
    NEEDED_OF_A_RETURN,
    ColumnSource,
    ConflictKind,
    LayoutKind,
    ReturnField,
    Settlement,
)

DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PrepareForm(ChosenPayments):
    """编制: the payments, and the layout the bank's file will have."""

    layout = forms.ModelChoiceField(
        label="银行文件格式",
        queryset=BankLayout.objects.none(),
        empty_label=None,
        error_messages={"required": "请选择银行文件格式。", "invalid_choice": "所选格式已停用，请重新选择。"},
    )

    def __init__(self, *args, layouts, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["layout"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = layouts


class BankReturnForm(forms.Form):
    """银行回执: the file, and by which layout it is read."""

    layout = forms.ModelChoiceField(label="认读格式", queryset=BankLayout.objects.none(), empty_label=None)
    file = forms.FileField(
        label="回执文件",
        help_text="银行提供的 CSV、TXT 或者 XLSX 文件，原样上传，不要改动。",
        error_messages={"required": "请选择回执文件。", "empty": "该文件是空的，请检查后重新上传。"},
    )

    def __init__(self, *args, layouts, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["layout"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = layouts

    def clean_file(self):
        """Small enough to be looked at at once."""
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("该文件超过 10 MB，不像一个批次的回执，请核对后重新上传。", code="too_large")
        return upload


class RecoveryForm(forms.Form):
    """追回到账."""

    amount = forms.DecimalField(
        label="到账金额（元）",
        max_digits=10,
        decimal_places=2,
        min_value=Decimal("0.01"),
        error_messages={"required": "请填写到账金额。", "invalid": "请填写金额，如 1000.00。"},
    )
    received_on = DayField(
        label="到账日期",
        widget=DAY,
        error_messages={"required": "请填写到账日期。", "invalid": "请按年-月-日填写到账日期。"},
    )
    reference = forms.CharField(
        label="凭证号", max_length=60, error_messages={"required": "请填写银行流水号或者收据号。"}
    )
    note = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RefundForm(forms.Form):
    """退还追回款."""

    paid_on = DayField(
        label="退还日期",
        widget=DAY,
        error_messages={"required": "请填写退还日期。", "invalid": "请按年-月-日填写退还日期。"},
    )
    reference = forms.CharField(
        label="付款凭证号", max_length=60, error_messages={"required": "请填写付款凭证号或者银行流水号。"}
    )


class TaxCorrectionForm(forms.Form):
    """税款更正."""

    on = DayField(label="更正日期", widget=DAY, error_messages={"required": "请填写更正日期。"})
    reference = forms.CharField(
        label="更正凭证", max_length=120, error_messages={"required": "请填写更正申报的凭证号。"}
    )


class SettlementForm(forms.Form):
    """处理回执冲突."""

    settlement = forms.ChoiceField(
        label="查询结果", widget=forms.RadioSelect, error_messages={"required": "请选择查询结果。"}
    )
    note = forms.CharField(
        label="查询情况",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="写明何时向银行哪一部门查询、凭证号；重复付款的写明多付款项退回的凭证。",
        error_messages={"required": "请填写查询情况。"},
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["settlement"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (value, label)
            for value, label in Settlement.choices
            if kind == ConflictKind.PAID_AFTER_FAILED or value != Settlement.SURPLUS_BACK
        ]


class BankForm(forms.ModelForm):
    """开户银行."""

    class Meta:
        model = Bank
        fields = ("name", "cnaps_head", "position", "is_offered")
        help_texts = {
            "cnaps_head": "联行号开头的行别代码，如中国工商银行为 102；填写后据以核对本人所填的联行号。",
            "position": "本人选择开户银行时的排列次序，数字小的在前。",
            "is_offered": "不再代发的取消勾选；已经登记的账户不受影响。",
        }
        error_messages = {"name": {"required": "请填写银行名称。", "unique": "名单中已有这家银行。"}}


class LayoutForm(forms.ModelForm):
    """银行文件格式: columns a line each, so that they can be ordered without a script."""

    column_lines = forms.CharField(
        label="各栏（一行一栏，按次序）",
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text="写作“内容,栏目名称”；定长文本写作“内容,栏目名称,字节数”；固定内容写作“固定内容,栏目名称,所填内容”。内容可选："
        + "、".join(ColumnSource.labels)
        + "。",
        error_messages={"required": "请至少设置一栏。"},
    )
    return_lines = forms.CharField(
        label="回执各栏（一行一栏）",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="写作“内容,回执文件中的栏目名称”。内容可选："
        + "、".join(ReturnField.labels)
        + "；其中"
        + "、".join(field.label for field in NEEDED_OF_A_RETURN)
        + "必须设置。",
        error_messages={"required": "请设置回执各栏。"},
    )

    class Meta:
        model = BankLayout
        fields = (
            "name",
            "kind",
            "encoding",
            "delimiter",
            "has_headings",
            "header_line",
            "footer_line",
            "most_rows",
            "paid_words",
            "failed_words",
            "pending_words",
            "is_offered",
        )
        error_messages = {"name": {"required": "请填写名称。", "unique": "已有同名的格式。"}}

    field_order = (*Meta.fields[:8], "column_lines", "return_lines", *Meta.fields[8:])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        tokens = "；".join(f"{token} {words}" for token, words in TOKENS.items())
        for key in ("header_line", "footer_line"):
            self.fields[key].help_text = f"{self.fields[key].help_text}可用：{tokens}。"
        if self.instance.pk:
            self.fields["column_lines"].initial = "\n".join(
                ",".join(
                    filter(
                        None, (one.get_source_display(), one.heading, one.text or (str(one.width) if one.width else ""))
                    )
                )
                for one in self.instance.columns.order_by("position")
            )
            self.fields["return_lines"].initial = "\n".join(
                f"{one.get_field_display()},{one.heading}" for one in self.instance.return_columns.order_by("pk")
            )

    def clean_column_lines(self):
        """[(source, heading, width, text)]."""
        sources = {label: value for value, label in ColumnSource.choices}
        columns = []
        for place, (word, heading, more) in self._lines("column_lines"):
            if word not in sources:
                raise forms.ValidationError(f"第 {place} 行的内容“{word}”不认识。", code="source")
            is_width = more.isascii() and more.isdigit() and sources[word] != ColumnSource.FIXED
            columns.append((sources[word], heading, int(more[:4]) if is_width else 0, "" if is_width else more[:60]))
        if not {ColumnSource.ACCOUNT, ColumnSource.REFERENCE} <= {column[0] for column in columns}:
            raise forms.ValidationError("必须有“账号”和“业务编号”两栏，回执据此对应。", code="needed")
        return columns

    def clean_return_lines(self):
        """[(field, heading)]."""
        known = {label: value for value, label in ReturnField.choices}
        found = {}
        for place, (word, heading, _) in self._lines("return_lines"):
            if word not in known or known[word] in found:
                raise forms.ValidationError(f"第 {place} 行的内容“{word}”不认识或者重复。", code="field")
            found[known[word]] = heading
        lacking = [field.label for field in NEEDED_OF_A_RETURN if field not in found]
        if lacking:
            raise forms.ValidationError(f"还缺少：{'、'.join(lacking)}。", code="needed")
        return list(found.items())

    def clean(self):
        """A fixed width needs widths."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == LayoutKind.FIXED and any(
            not width for source, _, width, _ in cleaned.get("column_lines", ()) if source != ColumnSource.FIXED
        ):
            self.add_error("column_lines", "定长文本的各栏须写明字节数。")
        return cleaned

    def _lines(self, key):
        for place, line in enumerate(self.cleaned_data[key].splitlines(), start=1):
            if not line.strip():
                continue
            parts = [part.strip() for part in line.replace("，", ",").split(",", 2)]
            if len(parts) < 2 or not parts[1]:
                raise forms.ValidationError(f"第 {place} 行没有写栏目名称。", code="heading")
            yield place, (parts[0], parts[1][:40], parts[2] if len(parts) > 2 else "")
