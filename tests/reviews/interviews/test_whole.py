"""全体委员评审: a conference in one room, or written files for everybody."""

from collections import Counter

import pytest

from letters.models import Letter
from reviews import actions
from reviews.grouping import Hours
from reviews.models import Assignment
from seasons.states import PanelKind, RoundKind
from tests.factories import RulebookFactory, issued
from tests.factories.interviews import IN_PERSON, two_rooms
from tests.moments import IN_REVIEW
from tests.reviews.conftest import DUE
from tests.reviews.interviews.conftest import (
    judges_of,
    kept_apart,
    refused_with,
)


@pytest.fixture
def conference(season, rulebook, admitted, members, review_office):
    """The same season, heard by everybody at once."""
    return actions.open_round(season, closes_at=DUE, by=review_office, now=IN_REVIEW, seed="种子")


class TestWhole:
    """评审发布会: every member under pledge without conflict scores every candidate."""

    @pytest.fixture
    def rulebook(self, season):
        return issued(
            RulebookFactory(season=season, **IN_PERSON | {"kind": RoundKind.CONFERENCE, "panel": PanelKind.WHOLE})
        )

    def test_a_conference_is_one_group_of_everybody(self, conference, members, admitted, review_office):
        kept_apart(members[0], admitted[0], review_office)
        hall = two_rooms(places=("大会堂",), hours=Hours(10))
        timetable = actions.arrange(conference, hall, by=review_office, now=IN_REVIEW)

        assert timetable.groups.get().name == "全体委员"
        assert len(judges_of(admitted[0])) == 9 and len(judges_of(admitted[1])) == 10


class TestWholeOnPaper:
    """全体委员评审材料: no timetable."""

    @pytest.fixture
    def rulebook(self, season):
        return issued(RulebookFactory(season=season, panel=PanelKind.WHOLE, scores_per_nomination=9))

    def test_everybody_gets_everything_without_conflict(self, conference, members, admitted, review_office):
        kept_apart(members[0], admitted[0], review_office)
        actions.assign_whole(conference, by=review_office, now=IN_REVIEW)

        counts = Counter(Assignment.objects.values_list("nomination", flat=True))
        assert sorted(counts.values()) == [9, 10, 10, 10, 10, 10]
        assert Letter.objects.filter(kind="review_assigned").count() == 10
        again = refused_with(actions.assign_whole, conference, by=review_office, now=IN_REVIEW)
        assert again.ground == "nobody_to_hear"

    def test_the_minimum_holds_for_the_whole_committee_too(self, conference, members, admitted, review_office):
        for member in members[:2]:
            kept_apart(member, admitted[0], review_office)
        found = refused_with(actions.assign_whole, conference, by=review_office, now=IN_REVIEW)
        assert found.ground == "conflicts" and admitted[0].number in found.message
        assert not Assignment.objects.exists()

    def test_a_round_on_paper_has_no_timetable(self, conference, review_office):
        found = refused_with(actions.arrange, conference, two_rooms(), by=review_office, now=IN_REVIEW)
        assert found.ground == "not_heard_in_person"
