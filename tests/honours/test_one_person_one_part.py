"""职责分离：经手过该人选的，不能编制、放款，换账户也一样 (沪工总经〔2015〕260号 三(四))."""

from honours.actions import batches
from nominations.parts import PAY
from tests.factories import csv_layout, prove
from tests.factories.parts import everywhere, grounds_by_part
from tests.moments import AFTER_NAMING


def test_whoever_took_another_part_does_not_prepare_the_payment(ready, finance):
    def prepare(by):
        batches.prepare([ready], layout=csv_layout(), by=by, now=AFTER_NAMING)

    assert grounds_by_part(PAY, ready.honour.nomination, finance, prepare) == everywhere(PAY)


def test_whoever_took_another_part_does_not_release_the_payment(batch, ready, second_finance):
    def release(by):
        batches.release(batch, by=by, now=AFTER_NAMING)

    assert grounds_by_part(PAY, ready.honour.nomination, prove(second_finance), release) == everywhere(PAY)
