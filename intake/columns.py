"""栏目: the columns of a list, derived from the sections of the dossier and the labels of the models.

There is no second list of fields: a column added to a section of the dossier is a column of the workbook.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from django import forms

from common.dates import today
from intake.asking import AchievementRowForm
from nominations import dossier
from nominations.forms.dossier import SectionForm
from nominations.models import Nomination
from privacy.masks import masked_identity, masked_phone
from seasons.states import Indicator

NEEDED = ("name", "document_kind", "identity_number", "unit_name", "unit_code")  # without these nothing can be opened
MASKS = {"identity_number": masked_identity, "phone": masked_phone}
DIGITS = ("number", "certificate", "code", "phone")  # what a spreadsheet must not take for an amount
YES, NO = "是", "否"
STATEMENT = "statement."


@dataclass(frozen=True)
class Column:
    """One column: its key, its head, what kind of thing stands in it, and what it may be."""

    key: str
    label: str
    section: str
    kind: str  # text, long, choice, yes_no, whole, day
    choices: tuple[tuple[str, str], ...] = ()
    limit: int | None = None
    is_needed: bool = False
    is_asked: bool = False  # needed before the dossier can be recommended
    hint: str = ""

    @property
    def keeps_digits(self):
        """证件号码、代码、电话、证书编号: text made of digits."""
        return self.kind == "text" and self.key.endswith(DIGITS)

    @cached_property
    def by_words(self):
        """The value of a choice by its words, however the width and the spaces were typed."""
        return {plain(words): value for value, words in self.choices}

    def words_of(self, value):
        """A value as people read it; numbers that identify a person masked."""
        if value in (None, ""):
            return "（空）"
        if self.key in MASKS:
            return MASKS[self.key](value)
        if self.kind == "yes_no":
            return YES if value else NO
        if self.kind == "choice":
            return dict(self.choices).get(str(getattr(value, "pk", value)), str(value))
        return str(value)

    def as_dict(self):
        """What the version of a template depends on."""
        return [self.key, self.label, self.kind, [words for _, words in self.choices], self.limit, self.is_needed]


def plain(words):
    """Two spellings of one head or choice are equal: width, spaces and the mark of a needed column do not count."""
    return "".join(unicodedata.normalize("NFKC", words).split()).strip("*＊").casefold()


def people_columns(rulebook, channel):
    """申报人选: what a section asks for in columns, and the four statements."""
    blank, found = Nomination(rulebook=rulebook, channel=channel), []
    for section in dossier.sections_of(blank):
        if section.fields:
            form = SectionForm(instance=blank, section=section, today=today())
            found += [_of_form(form[name], section, rulebook) for name in section.fields]
        if section.key == "statements":
            found += [
                Column(
                    STATEMENT + indicator,
                    indicator.label,
                    section.title,
                    "long",
                    limit=rulebook.statement_characters,
                    is_asked=True,
                )
                for indicator in Indicator
            ]
    return found


def achievement_columns(rulebook):
    """业绩: whose it is, then the columns of a row."""
    whose = Column(
        "identity_number", "证件号码", "业绩", "text", is_needed=True, hint="与“申报人选”表中的证件号码一致。"
    )
    form = AchievementRowForm()
    return [whose, *(_of_form(form[name], None, rulebook) for name in dossier.ACHIEVEMENT_COLUMNS)]


def version_of(rulebook, channel):
    """模板版本: another season, another edition or another column makes another version."""
    columns = [column.as_dict() for column in (*people_columns(rulebook, channel), *achievement_columns(rulebook))]
    text = json.dumps(columns, ensure_ascii=False)
    return f"{rulebook.season.code}-{rulebook.edition}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _of_form(bound, section, rulebook):
    field, name = bound.field, bound.name
    kind, choices = _kind_of(field)
    limit = dossier.limits_of(rulebook).get(name) or getattr(field, "max_length", None)
    return Column(
        name,
        str(field.label),
        section.title if section else "业绩",
        kind,
        choices,
        limit if kind in ("text", "long") else None,
        is_needed=name in NEEDED if section else field.required,
        is_asked=section is not None and name in section.needs,
        hint="" if name in MASKS else str(field.help_text),
    )


def _kind_of(field):
    if isinstance(field, forms.ModelChoiceField):
        return "choice", tuple((str(one.pk), str(one)) for one in field.queryset)
    if isinstance(field, forms.ChoiceField):
        return "choice", tuple((str(value), str(words)) for value, words in field.choices if value != "")
    if isinstance(field, forms.BooleanField):
        return "yes_no", (("true", YES), ("false", NO))
    if isinstance(field, forms.DateField):
        return "day", ()
    if isinstance(field, forms.IntegerField):
        return "whole", ()
    return ("long" if isinstance(field.widget, forms.Textarea) else "text"), ()
