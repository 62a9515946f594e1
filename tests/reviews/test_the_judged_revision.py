"""评审依据: every expert judges one revision, named on the sheet, and sees what was changed on the way to it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from nominations.actions.revising import keep_revision
from nominations.states import Occasion
from reviews import actions
from reviews.models import Assignment, ScoreSheet
from tests.factories import rewritten
from tests.moments import IN_REVIEW, IN_SCREENING, IN_WINDOW


@pytest.fixture
def corrected(admitted, clerk):
    """The first of the three was filed, corrected and filed again."""
    keep_revision(admitted[0], Occasion.FILED, by=clerk, now=IN_WINDOW)
    changed = rewritten(admitted[0], post="首席技师", phone="13900001111", native_place="浙江宁波")
    return keep_revision(changed, Occasion.REFILED, by=clerk, now=IN_SCREENING)


@pytest.fixture
def judged(corrected, opened, review_office, admitted):
    """A sheet of that nomination, drawn afterwards."""
    actions.draw(opened, by=review_office, now=IN_REVIEW)
    return ScoreSheet.objects.filter(assignment__nomination=admitted[0]).first()


@pytest.fixture
def as_expert(client, judged):
    """The browser of the one who judges it; the pledge is signed."""
    client.force_login(judged.assignment.member.user)
    return client


def test_the_draw_names_the_latest_revision(judged, corrected):
    assert judged.assignment.revision == corrected


def test_the_sheet_says_which_revision_is_judged(as_expert, judged):
    page = as_expert.get(reverse("reviews:sheet", args=[judged.pk])).content.decode()
    assert "评审依据：第2版（2026年6月10日补正后报送）" in page


def test_the_expert_reads_what_changed_and_nothing_of_the_person_beyond(as_expert, judged):
    page = as_expert.get(reverse("reviews:changes", args=[judged.pk])).content.decode()
    assert "首席技师" in page
    assert "手机号" not in page and "浙江宁波" not in page


def test_nobody_elses_sheet_tells_anything(client, judged, clerk):
    client.force_login(clerk)
    assert client.get(reverse("reviews:changes", args=[judged.pk])).status_code == 404


def test_nobody_judges_by_anothers_revision(judged, corrected, admitted):
    other = Assignment.objects.exclude(nomination=admitted[0]).first()
    with pytest.raises(IntegrityError, match="评审依据"), transaction.atomic():
        Assignment.objects.filter(pk=other.pk).update(revision=corrected)
