"""盲评: what covers a candidate's name and unit in the texts an expert reads; pure.

A cover knows the words and says none of them. It is generous: a short form of the unit, a surname with 师傅 behind it, a
name that was pulled apart by spaces are covered too, and rather a word too many than one too few. What stands in a scan is
a picture and stays as it is; the page says so.
"""

import re
from collections.abc import Iterable

PERSON, UNIT = "候选人", "所在单位"
CALLED = ("师傅", "师父", "老师", "同志", "先生", "女士", "高工", "工程师")
ENDINGS = ("股份有限公司", "有限责任公司", "有限公司", "集团公司", "分公司", "公司", "集团", "总厂")
PLACES = ("上海市", "上海", "中国")
SHORTEST_UNIT = 3  # characters: a shorter form would cover ordinary words
BETWEEN = r"[\s·•・]*"
DIGITS = "〇一二三四五六七八九"


class Cover:
    """遮盖 for one candidate."""

    def __init__(self, name: str, units: Iterable[str]):
        names = {name, *(f"{part}{called}" for part in _parts(name) for called in CALLED)} - {""}
        forms = {form for unit in units for form in _forms(unit)}
        self._names = _pattern(names)
        self._units = _pattern(forms)

    def over(self, text: str) -> str:
        """The text with its names covered."""
        if not text:
            return text
        return self._names.sub(PERSON, self._units.sub(UNIT, text))

    def over_all(self, content):
        """The same for everything in a mapping or list; keys stay."""
        if isinstance(content, dict):
            return {key: self.over_all(value) for key, value in content.items()}
        if isinstance(content, list):
            return [self.over_all(value) for value in content]
        return self.over(content) if isinstance(content, str) else content


class _Open(Cover):
    """Nothing is covered: the round is not blind."""

    def __init__(self):
        super().__init__("", ())

    def over(self, text: str) -> str:
        """As it stands."""
        return text


def ordinal(number: int) -> str:
    """一, 二 … 十, 十一 …; figures from a hundred on."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def _parts(name: str) -> set[str]:
    """Surname and given name, as colleagues use them before a title."""
    return {name[:1], name[:2], name[1:], name[2:]} - {""} if len(name) > 1 else set()


def _forms(unit: str) -> set[str]:
    """A unit's name and the shorter ways to say it."""
    forms = {unit.strip()}
    for ending in ENDINGS:
        forms |= {form.removesuffix(ending) for form in forms}
    forms |= {re.sub(r"[（(].*?[）)]", "", form) for form in forms}
    for place in PLACES:
        forms |= {form.removeprefix(place) for form in forms}
    return {form for form in forms if len(form) >= SHORTEST_UNIT}


def _pattern(words: Iterable[str]) -> re.Pattern:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    said = [BETWEEN.join(_letter(one) for one in word if not one.isspace()) for word in ordered]
    return re.compile("|".join(said) if said else r"(?!)", re.IGNORECASE)


def _letter(letter: str) -> str:
    """Round brackets and the dot of a name in both widths."""
    if letter in "（(":
        return "[（(]"
    if letter in "）)":
        return "[）)]"
    return r"[\s·•・．.]*" if letter in "·•・．" else re.escape(letter)


OPEN = _Open()
