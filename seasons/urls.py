"""Addresses of this room."""

from django.urls import path, register_converter

from seasons.forms.rulebooks import ROW_KINDS
from seasons.views import holidays, rulebooks, seasons

app_name = "seasons"


class RowsWord:
    """One of the five kinds of rows."""

    regex = "|".join(ROW_KINDS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(RowsWord, "rows")

urlpatterns = [
    path("", seasons.index, name="list"),
    path("new/", seasons.create, name="create"),
    path("holidays/", holidays.index, name="holidays"),
    path("holidays/enter/", holidays.enter, name="holiday_entry"),
    path("holidays/<int:year>/", holidays.year, name="holiday_year"),
    path("holidays/<int:year>/load/", holidays.load, name="holiday_load"),
    path("<slug:code>/", seasons.season, name="season"),
    path("<slug:code>/office/", seasons.office, name="office"),
    path("<slug:code>/current/", seasons.make_current, name="make_current"),
    path("<slug:code>/conclude/", seasons.conclude, name="conclude"),
    path("<slug:code>/extend/", seasons.extend, name="extend"),
    path("<slug:code>/draft/", rulebooks.draft, name="draft"),
    path("<slug:code>/amend/", rulebooks.amend, name="amend"),
    path("<slug:code>/rulebook/<int:edition>/", rulebooks.show, name="rulebook"),
    path("<slug:code>/rulebook/<int:edition>/edit/", rulebooks.edit, name="rulebook_edit"),
    path("<slug:code>/rulebook/<int:edition>/edit/<rows:relation>/", rulebooks.edit_rows, name="rulebook_rows"),
    path("<slug:code>/rulebook/<int:edition>/issue/", rulebooks.issue, name="rulebook_issue"),
    path("<slug:code>/rulebook/<int:edition>/discard/", rulebooks.discard, name="rulebook_discard"),
]
