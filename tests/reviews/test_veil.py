"""不可推知 (国家自然科学基金条例 第二十条): whose nominations are hidden from whom."""

from reviews import actions
from reviews.models import CommitteeMember
from reviews.queries.veil import hidden_from
from tests.factories import rewritten
from tests.moments import IN_REVIEW


def test_nothing_is_hidden_from_who_has_no_tie(opened, season, members, review_office):
    assert hidden_from(review_office, season) == set()
    assert hidden_from(members[0].user, season) == set()


def test_a_recusal_hides_its_nomination(opened, season, members, admitted):
    actions.declare_recusal(
        members[0], admitted[0], ground="kin", explanation="亲属。", by=members[0].user, now=IN_REVIEW
    )
    assert hidden_from(members[0].user, season) == {admitted[0].pk}


def test_a_derived_conflict_hides_too(season, members, admitted):
    CommitteeMember.objects.filter(pk=members[0].pk).update(unit_code=admitted[1].unit_code)
    assert hidden_from(members[0].user, season) == {admitted[1].pk}


def test_ones_own_candidacy_is_hidden(season, admitted, review_office):
    review_office.person_hash = admitted[2].identity_hash
    assert hidden_from(review_office, season) == {admitted[2].pk}


def test_a_part_taken_in_the_file_hides_it(season, admitted, review_office):
    rewritten(admitted[0], screener=review_office)
    assert hidden_from(review_office, season) == {admitted[0].pk}
