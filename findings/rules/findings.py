"""查实认定 (沪工总经〔2015〕260号 五(三)): grounds of refusal."""

from common.refusals import Refusal
from honours.rules.naming import refuse_not_office
from nominations.rules import refuse_second_part


def refuse_finding(user, nomination, *, facts, heard, decision_number, ban_person, ban_unit) -> Refusal | None:
    """认定: by the office, somebody without a part in the nomination, with facts, after hearing the other side."""
    return (
        refuse_looking_into(user, nomination)
        or _says_nothing(facts, heard)
        or _has_no_decision(decision_number)
        or _bans_nobody(ban_person, ban_unit)
    )


def refuse_looking_into(user, nomination) -> Refusal | None:
    """Whether this person may make a finding on this nomination at all, before a word of it is written."""
    return refuse_not_office(user) or _has_a_finding(nomination) or refuse_second_part(user, nomination, "find")


def _has_a_finding(nomination):
    if hasattr(nomination, "finding"):
        return Refusal(
            "already_handled",
            f"{nomination.name}的申报已有查实认定（{nomination.finding.decision_number}）。",
            "请返回查看认定情况。",
            status=409,
        )
    return None


def _says_nothing(facts, heard):
    if not facts.strip() or not heard.strip():
        return Refusal(
            "incomplete",
            "查实情况与当事人陈述和申辩均须写明。",
            "当事人放弃陈述的，写明“已告知，当事人未作陈述”。",
            status=409,
        )
    return None


def _has_no_decision(decision_number):
    if not decision_number.strip():
        return Refusal("no_decision", "认定须有决定文号。", "请填写决定文号。", status=409)
    return None


def _bans_nobody(ban_person, ban_unit):
    if not (ban_person or ban_unit):
        return Refusal("nobody_banned", "须确定对个人或单位禁报。", "请至少选择个人、单位中的一项。", status=409)
    return None
