"""The committee as a real year leaves it: what its members state of themselves, who declined, who took the seat.

Its invitations, declarations and substitutes go through the acts that the screens call (沪工总经〔2015〕260号 三(四)).
"""

from datetime import date, timedelta

from accounts.states import Role
from rehearsal import dossiers
from rehearsal.names import credit_code
from rehearsal.stages import Play
from reviews import actions as reviewing
from reviews.models import CommitteeMember
from reviews.states import Category, TieKind

SEATED = 14  # those who accept at once
WAITING = 4  # the next ones: who declines, who takes the seat, who has not answered, who stands in reserve
INSTITUTES = ("上海工程技术研究院", "上海职工技术创新中心", "华东制造工艺研究所", "上海技师协会培训中心")
DECLINED = "受单位指派参加国外项目验收，评审期间不在上海，无法按期完成评审，敬请谅解。"
RESERVE = ("上海市总工会主席办公会", "主席办公会会议纪要第7期")
SUBSTITUTED = "原受邀人因公出国谢绝邀请，由同类别第一候补委员递补。"


def invite_all(play: Play, *, at):
    """组建委员会: most accept; one declines and an approved substitute takes the seat; one has not answered yet."""
    reserves = _approve_reserves(play, at=at - timedelta(days=2))
    _decline_and_substitute(play, reserves[0], at=at)
    for turn, member in enumerate(CommitteeMember.objects.filter(season=play.season, declined_because="")):
        _state(play, member, turn, at + timedelta(days=1, minutes=3 * turn))


def leave_unanswered(play: Play, *, at):
    """待答复: one more expert was written to a few days ago."""
    _invite(play, play.world.experts[SEATED + 2], Category.OFFICIAL, SEATED + 2, at)


def _invite(play, user, category, turn, at):
    works = _works(play, turn)
    return reviewing.seat(
        play.season,
        user=user,
        category=category,
        unit_name=works.employer_name,
        unit_code=works.employer_code,
        expertise=_trades(turn)[0],
        by=play.staff(Role.REVIEW_OFFICE),
        now=at,
    )


def _approve_reserves(play, *, at):
    """候补委员: two of one category in their order, before anybody is invited."""
    made = []
    for turn in (SEATED + 1, SEATED + 3):
        works = _works(play, turn)
        made.append(
            reviewing.reserve(
                play.season,
                user=play.world.experts[turn],
                category=Category.EXPERT,
                unit_name=works.employer_name,
                unit_code=works.employer_code,
                approved_by=RESERVE[0],
                document=RESERVE[1],
                approved_on=at.date(),
                by=play.staff(Role.REVIEW_OFFICE),
                now=at,
            )
        )
    return made


def _decline_and_substitute(play, reserve, *, at):
    declining = _invite(play, play.world.experts[SEATED], Category.EXPERT, SEATED, at)
    declining = reviewing.decline(declining, reason=DECLINED, by=declining.user, now=at + timedelta(hours=6))
    office = play.staff(Role.REVIEW_OFFICE)
    member = reviewing.substitute(declining, reason=SUBSTITUTED, by=office, now=at + timedelta(hours=8))
    member = reviewing.accept(member, by=reserve.user, has_no_ties=True, now=at + timedelta(hours=20))
    reviewing.pledge(member, by=reserve.user, now=at + timedelta(hours=21))


def _state(play, member, turn, at):
    """委员申报: fields and trades of each, past employers of every fourth, ties of two."""
    fields = [play.industries[(turn * 2 + more) % len(play.industries)].name for more in range(2 + turn % 2)]
    reviewing.state_expertise(member, fields=fields, trades=_trades(turn), by=member.user, now=at)
    if turn % 4 == 1:
        reviewing.add_past_employer(
            member,
            unit_name=INSTITUTES[turn // 4 % len(INSTITUTES)],
            unit_code=credit_code("12", "310000", 7000 + turn),
            until=date(at.year - 1 - turn % 2, 3 + turn % 6, 28),
            by=member.user,
            now=at + timedelta(minutes=10),
        )
    for kind, name, place, explanation in TIES.get(turn, ()):
        works = play.world.works[place]
        reviewing.declare_tie(
            member,
            kind=kind,
            name=name,
            unit_name=works.employer_name,
            unit_code=works.employer_code,
            explanation=explanation,
            by=member.user,
            now=at + timedelta(minutes=20),
        )


TIES = {
    2: ((TieKind.KIN, "顾念慈", 31, "配偶，在该单位任工艺工程师。"),),
    5: (
        (TieKind.MENTORING, "陆承泽", 44, "本人带教的徒弟，2016年至2019年签有师徒协议。"),
        (TieKind.COOPERATION, "沈望舒", 52, "近三年共同承担一项职工创新课题。"),
    ),
}


def _works(play, turn):
    return play.world.works[turn * 3 % len(play.world.works)]


def _trades(turn):
    return list(dict.fromkeys(dossiers.TRADES[(turn * 3 + more) % len(dossiers.TRADES)][0] for more in range(2)))
