"""职责分离：经手过该人选的专家不能提交评分，换账户也一样 (沪工总经〔2015〕260号 三(四))."""

from nominations.parts import ENDORSE, NOMINATE, SCORE, SCREEN
from reviews import actions
from tests.factories.parts import everywhere, grounds_by_part
from tests.moments import IN_REVIEW


def test_whoever_took_another_part_does_not_score(sheet, points):
    def submit(by):
        actions.submit_sheet(sheet, by=by, points=points(), now=IN_REVIEW)

    given = sheet.assignment
    known_before = dict.fromkeys((NOMINATE, ENDORSE, SCREEN), "conflicted")  # 应当回避: the file is not even opened
    assert grounds_by_part(SCORE, given.nomination, given.member.user, submit) == everywhere(SCORE) | known_before
