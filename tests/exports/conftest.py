"""Three filed dossiers of Xuhui, one of the society, and a way to open what came out."""

import io

import pytest
from openpyxl import load_workbook

from exports import actions
from exports.sheets import offered
from nominations.models import Nomination
from nominations.states import Channel, State
from tests.factories import NominationFactory, at_state, complete_dossier
from tests.moments import IN_SCREENING

SUMMARY = "nominations.summary"


@pytest.fixture
def filed(rulebook, clerk, works_union, xuhui_union, association_clerk, society):
    """Four people: three of Xuhui, one of the society."""
    bodies = [{"drafted_by": clerk, "drafting_body": works_union, "filing_body": xuhui_union}] * 3
    bodies.append({"drafted_by": association_clerk, "drafting_body": society, "filing_body": society})
    bodies[-1] |= {"channel": Channel.ASSOCIATION}
    made = [complete_dossier(NominationFactory(rulebook=rulebook, **body)) for body in bodies]
    return [at_state(one, State.SUBMITTED) for one in made]


@pytest.fixture
def asked(filed):
    """Ask for a list as somebody; the worker makes it, unless it is to wait."""

    def ask(by, kind=SUMMARY, *, make=True, now=IN_SCREENING, query=None, **more):
        sheet = offered()[kind]
        export = actions.ask(sheet, sheet.read(query or {}), by=by, now=now, **more)
        return (actions.make_export(export.pk, now=now) or export) if make else export

    return ask


@pytest.fixture
def opened():
    """The workbook of an export, as a spreadsheet reads it."""

    def open_it(export):
        with export.file.open("rb") as content:
            return load_workbook(io.BytesIO(content.read()))

    return open_it


def rewritten(nomination, **columns):
    """What a filed dossier says, changed in the only state that lets it be."""
    at_state(nomination, State.DRAFT)
    Nomination.objects.filter(pk=nomination.pk).update(**columns)
    return at_state(nomination, State.SUBMITTED)


def rows_of(sheet):
    """The rows below the headings, by heading."""
    title, about, headings, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]
