"""向工作单位核实: who may ask, and not before the self-nominee agrees."""

from common.refusals import Refusal
from nominations.queries.consents import standing
from nominations.queries.twins import unions_of_the_employer
from nominations.rules.screening import refuse_others_work
from nominations.states import Channel, ConsentKind


def refuse_asking_employer(user, nomination):
    """函请单位核实: by the screener who has it, of a self-nominee who agreed, where the unit has a union here."""
    return (
        refuse_others_work(user, nomination, "向工作单位核实")
        or _refuse_without_consent(nomination)
        or _refuse_without_union(nomination)
    )


def _refuse_without_consent(nomination):
    if nomination.channel == Channel.SELF and standing(nomination.pk, ConsentKind.EMPLOYER):
        return None
    return Refusal(
        "no_consent",
        "单位尚未征得同意联系，不能向工作单位核实。",
        "本人在“同意与承诺”中同意“向工作单位核实”之后可以办理。",
        status=409,
    )


def _refuse_without_union(nomination):
    if unions_of_the_employer(nomination).exists():
        return None
    return Refusal(
        "no_union", f"{nomination.unit_name}的工会没有在平台登记。", "请由市总工会另行联系核实。", status=409
    )
