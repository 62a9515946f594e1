"""公示期满: the step of one name off the notice, asked for by the closing and by the end of an inquiry."""

from ledger.actions import entry_for
from publicity.states import NameState


def let_pass(name, nomination, *, by, now):
    """通过公示; the answer is the ledger entry, not yet appended."""
    before = nomination.state
    nomination.pass_notice(at=now)
    nomination.save(update_fields=["state", "state_since"])
    name.state = NameState.PASSED
    name.save(update_fields=["state"])
    return entry_for(
        "nomination.notice_passed",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        notice=name.notice.number,
    )
