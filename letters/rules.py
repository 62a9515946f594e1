"""Who may watch over the outbox."""

from accounts.states import Role
from common.refusals import Refusal
from letters.states import Delivery


def refuse_outbox(user) -> Refusal | None:
    """Delivery is watched by administrators and by supervision; nobody reads other people's letters there."""
    if not user.holds(Role.ADMINISTRATOR, Role.SUPERVISION):
        return Refusal(
            "not_the_outbox",
            "函告发送情况由系统管理员和监督人员查看。",
            "您本人的信件在“信件”中。",
        )
    return None


def refuse_sending_again(user, letter) -> Refusal | None:
    """再次送出: an administrator, a letter neither recalled nor delivered, a person with an address."""
    return _not_an_administrator(user) or _recalled(letter) or _no_address(letter) or _already_delivered(letter)


def _not_an_administrator(user):
    if not user.holds(Role.ADMINISTRATOR):
        return Refusal("not_an_administrator", "再次送出由系统管理员办理。", "请告知系统管理员。")
    return None


def _recalled(letter):
    if letter.recalled_at is not None:
        return Refusal("recalled", f"此信已撤回，不再送出。{letter.recalled_because}", status=409)
    return None


def _already_delivered(letter):
    ways = [dispatch.delivery for dispatch in letter.dispatches.all()]
    if ways and not set(ways) & {Delivery.OWED, Delivery.RETRYING, Delivery.FAILED}:
        return Refusal("already_delivered", "此信已经送出，不必再送。", status=409)
    return None


def _no_address(letter):
    if not letter.recipient.email and not letter.dispatches.all():
        return Refusal(
            "no_address", "收件人没有电子邮箱，此信只在站内可读。", "收件人登记邮箱后可再次送出。", status=409
        )
    return None


def may_send(user) -> bool:
    """Whether the outbox offers 再次送出 at all."""
    return _not_an_administrator(user) is None
