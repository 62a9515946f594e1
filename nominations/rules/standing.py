"""Grounds that several acts share: whose nomination it is, where it stands, bans, reasons."""

from accounts.states import CLERKS, ENDORSERS, Role
from common.dates import today
from common.refusals import Refusal
from nominations import dossier
from nominations.states import Channel
from sanctions.rules import refuse_banned, refuse_banned_body

EXPORTERS = (*CLERKS, *ENDORSERS, Role.SCREENER, Role.REVIEW_OFFICE, Role.SUPERVISION)  # 导出名册
SEE_NUMBERS = (*CLERKS, Role.SCREENER)  # 证件号码, one by one as refuse_revealing allows


def is_drafting_side(user, nomination):
    """The self-nominee, or a clerk of the body that drafted."""
    if nomination.channel == Channel.SELF:
        return nomination.candidate_id == user.pk
    return is_of(user, nomination.drafting_body_id, *CLERKS)


def is_of(user, organisation_id, *roles):
    """Whether the person has one of the roles for this organisation today."""
    return organisation_id is not None and any(body.pk == organisation_id for body in user.bodies(*roles))


def may_take_away(user, nomination):
    """Whether a person may take a whole dossier out of the house: either side of its filing, or the review office."""
    return (
        is_drafting_side(user, nomination)
        or is_of(user, nomination.filing_body_id, *CLERKS)
        or (nomination.submitted_at is not None and user.holds(Role.REVIEW_OFFICE))
    )


def refuse_others(user, nomination, act):
    """Only the drafting side."""
    if is_drafting_side(user, nomination):
        return None
    if nomination.channel == Channel.SELF:
        return Refusal("not_yours", f"自荐申报只能由本人{act}。", "请由自荐人本人登录办理。")
    return Refusal("not_yours", f"只有推荐单位的经办人可以{act}。", f"请由{nomination.drafting_body}的经办人办理。")


def refuse_out_of_turn(nomination, act, *states):
    """The case has moved on, or has not come so far."""
    if nomination.state in states:
        return None
    return Refusal(
        "already_handled",
        f"此件刚刚已由他人办理，或您已办理过：现为“{nomination.get_state_display()}”，不能{act}。",
        "请刷新页面，按现在的进程办理。",
        status=409,
    )


def refuse_under_ban(nomination, *, now):
    """禁报 (沪工总经〔2015〕260号 五(三)) of the person, of the unit, and of the unit in whose name is filed."""
    return refuse_subjects(
        nomination.identity_hash, nomination.unit_hash, nomination.drafting_body, nomination.rulebook, on=today(now)
    )


def refuse_subjects(identity_hash, unit_hash, drafting_body, rulebook, *, on):
    """The one gate: whoever is entered, by whom, under which rulebook."""
    return refuse_banned(
        identity_hash,
        unit_hash,
        on=on,
        drafting_body=drafting_body,
        reaches_subunits=rulebook is None or rulebook.ban_reaches_subunits,
    )


def refuse_under_bodys_ban(nomination, *bodies, now):
    """对推荐单位的禁报: the body that drafts or files neither goes on nor lets go on (by its own decision)."""
    return refuse_banned_body(nomination.drafting_body, nomination.filing_body, *bodies, on=today(now))


def refuse_unknown_sections(nomination, keys):
    """A return names sections this dossier has."""
    if not set(keys) - {section.key for section in dossier.sections_of(nomination)}:
        return None
    return Refusal("no_such_section", "退回的各节中有本件没有的内容。", "请刷新页面后重新选择。", status=409)


def refuse_without_words(words, what):
    """A reason or an opinion is compulsory."""
    if words.strip():
        return None
    return Refusal("no_reason", f"尚未填写{what}。", f"请写明{what}后办理。", status=409)
