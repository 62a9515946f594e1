"""What several forms of this room share."""

import unicodedata

from django import forms

EVERYTHING = ("", "全部")


def offer(form, key, choices):
    """Set the choices of a field that are known only when the page is asked for."""
    field = form.fields[key]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def plain(text):
    """Half-width and without spaces, as numbers are typed from paper."""
    return "".join(unicodedata.normalize("NFKC", text).split())
