"""待办: what waits for the publicity officer and for whoever inquires."""

from publicity import desk
from tests.moments import IN_NOTICE


def titles(user, now=IN_NOTICE):
    """What waits."""
    return {row.title: row.count for row in desk.waiting(user, now)}


def test_the_officers_desk_follows_the_notice(three, season, publicity_officer):
    assert titles(publicity_officer) == {"人选待拟定公示": 3}


def test_outlets_and_objections_wait_for_the_officer(notice, objection, publicity_officer):
    assert titles(publicity_officer) == {"异议待决定是否受理": 1, "2026年度第1号公示的渠道待登记刊发情况": 6}


def test_an_inquiry_waits_for_its_assignee_only(inquiry, review_office, finance):
    assert titles(review_office) == {"异议待核查": 1}
    assert titles(finance) == {}
