"""详情的说法: the particulars of an entry in the office's words, found where the domain itself words them.

The ledger stands below every room it writes about, so it asks the registry of models instead of importing one: a column
is called by its verbose name, a choice by its label.
"""

from functools import cache

from django.apps import apps

YES_NO = {True: "是", False: "否"}


def worded(value, subject_kind: str) -> str:
    """One particular as people read it; what nobody has a word for stays as it was written."""
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, dict):
        return "；".join(f"{worded(key, subject_kind)}：{worded(one, subject_kind)}" for key, one in value.items())
    if isinstance(value, list):
        return "、".join(words for one in value if (words := worded(one, subject_kind)))
    if not isinstance(value, str):
        return "" if value is None else str(value)
    words = _words_of("") | _words_of(subject_kind.partition(".")[0])
    if value in words:
        return words[value]
    return "·".join(words.get(part, part) for part in value.split(".")) if value.isascii() else value


@cache
def _words_of(app: str) -> dict[str, str]:
    """Columns, rows and choices of an app, or of all, by code; a column's own word goes before a choice of the same code."""
    models = [model for model in apps.get_models() if app in ("", model._meta.app_label)]
    fields = [field for model in models for field in model._meta.get_fields() if hasattr(field, "verbose_name")]
    rows = {
        field.name: str(field.related_model._meta.verbose_name)
        for model in models
        for field in model._meta.get_fields()
        if field.auto_created and field.one_to_many
    }
    choices = {
        code: str(label) for field in fields for code, label in field.flatchoices if isinstance(code, str) and code
    }
    columns = {field.name: str(field.verbose_name) for field in fields if not str(field.verbose_name).isascii()}
    singular = {model._meta.model_name: str(model._meta.verbose_name) for model in models}
    return rows | choices | singular | columns
