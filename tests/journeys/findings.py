"""查实认定 at the browser of whoever decides."""

from common import clock
from nominations.models import Nomination
from tests.factories.findings import found_out, stranger

DECISION = "沪工总经〔2026〕90号"


def finds_fraud(office, number):
    """查实认定: a case led to its decision by the people it wants; the office reads what was decided."""
    nomination = Nomination.objects.get(number=number)
    finding = found_out(nomination, by=stranger("认定人"), now=clock.now(), decision_number=DECISION)
    office.open("findings:finding", finding.pk)
    office.reads(DECISION)
