"""公民身份号码 (GB 11643-1999): eighteen characters, of which the last is a check character.

Residence permits of people from Hong Kong, Macao and Taiwan use the same form under the address codes 810000,
820000 and 830000; permanent residence cards of foreigners issued since December 2023 use it with a first digit 9.
"""

import datetime
import re
import unicodedata

from django.core.exceptions import ValidationError

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71".split()
)
_RESIDENCE_PERMITS = {"810000": "香港", "820000": "澳门", "830000": "台湾"}
_SPREADSHEET = re.compile(r"\d(\.\d+)?E\+?\d+|\d+\.0+")
_EARLIEST = datetime.date(1870, 1, 1)


def normalised(text: str) -> str:
    """Half-width digits, a capital X, nothing around it."""
    return unicodedata.normalize("NFKC", text).strip().upper()


def check_character(first_seventeen: str) -> str:
    """The eighteenth character that belongs to the first seventeen digits."""
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first_seventeen, _WEIGHTS, strict=True)) % 11]


def widened(text: str) -> str:
    """A number of fifteen digits, as documents bore it before 1999, in its eighteen; anything else in normal form."""
    number = "".join(normalised(text).split())
    if not re.fullmatch(r"[0-9]{15}", number):
        return number
    seventeen = f"{number[:6]}19{number[6:]}"
    return seventeen + check_character(seventeen)


def checked_identity_number(text: str, *, today: datetime.date | None = None) -> str:
    """The number in normal form; with ``today``, a birth in the future is refused as well."""
    number = normalised(text)
    _refuse_what_is_not_a_number(number)
    if not _is_known_address(number):
        _refuse("address", f"证件号码的前6位“{number[:6]}”不是有效的地址码，请对照证件核对。")
    born = _date_in(number)
    if born is None or born < _EARLIEST or (today is not None and born > today):
        _refuse("birth", f"证件号码中的出生日期“{number[6:14]}”不是有效的日期，请对照证件核对第7至14位。")
    if check_character(number[:17]) != number[17]:
        lost = "号码以000结尾，可能是电子表格丢失了末尾几位，" if number.endswith("000") else ""
        _refuse("check_digit", f"证件号码的校验位不符，其中至少有一位填错，{lost}请对照证件逐位核对。")
    return number


def _refuse_what_is_not_a_number(number):
    if not number:
        _refuse("empty", "请填写证件号码。")
    if _SPREADSHEET.fullmatch(number):
        _refuse(
            "spreadsheet",
            f"证件号码“{number}”已被电子表格改成数值，丢失了末尾几位，请把单元格设为文本格式后重新填写完整的18位号码。",
        )
    if any(one.isspace() for one in number):
        _refuse("space", "证件号码中间有空格，请去掉空格后填写连续的18位号码。")
    if re.fullmatch(r"[0-9]{15}", number):
        _refuse("fifteen", "15位身份证号码已停止使用，请填写现行居民身份证上的18位号码。")
    if re.fullmatch(r"[A-Z]{3}[0-9]{12}", number):
        _refuse(
            "former_foreign",
            "这是旧版外国人永久居留身份证的15位号码，本平台按18位号码核对，请填写换发后的证件上的18位号码；"
            "尚未换发的，请先向出入境管理机构申请换发。",
        )
    for position, one in enumerate(number, start=1):
        if one not in "0123456789" and not (one == "X" and position == len(number)):
            shown = f"“{one}”" if one.isprintable() else f"不可见字符（U+{ord(one):04X}）"
            _refuse("character", f"证件号码第{position}位是{shown}，只能填写数字，末位可以是X，请改正。")
    if len(number) != 18:
        _refuse("length", f"证件号码应为18位，现为{len(number)}位，请对照证件补全或改正。")


def _refuse(code, sentence):
    raise ValidationError(sentence, code=code)


def _is_known_address(number):
    if number[0] == "9":  # 9, province of application, nationality in three digits
        return number[1:3] in _PROVINCES
    if number[0] == "8":
        return number[:6] in _RESIDENCE_PERMITS
    return number[:2] in _PROVINCES


def _date_in(number):
    try:
        return datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def birth_date(number: str) -> datetime.date:
    """The date of birth in a checked number."""
    return datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def sex(number: str) -> str:
    """男 for an odd seventeenth digit, 女 for an even one."""
    return "男" if int(number[16]) % 2 else "女"


def document_words(number: str) -> str:
    """Which document a checked number belongs to."""
    if number[0] == "9":
        return "外国人永久居留身份证"
    if number[:6] in _RESIDENCE_PERMITS:
        return f"{_RESIDENCE_PERMITS[number[:6]]}居民居住证"
    return "居民身份证"


def is_foreign(number: str) -> bool:
    """Whether a checked number is that of a foreign permanent resident (国籍 is then not Chinese)."""
    return number[0] == "9"


def warnings(number: str, *, sex_filled: str = "", born_filled: datetime.date | None = None) -> list[str]:
    """Where the form and a checked number disagree: to be looked at, never a reason to refuse."""
    found = []
    if sex_filled and sex_filled != sex(number):
        found.append(f"所填性别为{sex_filled}，证件号码第17位表示{sex(number)}，请核对。")
    if born_filled and born_filled != birth_date(number):
        born = birth_date(number)
        found.append(
            f"所填出生日期为{born_filled.year}年{born_filled.month}月{born_filled.day}日，"
            f"证件号码表示{born.year}年{born.month}月{born.day}日，请核对。"
        )
    return found
