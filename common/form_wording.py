"""What every form of the portal says of a fault: which field, what is wrong, what to fill in.

Django's own sentences (这个字段是必填项。) name neither the field nor the remedy. They are replaced here, once, where a field
is bound to its form: FORM_RENDERER names this renderer, so the pages, the lists read from a workbook, the answers to a
script and the administration all say the same. A sentence that a form has worded itself is left alone.
"""

import re

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.functional import Promise

SENTENCES = {
    "invalid_choice": "所选内容不在可选范围内，请重新选择。",
    "invalid_list": "所选内容不在可选范围内，请重新选择。",
    "invalid_pk_value": "所选内容不在可选范围内，请重新选择。",
    "max_length": "最多%(limit_value)d字，现为%(show_value)d字，请删减。",
    "min_length": "至少%(limit_value)d字，现为%(show_value)d字，请补充。",
    "max_value": "不应大于%(limit_value)s，请核对。",
    "min_value": "不应小于%(limit_value)s，请核对。",
    "max_digits": "数字太长，最多%(max)s位，请核对。",
    "max_decimal_places": "小数最多%(max)s位，请核对。",
    "max_whole_digits": "数字太大，整数部分最多%(max)s位，请核对。",
    "null_characters_not_allowed": "其中有不能保存的空字符，请删去后重新填写。",
    "empty": "该文件是空的，请检查后重新上传。",
    "missing": "没有收到文件，请重新选择后上传。",
    "invalid_image": "该文件不是图片或者已经损坏，请另选一张图片。",
    "contradiction": "请在上传与删除之间只选一样。",
}
SHAPES: tuple[tuple[type[forms.Field], str], ...] = (  # the narrower class first
    (forms.DecimalField, "请填写数字，如 12.50。"),
    (forms.FloatField, "请填写数字，如 12.50。"),
    (forms.IntegerField, "请填写整数。"),
    (forms.DateTimeField, "请按“2026-01-31 17:00”的格式填写日期和时间。"),
    (forms.DateField, "请按“2026-01-31”的格式填写日期。"),
    (forms.TimeField, "请按“17:00”的格式填写时刻。"),
    (forms.EmailField, "电子邮箱的格式不对，请核对，例如 name@example.org。"),
    (forms.URLField, "网址的格式不对，请核对，例如 https://www.example.org。"),
    (forms.FileField, "没有收到文件，请重新选择后上传。"),
)
REMARK = re.compile(r"（[^（）]*）$")  # a label's remark: 各栏（一行一栏，按次序）
FILE_NAME_TOO_LONG = "文件名最多%(max)d字，请改短后重新上传。"


class WordedField(BoundField):
    """A field on its form, with the portal's sentences in place of Django's."""

    def __init__(self, form, field, name):
        super().__init__(form, field, name)
        told = field.error_messages  # the form's own copy
        for code in [code for code, sentence in told.items() if isinstance(sentence, Promise)]:
            told[code] = self._sentence(code) or told[code]
        for validator in field.validators:
            for code in _codes(validator):
                if code not in told and (sentence := self._sentence(code)):
                    told[code] = sentence
        if "unique" not in told and self._has_plain_unique():
            told["unique"] = f"已有相同的{self.label}，请核对。"

    def _sentence(self, code: str) -> str:
        if code == "required":
            return self._asked()
        if code == "max_length" and isinstance(self.field, forms.FileField):
            return FILE_NAME_TOO_LONG
        if code == "invalid":
            return next(
                (words for kind, words in SHAPES if isinstance(self.field, kind)), "格式不对，请核对后重新填写。"
            )
        return SENTENCES.get(code, "")

    def _asked(self) -> str:
        label = REMARK.sub("", str(self.label)) or "此项"
        if label.startswith("再"):  # 再输一次密码
            return f"请{label}。"
        return f"请勾选“{label}”。" if self._verb() == "勾选" else f"请{self._verb()}{label}。"

    def _verb(self) -> str:
        if isinstance(self.field, forms.FileField):
            return "上传"
        if isinstance(self.field.widget, forms.CheckboxInput):
            return "勾选"
        return "选择" if isinstance(self.field, forms.ChoiceField | forms.ModelChoiceField) else "填写"

    def _has_plain_unique(self) -> bool:
        """The model says it in Django's words: 具有 名称 的 机构 已存在。."""
        if not isinstance(self.form, forms.ModelForm):
            return False
        try:
            column = self.form._meta.model._meta.get_field(self.name)
        except FieldDoesNotExist:
            return False
        return isinstance(getattr(column, "error_messages", {}).get("unique"), Promise)


def _codes(validator) -> list[str]:
    """The codes under which a validator speaks in Django's words; one that was given its own words has none."""
    if isinstance(getattr(validator, "messages", None), dict):
        return [code for code, sentence in validator.messages.items() if isinstance(sentence, Promise)]
    return [validator.code] if isinstance(getattr(validator, "message", None), Promise) else []


class Renderer(DjangoTemplates):
    """FORM_RENDERER: Django's widgets, the portal's sentences."""

    bound_field_class = WordedField
