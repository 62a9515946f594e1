"""同时评分: every expert at once and every sheet from two windows; each sheet stands once, as one of the windows wrote it."""

import threading
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from ledger.models import Entry
from reviews.models import Score, ScoreSheet
from tests.factories import RulebookFactory, issued

FEW = {"scores_per_nomination": 3, "scores_dropped": 0}


@pytest.fixture
def rulebook(season):
    """Three scores a file: nine sheets are enough to be at once."""
    return issued(RulebookFactory(season=season, **FEW))


def at_once(acts):
    """All begin at the same moment, each in a thread and on a connection of its own."""
    start, faults = threading.Barrier(len(acts)), []

    def run(act):
        start.wait()
        try:
            act()
        except Exception as fault:  # told by the test, not lost in a thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


@pytest.mark.django_db(transaction=True)
def test_no_score_is_lost_and_none_counts_twice(drawn, points):
    sheets = list(ScoreSheet.objects.select_related("assignment__member__user").order_by("pk"))
    accepted = []

    def window(sheet, value, name):
        client, told = Client(), {f"points_{key}": value for key in points()}
        client.force_login(sheet.assignment.member.user)

        def act():
            page = reverse("reviews:sheet", args=[sheet.pk])
            client.post(reverse("reviews:keep", args=[sheet.pk]), told | {"window": name, "base": "0", "stroke": "1"})
            client.post(page, told | {"window": name, "base": "0", "stroke": "2", "finish": "yes"})
            if client.post(reverse("reviews:submit", args=[sheet.pk])).status_code == 302:
                accepted.append(sheet.pk)

        return act

    at_once([window(one, value, f"w{value}") for one in sheets for value in ("70", "90")])

    assert sorted(accepted) == [one.pk for one in sheets]
    for sheet in ScoreSheet.objects.filter(state="submitted"):
        given = set(Score.objects.filter(sheet=sheet).values_list("points", flat=True))
        assert given == {sheet.total.quantize(Decimal("1.00"))} <= {Decimal(70), Decimal(90)}
    assert Score.objects.count() == len(sheets) * len(points())
    assert Entry.objects.filter(act="sheet.submitted").count() == len(sheets)
