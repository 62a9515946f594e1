"""进程图: the road of one nomination as a page draws it, with the moments its columns know."""

from nominations.states import State

_START, _CLIMB, _FILE, _SCREEN, _REVIEW = "起草", "逐级审核", "报送", "资格审核", "专家评审"
_NOTICE, _SITTING, _NAMING = "社会公示", "市总审定", "命名"
_STANDS_AT = {
    State.DRAFT: _START,
    State.RETURNED: _START,
    State.RECOMMENDED: _CLIMB,
    State.ENDORSED: _FILE,
    State.SUBMITTED: _SCREEN,
    State.CORRECTING: _SCREEN,
    State.DECLINED: _SCREEN,
    State.ADMITTED: _REVIEW,
    State.UNDER_REVIEW: _REVIEW,
    State.ON_NOTICE: _NOTICE,
    State.CONTESTED: _NOTICE,
    State.HONOURED: _NAMING,
    State.REVOKED: _NAMING,
}
_STOPPED = (
    State.DECLINED,
    State.NOT_SELECTED,
    State.WITHDRAWN,
    State.DROPPED_OUT,
    State.DISQUALIFIED,
    State.REVOKED,
)


def road_of(nomination):
    """The stations (沪工总经〔2015〕260号 三(三)–(五)) in the order the nomination's rulebook gives."""
    last = (_NOTICE, _SITTING) if nomination.rulebook.notice_before_approval else (_SITTING, _NOTICE)
    stations = [_START, *([_CLIMB] if nomination.needs_endorsement else []), _FILE, _SCREEN, _REVIEW, *last, _NAMING]
    here = stations.index(_station(nomination, last))
    now = "stopped" if nomination.state in _STOPPED else "current"
    moments = _moments(nomination)
    return [
        {
            "label": label,
            "state": "past" if place < here else now if place == here else "next",
            "moment": moments.get(label) if place <= here else None,
            "note": nomination.get_state_display() if place == here else "",
        }
        for place, label in enumerate(stations)
    ]


def _station(nomination, last):
    state = nomination.state
    if state == State.SHORTLISTED:
        return last[0]
    if state == State.NOTICE_PASSED:
        return last[1] if last[0] == _NOTICE else _NAMING
    if state == State.APPROVED:
        return last[1] if last[0] == _SITTING else _NAMING
    return _STANDS_AT.get(state) or _left_at(nomination, last)


def _left_at(nomination, last):
    """Where one that left had come to."""
    if nomination.approved_at:
        return last[1] if last[0] == _SITTING else _NAMING
    if nomination.admitted_at:
        return _REVIEW
    return _SCREEN if nomination.submitted_at else _START


def _moments(nomination):
    return {
        _START: nomination.created_at,
        _FILE: nomination.submitted_at,
        _SCREEN: nomination.admitted_at,
        _SITTING: nomination.approved_at,
        _NAMING: nomination.honoured_at,
    }


def kind_of(state):
    """How the word of a state is coloured."""
    if state in (State.HONOURED,):
        return "honoured"
    if state in _STOPPED:
        return "stopped"
    if state in (State.RETURNED, State.CORRECTING, State.CONTESTED, State.ENDORSED):
        return "waiting"
    return "" if state == State.DRAFT else "going"
