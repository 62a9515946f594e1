"""What stands against changing the agenda (议程)."""

from common.refusals import Refusal
from decisions.rules.grounds import handled, refuse_office
from decisions.states import AgendaKind


def refuse_agenda(user, sitting) -> Refusal | None:
    """议程 is kept by the secretary until the sitting ends."""
    return refuse_office(user) or (handled(sitting.state_words) if sitting.is_over else None)


def refuse_untitled(title) -> Refusal | None:
    """增列议程: a matter has a name."""
    if title.strip():
        return None
    return Refusal("no_title", "尚未填写议程事项。", "请写明事项名称。", status=409)


def refuse_dropping(user, sitting, item) -> Refusal | None:
    """移出议程: not the roster itself."""
    if refusal := refuse_agenda(user, sitting):
        return refusal
    if item.kind == AgendaKind.ROSTER:
        return Refusal(
            "roster_stays", "审议人选名单是会议的主要事项，不能移出议程。", "会议不再召开的，请作废会议。", status=409
        )
    return None
