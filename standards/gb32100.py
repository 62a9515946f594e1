"""统一社会信用代码 (GB 32100-2015): eighteen characters, of which the last is a check character.

The first character is the registering authority: 8 is a trade union (81 基层工会, 89 其他). Some registered codes
fail the check; ``code="check_digit"`` lets staff accept exactly those with a reason.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
AUTHORITIES = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "市场监管",
    "A": "中央军委改革和编制办公室",
    "N": "农业",
    "Y": "其他",
}
_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_LIKELY = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}


def normalised(text: str) -> str:
    """Half-width capitals and digits, nothing around them."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to the first seventeen; a value of 31 counts as 0."""
    total = sum(ALPHABET.index(one) * weight for one, weight in zip(first_seventeen, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def corrected(code: str) -> str:
    """The code with the check character its first seventeen ask for: one subject, however the last one was registered."""
    code = normalised(code)
    if len(code) != 18 or set(code) - set(ALPHABET):
        return code
    return code[:17] + check_character(code[:17])


def checked_credit_code(text: str) -> str:
    """The code in normal form."""
    code = normalised(text)
    if not code:
        _refuse("empty", "请填写统一社会信用代码。")
    if re.fullmatch(r"\d(\.\d+)?E\+?\d+|\d+\.0+", code):
        _refuse("spreadsheet", f"统一社会信用代码“{code}”已被电子表格改成数值，请把单元格设为文本格式后重新填写。")
    if any(one.isspace() for one in code):
        _refuse("space", "统一社会信用代码中间有空格，请去掉空格后填写连续的18位代码。")
    for position, one in enumerate(code, start=1):
        if one in _LIKELY:
            _refuse(
                "letter",
                f"统一社会信用代码第{position}位是“{one}”，代码不使用字母I、O、Z、S、V，请核对是否应为“{_LIKELY[one]}”。",
            )
        if one not in ALPHABET:
            shown = f"“{one}”" if one.isprintable() else f"不可见字符（U+{ord(one):04X}）"
            _refuse("character", f"统一社会信用代码第{position}位是{shown}，只能填写数字和大写字母，请改正。")
    if len(code) != 18:
        _refuse("length", f"统一社会信用代码应为18位，现为{len(code)}位，请对照登记证书补全或改正。")
    if code[0] not in AUTHORITIES:
        _refuse("authority", f"统一社会信用代码的首位“{code[0]}”不是登记管理部门代码，请对照登记证书核对。")
    if not code[2:8].isdigit():
        _refuse("region", f"统一社会信用代码的第3至8位“{code[2:8]}”应为行政区划代码的6位数字，请对照登记证书核对。")
    if check_character(code[:17]) != code[17]:
        _refuse("check_digit", "统一社会信用代码的校验位不符，其中至少有一位填错，请对照登记证书逐位核对。")
    return code


def _refuse(code, sentence):
    raise ValidationError(sentence, code=code)


def is_union(code: str) -> bool:
    """Whether a checked code was given to a trade union."""
    return code[0] == "8"
