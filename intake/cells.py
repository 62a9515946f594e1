"""单元格: what stands in one cell, brought to the words a form takes, or the fault told with what to do about it.

Nothing is guessed: where a spreadsheet has destroyed digits, or a date can be read in two ways, the cell is refused.
"""

import datetime
import math
import re
import unicodedata
from dataclasses import dataclass

from intake.columns import plain

MOST_DIGITS = 15  # a spreadsheet keeps fifteen digits of a number, the rest become 0
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]+0{1,2}:00(?::00(?:\.0+)?)?)?\.?")
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LINE = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ESCAPED = re.compile(r"_x000[dD]_")
YES_WORDS = {"是": "true", "否": "false", "true": "true", "false": "false"}


@dataclass(frozen=True)
class Read:
    """What a cell says: the words for the form, a fault, or a remark to be looked at."""

    text: str = ""
    fault: str = ""
    remark: str = ""


def is_blank(value):
    """Nothing, or nothing but spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def read(column, value) -> Read:
    """The cell of a column."""
    if is_blank(value):
        return Read()
    return _READERS.get(column.kind, _text)(column, value)


def _text(column, value):
    if isinstance(value, bool):
        return Read(fault=f"{column.label}应为文字，单元格中是逻辑值，请改正。")
    if isinstance(value, int | float):
        return _digits(column, value) if column.keeps_digits else Read(_number_words(value))
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return Read(fault=f"{column.label}被表格软件存成了日期或时间，请把单元格设为文本格式后重新填写。")
    text = _ESCAPED.sub("", value).strip()
    if _LINE.search(text):
        return Read(fault=f"{column.label}中有换行，请改为一行。")
    return Read(text)


def _digits(column, number):
    words = _number_words(number)
    if len(words.lstrip("-").split(".")[0]) > MOST_DIGITS or "E" in words:
        return Read(
            fault=f"{column.label}存成了数值，超过{MOST_DIGITS}位，末尾几位已被表格软件改成0，无法还原，"
            "请把单元格设为文本格式后重新填写完整号码。"
        )
    if "." in words:
        return Read(fault=f"{column.label}存成了带小数的数值，请把单元格设为文本格式后重新填写。")
    return Read(words, remark=f"{column.label}存成了数值，按{len(words)}位数字读取；原号码以0开头的，请改为文本格式。")


def _long(column, value):
    if isinstance(value, str):
        return Read(_ESCAPED.sub("", value).replace("\r\n", "\n").replace("\r", "\n").strip())
    return _text(column, value)


def _choice(column, value):
    words = _number_words(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
    found = column.by_words.get(plain(words))
    if found is not None:
        return Read(found)
    return Read(
        fault=f"{column.label}不在可选范围内，请填写下列之一：{'、'.join(words for _, words in column.choices)}。"
    )


def _yes_no(column, value):
    words = str(value).lower() if isinstance(value, bool) else str(value)
    found = YES_WORDS.get(plain(words))
    return Read(found) if found else Read(fault=f"{column.label}只能填写“是”或“否”，请改正。")


def _whole(column, value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**MOST_DIGITS:
        return Read(str(int(value)))
    if isinstance(value, int) and not isinstance(value, bool):
        return Read(str(value))
    text = unicodedata.normalize("NFKC", str(value)).strip()
    unit = re.fullmatch(r"(\d+)(?:\.0+)?\s*年?", text) if isinstance(value, str) else None
    if unit:
        return Read(unit[1])
    return Read(fault=f"{column.label}应为整数，请填写阿拉伯数字，不带百分号和小数。")


def _day(column, value):
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return Read(value.isoformat())
    if isinstance(value, int | float) and not isinstance(value, bool):
        words = _number_words(value)
        value = words if _PLAIN_DAY.fullmatch(words) else None
    text = unicodedata.normalize("NFKC", value).strip() if isinstance(value, str) else ""
    found = _DAY.fullmatch(text) or _PLAIN_DAY.fullmatch(text)
    try:
        return Read(datetime.date(*(int(part) for part in found.groups())).isoformat()) if found else _no_day(column)
    except ValueError:
        return Read(fault=f"{column.label}不是有效的日期，请核对年、月、日。")


def _no_day(column):
    return Read(fault=f"{column.label}无法确定是哪一天，请按“1980-01-31”的格式填写。")


def _number_words(value):
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return str(int(value)) if value.is_integer() and abs(value) < 1e21 else repr(value).upper()
    return str(value)


_READERS = {"text": _text, "long": _long, "choice": _choice, "yes_no": _yes_no, "whole": _whole, "day": _day}
