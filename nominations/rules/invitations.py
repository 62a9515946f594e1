"""社团的邀请与接受: who may invite, ask, accept and decline."""

from accounts.states import Role
from common.refusals import Refusal
from nominations.queries import invitations
from nominations.rules.drafting import refuse_change
from nominations.rules.standing import is_of, refuse_without_words
from nominations.states import Answer, Channel, State


def refuse_inviting(user, association):
    """邀请: by a clerk of the association."""
    if association.is_social_body and is_of(user, association.pk, Role.ASSOCIATION_CLERK):
        return None
    return Refusal("not_yours", "邀请自荐由学会、协会的经办人办理。", "请由该学会、协会的经办人登录办理。")


def refuse_taking_up(user, invitation, token, *, now):
    """接受邀请: by a self-nominee with the link, once, in time."""
    if not invitations.is_token_of(invitation, token) or not invitation.address:
        return Refusal(
            "no_such_invitation", "此邀请链接无效。", "请核对链接是否完整，或请该学会、协会重新邀请。", status=404
        )
    if invitation.answer:
        return Refusal("used", "此邀请已经使用。", "请该学会、协会重新邀请。", status=409)
    if now >= invitation.expires_at:
        return Refusal("expired", "此邀请已过期。", "请该学会、协会重新邀请。", status=409)
    if not user.holds(Role.SELF_NOMINEE):
        return Refusal("not_yours", "接受邀请须以自荐人账户办理。", "请先以本人名义注册自荐人账户。")
    return None


def refuse_answering(user, invitation, *, answer, reason):
    """答复自荐请求: by a clerk of the association asked; declining says why."""
    if not is_of(user, invitation.association_id, Role.ASSOCIATION_CLERK):
        return Refusal("not_yours", f"此请求由{invitation.association}答复。", "请由该学会、协会的经办人登录办理。")
    if invitation.answer or invitation.nomination_id is None:
        return Refusal("already_handled", "此请求已经答复。", "请返回查看其他请求。", status=409)
    return refuse_without_words(reason, "不接受的理由") if answer == Answer.DECLINED else None


def refuse_unaccepted(nomination):
    """经社团自荐: the association has accepted the person before it is asked to endorse."""
    if nomination.channel != Channel.SELF or nomination.filing_body_id is None:
        return None
    if invitations.is_accepted(nomination.filing_body_id, nomination.season_id, nomination.candidate_id):
        return None
    return Refusal(
        "not_accepted",
        f"{nomination.filing_body}尚未接受您经由其自荐。",
        "请等待答复，或改为直接向市总工会自荐、另请其他学会、协会。",
        status=409,
    )


def refuse_rerouting(user, nomination, association):
    """更改报送途径: the self-nominee, before recommending, to a society or association on the register or none."""
    if nomination.channel != Channel.SELF:
        return Refusal("not_self_nominated", "只有个人自荐可以更改报送途径。", "请按原途径办理。", status=409)
    if nomination.state not in (State.DRAFT, State.RETURNED):
        return Refusal("already_handled", "材料已经送出，不能更改报送途径。", "退回之后可以更改。", status=409)
    if association is not None and not (association.is_social_body and association.is_active):
        return Refusal("no_such_association", f"{association}不是在册的学会、协会。", "请改选。", status=409)
    return refuse_change(user, nomination)
