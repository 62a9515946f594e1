"""职责分离：查实认定由未经手过该人选的人作出，换账户也一样 (沪工总经〔2015〕260号 三(四)、五(三))."""

from findings.actions import findings
from tests.factories import prove
from tests.factories.findings import heard
from tests.factories.parts import everywhere, grounds_by_part
from tests.moments import AFTER_NAMING


def test_whoever_took_another_part_makes_no_finding(draft, review_office):
    case = heard(draft, by=review_office, now=AFTER_NAMING)

    def decide(by):
        findings.decide(case, decision_number="沪工总经〔2026〕88号", by=by, now=AFTER_NAMING)

    assert grounds_by_part("find", draft, prove(review_office), decide) == everywhere("find")
