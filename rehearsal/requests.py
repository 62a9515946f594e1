"""What waits for somebody's answer: an exception in the queue, an invitation, a person whom two put forward."""

from datetime import timedelta

from accounts.states import Role
from nominations.actions import exceptions, invitations, twins
from nominations.models import Nomination
from nominations.states import Channel, Condition, State
from rehearsal import stages


def ask_exception(play, *, at):
    """破格申请 (沪工总基〔2026〕60号 下一步一): a self-nominee files with one, and its evidence, through an association."""
    stages.nominate(play, count=1, self_nominated=1, at=at, until=State.DRAFT)
    drafts = Nomination.objects.filter(season=play.season, channel=Channel.SELF, state=State.DRAFT)
    nomination = drafts.latest("pk")
    asked = exceptions.ask_exception(
        nomination,
        by=nomination.drafted_by,
        condition=Condition.FRONT_LINE,
        reason="近两年受单位指派到实训基地专职带徒传技，不在班组编制内；其间仍每周到现场处理技术难题，附带徒协议和现场记录。",
        papers=nomination.evidence.all()[:1],
        now=at + timedelta(hours=1),
    )
    stages.filed(play, asked.nomination, at + timedelta(hours=2), State.SUBMITTED)


def invite(play, *, at):
    """邀请自荐 (沪工总经〔2015〕260号 三(三)): an association has written to somebody who has not answered yet."""
    society = play.world.societies[0]
    invitations.invite(
        society,
        play.season,
        by=play.world.someone(Role.ASSOCIATION_CLERK, society),
        address="tang.zhiyuan@example.com",
        note="您在本会技能交流活动上展示的焊接方法很有推广价值，欢迎自荐，材料方面可以与本会秘书处联系。",
        now=at,
    )


def ask_about_twin(play, *, at):
    """请求核查重复: another union's clerk was refused a person who is in screening already."""
    filed = Nomination.objects.filter(season=play.season, state=State.SUBMITTED, channel=Channel.UNIT)
    other = filed.select_related("rulebook").latest("pk")
    works = next(one for one in play.world.works if one.pk != other.drafting_body_id)
    twins.ask_about_twin(
        by=play.world.someone(Role.UNION_CLERK, works),
        rulebook=other.rulebook,
        identity_hash=other.identity_hash,
        name=other.name,
        unit_name=works.employer_name,
        now=at,
    )
