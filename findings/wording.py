"""Sentences of this room: what a finding will do."""

from common.dates import add_years, plain_day_words
from findings.states import CANCELLABLE
from honours.states import GONE, PaymentState
from nominations.states import State


def consequences_of(touched, *, bans_person, bans_unit, on, return_by=None):
    """Everything the finding will do to one nomination, one sentence each; the act does exactly this."""
    return [
        *_nomination(touched),
        *_honour(touched, return_by),
        *(f"从公示《{name.notice.title}》的名单中除名。" for name in touched.names),
        *_bans(touched, bans_person, bans_unit, on),
    ]


CLOSING = "函告本人和经办人，说明决定、期限和申诉途径；以上各项载入台账，一次办结，不可撤回。"


def _nomination(touched):
    nomination = touched.nomination
    if nomination.state == State.HONOURED:
        yield f"申报 {nomination.number} 由“已命名”变为“已撤销”。"
    elif nomination.state in CANCELLABLE:
        yield f"申报 {nomination.number} 由“{nomination.get_state_display()}”变为“取消资格”。"
    else:
        yield f"申报 {nomination.number} 已为“{nomination.get_state_display()}”，保持不变。"


def _honour(touched, return_by):
    honour = touched.honour
    if honour is None:
        return
    yield f"撤销{honour.season}“{honour.title}”荣誉，名录中注明已撤销。"
    yield f"证书 {honour.certificate.serial} 作废，公开查验时显示已撤销。"
    payment = honour.payment
    if payment.state in GONE:
        yield f"奖金（{payment.get_state_display()}）转为追回中，应追回 {payment.net} 元。"
    elif payment.state not in (PaymentState.CANCELLED, PaymentState.RECOVERING, PaymentState.RECOVERED):
        yield f"奖金（{payment.get_state_display()}）取消，不再发放。"
    for issue in touched.issues:
        yield f"要求交回：{issue.award_item.name}（{plain_day_words(issue.handed_over_on)}发放）{_until(return_by)}。"
    if not touched.issues:
        yield "尚未发放证书、奖牌等，无须交回；今后不再发放。"


def _bans(touched, bans_person, bans_unit, on):
    nomination = touched.nomination
    until = plain_day_words(add_years(on, nomination.rulebook.ban_years))
    if bans_person:
        yield f"对个人{nomination.name}禁报，自今日起至{until}（含当日）。"
    if bans_unit:
        yield f"对单位{nomination.unit_name}禁报，自今日起至{until}（含当日）。"
        if touched.others_of_unit:
            yield f"该单位另有 {touched.others_of_unit} 件在办申报，此后不能再推进。"


def _until(day):
    return f"，{plain_day_words(day)}前" if day else ""
