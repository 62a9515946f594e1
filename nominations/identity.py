"""身份与代码: the numbers and names of a dossier in normal form, or the fault beside its field.

Asked by the form, so that the fault stands beside the field, and by the act, so that no other way in goes round it.
"""

import unicodedata

from django.core.exceptions import ValidationError

from nominations.states import DocumentKind, Sex
from standards import gb11643, gb32100, person_names

_BY_WORDS = {
    "居民身份证": DocumentKind.RESIDENT,
    "外国人永久居留身份证": DocumentKind.FOREIGN_PERMANENT,
}


def checked_name(text):
    """姓名 (GB 18030-2022)."""
    return _beside("name", person_names.checked_person_name, text)


def checked_identity(document_kind, text, *, today=None):
    """证件号码 (GB 11643), which must belong to the kind of document chosen."""
    number = _beside("identity_number", gb11643.checked_identity_number, text, today=today)
    found = _BY_WORDS.get(gb11643.document_words(number), DocumentKind.HONG_KONG_MACAO_TAIWAN)
    if found != document_kind:
        chosen = DocumentKind(document_kind).label
        raise ValidationError(
            {"document_kind": f"所填号码是{gb11643.document_words(number)}的号码，所选类别为{chosen}，请改正其中一项。"}
        )
    return number


def checked_unit_code(text, override=""):
    """单位统一社会信用代码 (GB 32100); a registered code that fails the check is kept with a reason."""
    try:
        return gb32100.checked_credit_code(text)
    except ValidationError as error:
        if error.code == "check_digit" and override.strip():
            return gb32100.normalised(text)
        hint = "确为登记机关发放的代码的，请填写校验例外的理由。" if error.code == "check_digit" else ""
        raise ValidationError({"unit_code": ValidationError(error.message + hint, code=error.code)}) from error


def checked_phone(text):
    """手机号: eleven digits of the mainland; empty stays empty."""
    digits = "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "").removeprefix("+86")
    if digits and not (len(digits) == 11 and digits.isascii() and digits.isdigit() and digits[0] == "1"):
        raise ValidationError("手机号应为11位数字，以1开头，请核对。", code="phone")
    return digits


def told_by(number):
    """What a checked number says about sex, birth and nationality."""
    return {
        "sex": Sex.MALE if gb11643.sex(number) == "男" else Sex.FEMALE,
        "birth_date": gb11643.birth_date(number),
        "is_chinese": not gb11643.is_foreign(number),
    }


def check_order(birth_date, work_years, line_years, *, today):
    """Dates and years that contradict each other; never a bound on age or years themselves (沪工总经〔2015〕260号 三(一))."""
    if birth_date and birth_date > today:
        raise ValidationError({"birth_date": "出生日期晚于今天，请核对。"})
    if None not in (work_years, line_years) and line_years > work_years:
        raise ValidationError({"line_years": "一线工作年限不应长于工作年限，请核对这两项。"})


def check_length(field, text, limit):
    """字数 by code points."""
    if len(text) > limit:
        raise ValidationError({field: f"不超过{limit}字，现为{len(text)}字，请删减{len(text) - limit}字。"})


def _beside(field, check, text, **options):
    try:
        return check(text, **options)
    except ValidationError as error:
        raise ValidationError({field: error}) from error
