"""一项荣誉恰有一件现行证书，撤销时各件一并作废 (沪工总经〔2015〕260号 三(五)、五(三))."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from honours.actions import pressing
from honours.actions.certificates import owe_certificate, revoke_all
from honours.models import Certificate
from honours.states import Standing
from ledger.models import Entry
from seasons.queries import locked_season
from tests.moments import AFTER_NAMING


@pytest.fixture
def replaced(honour):
    """王建国's first certificate, replaced by a second."""
    first = pressing.press(honour.certificate.pk, now=AFTER_NAMING)
    with transaction.atomic():
        season = locked_season(honour.season_id)
        Certificate.objects.filter(pk=first.pk).update(replaced_at=AFTER_NAMING)
        owe_certificate(honour, season, now=AFTER_NAMING, replaces=first)
        season.save(update_fields=["next_serial"])
    return Certificate.objects.get(pk=first.pk)


def test_a_second_current_certificate_is_refused_by_the_database(honour):
    with pytest.raises(IntegrityError, match="one_current_certificate_an_honour"), transaction.atomic():
        Certificate.objects.create(honour=honour, serial="2026-9999", code="x", owed_at=AFTER_NAMING)


def test_the_honour_points_to_the_new_one_and_the_old_one_is_replaced(honour, replaced):
    honour.refresh_from_db()

    assert (honour.certificate.replaces, honour.certificate.serial) == (replaced, "2026-0002")
    assert (replaced.standing, honour.certificate.standing) == (Standing.REPLACED, Standing.VALID)


def test_an_honour_left_without_its_current_certificate_is_refused_at_the_commit(honour):
    pressing.press(honour.certificate.pk, now=AFTER_NAMING)
    with pytest.raises(IntegrityError, match="现行证书"), transaction.atomic():
        Certificate.objects.filter(honour=honour).update(replaced_at=AFTER_NAMING)
        connection.check_constraints()


def test_a_replaced_certificate_is_never_current_again(replaced):
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Certificate.objects.filter(pk=replaced.pk).update(replaced_at=None)


def test_revoking_takes_every_certificate_of_the_honour_once(honour, replaced, review_office):
    with transaction.atomic():
        revoked = revoke_all(honour, reason="弄虚作假", by=review_office, now=AFTER_NAMING)
        assert revoke_all(honour, reason="弄虚作假", by=review_office, now=AFTER_NAMING) == []

    assert {one.standing for one in Certificate.objects.all()} == {Standing.REVOKED} and len(revoked) == 2
    assert Entry.objects.filter(act="certificate.revoked").count() == 2
