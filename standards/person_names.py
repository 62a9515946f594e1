"""姓名: names as people write them, brought into one form and never mangled.

Han characters of every extension are kept (GB 18030-2022 was made for names), the dot in minority names becomes
U+00B7 whatever look-alike was typed, and lengths are counted in code points.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

DOT = "·"
LONGEST = 50

_LOOK_ALIKES = "‧•・∙⋅●．･᛫⸱⦁◦․"
_HAN_RANGES = (
    (0x3007, 0x3007),  # 〇
    (0x3400, 0x4DBF),  # Ext. A
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),  # the dozen compatibility forms that are characters of their own survive NFC
    (0x20000, 0x2A6DF),  # Ext. B
    (0x2A700, 0x2EE5D),  # Ext. C to F and I
    (0x2F800, 0x2FA1F),
    (0x30000, 0x3347F),  # Ext. G, H and J
)
_HAN = "".join(f"{chr(first)}-{chr(last)}" for first, last in _HAN_RANGES)
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_FULL_WIDTH = {code: code - 0xFEE0 for code in [*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]}
_DOTS = re.compile(rf"\s*[{DOT}{_LOOK_ALIKES}]\s*")
_STOP_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s*\.\s*(?=[{_HAN}])")
_SPACE_AT_HAN = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}])")
_ALLOWED = re.compile(rf"[{_HAN}{_LATIN}{DOT}'’. -]")
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def normalised_name(text: str) -> str:
    """The form in which names are stored, searched and compared; refuses nothing.

    Spaces set between Han characters to align a list (王　芳) go; one ordinary space stays between Latin words.
    """
    name = unicodedata.normalize("NFC", text).translate(_FULL_WIDTH)
    name = _DOTS.sub(DOT, name)
    name = _STOP_BETWEEN_HAN.sub(DOT, name)
    name = re.sub(r"[^\S\r\n\t\v\f\x1c-\x1f\x85\u2028\u2029]+", " ", name).strip(" ")
    return _SPACE_AT_HAN.sub("", name)


def checked_person_name(text: str) -> str:
    """The name in normal form."""
    name = normalised_name(text)
    if not name.strip():
        _refuse("empty", "请填写姓名，不能只有空格。" if text else "请填写姓名。")
    for one in name:
        if not _ALLOWED.match(one):
            _refuse_character(one)
    if DOT * 2 in name or name[0] == DOT or name[-1] == DOT:
        _refuse("dot", "姓名中的间隔号“·”应在两个字之间且不连用，请改正。")
    if not re.search(rf"[{_HAN}{_LATIN}]", name):
        _refuse("empty", "姓名中没有文字，请按身份证件填写。")
    if len(name) < 2:
        _refuse("short", "姓名至少两个字，请按身份证件填写全名。")
    if len(name) > LONGEST:
        _refuse("long", f"姓名最多{LONGEST}个字，现为{len(name)}个字，请核对是否误填了其他内容。")
    return name


def _refuse(code, sentence):
    raise ValidationError(sentence, code=code)


def _refuse_character(one):
    point = f"U+{ord(one):04X}"
    category = unicodedata.category(one)
    if category in {"Cf", "Cc", "Zl", "Zp"} or _VARIATION.match(one):
        _refuse("invisible", f"姓名中有不可见字符（{point}），多由复制粘贴带入，请删去后手工输入。")
    if category == "Co":
        _refuse("private", f"姓名中有自造字（{point}），其他设备无法显示，请改用国家标准编码的字，或与市总联系。")
    if category in {"So", "Sk", "Cs"}:
        _refuse("symbol", f"姓名中有表情或图形符号（{point}），请删去。")
    if category == "Cn":
        _refuse("unknown", f"姓名中有尚未编码的字符（{point}），请改用国家标准编码的字，或与市总联系。")
    if one.isdigit():
        _refuse("digit", f"姓名中有数字“{one}”，请按身份证件填写。")
    _refuse("character", f"姓名中有不能使用的字符“{one}”（{point}），请按身份证件填写汉字或拉丁字母。")


_BRACKETS = re.compile(r"\([^()]*\)")
_BETWEEN_NAMES = re.compile("[、,;/|\n]")
_NEVER_COMPARED = re.compile(f"[ \t\r\f\v{DOT}{_LOOK_ALIKES}.'’-]")
_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}


def name_key(text: str) -> str:
    """A name as far as two ways of writing it are the same: no spaces, no dots, one width, one case."""
    text = unicodedata.normalize("NFKC", text)
    return _NEVER_COMPARED.sub("", text.replace("\n", "")).translate(_UPPER)


def names_in(text: str) -> set[str]:
    """The keys of the names written in one column, 张三（高级工）、李四; what stands in brackets is no name.

    The database has the same reading (``reviews_names_in``); a test compares the two.
    """
    text = _BRACKETS.sub("", unicodedata.normalize("NFKC", text))
    return {key for part in _BETWEEN_NAMES.split(text) if (key := name_key(part))}
