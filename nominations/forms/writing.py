"""填写: how one section is typed, kept, compared and handed to the act, the same for columns, statements and rows.

``typed`` is what stands in the fields, word for word, right or wrong: it is what a working copy keeps. Numbers that
identify a person are typed but never kept.
"""

from dataclasses import dataclass

from nominations import dossier
from nominations.content import plain
from nominations.forms.achievements import AchievementForm, achievement_rows, blank_row
from nominations.forms.dossier import SectionForm, StatementsForm
from nominations.states import AchievementKind
from seasons.states import Indicator

NEVER_KEPT = ("identity_number", "phone")
SAVED, TYPED, BOTH = "saved", "typed", "both"


@dataclass(frozen=True)
class Difference:
    """One field in which the saved section and the typed one differ, each in words."""

    name: str
    label: str
    saved: str
    typed: str
    may_be_both: bool = False


class Columns:
    """A section of columns."""

    template = "section"

    def __init__(self, nomination, section, *, today):
        self.nomination, self.section, self.today = nomination, section, today
        self.names = [name for name in section.fields if name not in NEVER_KEPT]
        self.limits = dossier.limits_of(nomination.rulebook)

    def saved(self):
        """The section as a page newly opened would send it."""
        form = self.form()
        return {name: _as_posted(form[name].value()) for name in self.names}

    def typed(self, post):
        """What was typed, without the numbers that are never kept."""
        return {name: _as_posted(post.get(name, "")) for name in self.names}

    def posted(self, typed, post=None):
        """What was typed as a form is given it; the numbers come from the post itself."""
        return typed | {name: post.get(name, "") for name in NEVER_KEPT if post and name in self.section.fields}

    def form(self, post=None, *, typed=None):
        """The form as saved, as posted, or as it was typed before."""
        return SectionForm(post, instance=self.nomination, initial=typed, section=self.section, today=self.today)

    def parts(self, form):
        """What the act is given."""
        return {"fields": form.cleaned_data}

    def differences(self, saved, typed):
        """Field by field, where saved and typed say different things."""
        form = self.form()
        return [
            Difference(name, form.fields[name].label, _words(form, name, saved[name]), _words(form, name, typed[name]))
            for name in self.names
            if typed.get(name, "") != saved[name]
        ]

    def chosen(self, saved, typed, choices):
        """One section out of both, as was chosen field by field."""
        return typed | {name: saved[name] for name in self.names if choices.get(name) == SAVED}


class Statements(Columns):
    """四个方面陈述."""

    template = "statements"

    def __init__(self, nomination, section, *, today):
        super().__init__(nomination, section, today=today)
        self.names = [indicator.value for indicator in Indicator]
        self.limits = dict.fromkeys(self.names, nomination.rulebook.statement_characters)

    def form(self, post=None, *, typed=None):
        """The form as saved, as posted, or as it was typed before."""
        return StatementsForm(post, nomination=self.nomination, initial=typed)

    def parts(self, form):
        """What the act is given."""
        return {"fields": {}, "statements": form.cleaned_data}


class Achievements(Columns):
    """业绩: the rows are one field, chosen whole or put together."""

    template = "achievements"
    names = ("rows",)

    def __init__(self, nomination, section, *, today):
        super().__init__(nomination, section, today=today)
        self.names = ["rows"]

    def saved(self):
        """The rows without what is empty."""
        rows = self.nomination.achievements.values(*dossier.ACHIEVEMENT_COLUMNS)
        return {"rows": [_row({name: plain(value) for name, value in row.items()}) for row in rows]}

    def typed(self, post):
        """The rows in the order of the page; a card from which everything was taken is no row."""
        total = post.get("row-TOTAL_FORMS", "")
        rows = [
            _row({name: post.get(f"row-{place}-{name}", "") for name in dossier.ACHIEVEMENT_COLUMNS})
            for place in range(min(int(total), 1000) if total.isascii() and total.isdigit() else 0)
        ]
        return {"rows": [row for row in rows if set(row) - {"kind"}]}

    def posted(self, typed, post=None):
        """The rows as a formset is given them."""
        fields = {
            f"row-{place}-{name}": value for place, row in enumerate(typed["rows"]) for name, value in row.items()
        }
        return fields | {"row-TOTAL_FORMS": len(typed["rows"]), "row-INITIAL_FORMS": 0}

    def form(self, post=None, *, typed=None):
        """The rows as saved, as posted, or as they were typed before."""
        return achievement_rows(post, initial=() if post is not None else (typed or self.saved())["rows"])

    def parts(self, form):
        """What the act is given."""
        return {"fields": {}, "achievements": form.rows()}

    def differences(self, saved, typed):
        """All rows at once."""
        if saved["rows"] == typed["rows"]:
            return []
        return [Difference("rows", self.section.title, _rows_words(saved), _rows_words(typed), may_be_both=True)]

    def chosen(self, saved, typed, choices):
        """One list, the other, or all rows of both."""
        choice = choices.get("rows")
        if choice == SAVED:
            return saved
        if choice == BOTH:
            return {"rows": saved["rows"] + [row for row in typed["rows"] if row not in saved["rows"]]}
        return typed


WRITTEN = {"statements": Statements, "achievements": Achievements}
NOT_WRITTEN = ("photo", "evidence", "promises")


def writing_of(nomination, section, *, today):
    """How this section is written; None where nothing is typed into it."""
    if not section.fields and section.key not in WRITTEN:
        return None
    return WRITTEN.get(section.key, Columns)(nomination, section, today=today)


def with_row(typed, kind):
    """The rows with an empty card of a kind more."""
    return {"rows": [*typed["rows"], {"kind": kind}]} if kind in AchievementKind.values else typed


def blank_rows():
    """An empty card of each kind."""
    return {kind.value: blank_row(kind.value) for kind in AchievementKind}


def _as_posted(value):
    if value is None or value is False:
        return ""
    if value is True:
        return "on"
    return str(value if isinstance(value, str | int) else plain(value)).replace("\r\n", "\n")


def _row(values):
    return {name: text for name, value in values.items() if (text := _as_posted(value)).strip()}


def _words(form, name, value):
    field = form.fields[name]
    if hasattr(field, "choices"):
        return next((str(label) for one, label in field.choices if str(one) == value and value), "")
    if field.widget.input_type == "checkbox" if hasattr(field.widget, "input_type") else False:
        return "是" if value else "否"
    return value


def _rows_words(typed):
    lines = []
    for row in typed["rows"]:
        form = AchievementForm(initial=row)
        told = [f"{form.fields[name].label}：{row[name]}" for name in form.fields if name != "kind" and name in row]
        lines.append(f"{form.kind_words}　{'，'.join(told)}")
    return "\n".join(lines)
