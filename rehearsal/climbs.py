"""What a craftsman was before and becomes afterwards: the ladder's records, and medals recommended for some."""

from datetime import timedelta

from django.core.files.base import ContentFile

from accounts.states import Role
from honours.actions import medals
from honours.states import MedalState, OpinionAnswer
from ladder import actions as ladder
from ladder.models import HonourRecord
from ladder.states import Conferred, Rung
from rehearsal.dossiers import evidence_pdf

CONDITIONS = "演练取值：近五年获省部级以上竞赛前三名或同等成果\n演练取值：推荐前三年内未受处分"
DEPARTMENTS = "演练取值：审计部门\n演练取值：应急管理部门"


def record_climbs(play, honours, *, at):
    """区局工匠 of earlier years for most, one 长三角大工匠; the last ones wait to be verified."""
    clerk, office = play.staff(Role.REVIEW_OFFICE, 1), play.staff(Role.REVIEW_OFFICE, 0)
    written = [_district(honour, turn, by=clerk, at=at) for turn, honour in enumerate(honours)]
    written.insert(1, _delta(honours[0], by=clerk, at=at))
    return ladder.verify_all(written[:-3], by=office, now=at + timedelta(days=1))


def _district(honour, turn, *, by, at):
    body = honour.district_name or "演示区总工会"
    year = at.year - 2 - turn % 4
    return _record(
        honour,
        by=by,
        at=at,
        rung=Rung.DISTRICT,
        title=f"{body.removeprefix('上海市')[:2]}工匠",
        conferred=Conferred.NOMINEE if turn % 5 == 4 else Conferred.TITLE,
        issuing_body=body,
        year=str(year),
        document_number=f"演示工〔{year}〕{turn + 11}号",
    )


def _delta(honour, *, by, at):
    return _record(
        honour,
        by=by,
        at=at,
        rung=Rung.DELTA,
        title="长三角大工匠",
        conferred=Conferred.TITLE,
        issuing_body="长三角地区工会联席会议（演示）",
        year=str(at.year),
        document_number=f"演示联〔{at.year}〕3号",
    )


def _record(honour, *, by, at, **words) -> HonourRecord:
    return ladder.register(
        by=by,
        identity_number=honour.nomination.identity_number,
        name=honour.name,
        unit_name=honour.unit_name,
        now=at,
        **words,
    )


def recommend_medals(play, honours, *, at):
    """一枚授予，一件推荐，一件征求意见中."""
    proposer, decider = play.staff(Role.REVIEW_OFFICE, 0), play.staff(Role.REVIEW_OFFICE, 1)
    met = {1: (True, "竞赛主办单位公布的名次文件"), 2: (True, "所在单位书面证明")}
    for turn, honour in enumerate(honours[:3]):
        medal = medals.propose_medal(
            honour, basis="符合细则所列条件，事迹材料和佐证齐全。", conditions=met, by=proposer, now=at
        )
        later = at + timedelta(days=5)
        if turn == 2:  # one department has answered
            _answered(medal.opinions.first(), by=proposer, at=later)
            continue
        for opinion in medal.opinions.all():
            _answered(opinion, by=proposer, at=later)
        medal = medals.decide_medal(medal, recommend=True, by=decider, now=later + timedelta(hours=2))
        if turn == 0:
            granted = later + timedelta(days=3)
            medals.record_medal(
                medal,
                state=MedalState.GRANTED,
                document_number=f"演示五一〔{at.year}〕1号",
                by=decider,
                now=granted,
            )


def _answered(opinion, *, by, at):
    """A department agrees, by the letter that is kept with its opinion."""
    medals.record_opinion(
        opinion,
        answer=OpinionAnswer.AGREES,
        on=at.date(),
        note="经查，未发现影响推荐的情形。",
        letter=ContentFile(evidence_pdf(f"：{opinion.department}复函"), name="复函.pdf"),
        by=by,
        now=at + timedelta(hours=1),
    )
