"""Rows of a batch."""

import json

from django.db.models import Count

from intake.states import Outcome, Table
from nominations.models import Nomination


def rows_of(batch, outcome=""):
    """Rows by outcome; refused ones first where none is asked for."""
    rows = batch.rows.select_related("nomination").order_by("-table", "place")
    return rows.filter(outcome=outcome) if outcome else rows


def counted(batch):
    """How many rows of each outcome there are, for the tabs."""
    return dict(batch.rows.order_by().values_list("outcome").annotate(count=Count("pk")))


def content_of(row):
    """What a row says: name, masked number, unit, faults, remarks, changes."""
    return json.loads(row.content) if row.content else {}


def stored_nominations(batch):
    """The drafts a stored list made or changed, in the list's order."""
    rows = batch.rows.filter(table=Table.PEOPLE, outcome__in=(Outcome.NEW, Outcome.CHANGED))
    return Nomination.objects.filter(pk__in=rows.values("nomination_id")).order_by("number")


def paper_rows(batch, outcome=""):
    """Files of a bundle by outcome."""
    rows = batch.rows.select_related("nomination").order_by("place")
    return rows.filter(outcome=outcome) if outcome else rows
