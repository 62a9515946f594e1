"""公示期满: the step of one name off the notice, asked for by the closing and by the end of an inquiry."""

from ledger.actions import entry_for
from publicity.models import NoticeName
from publicity.states import NameState


def mark(name, state):
    """The state of a name, on its line and on the lines that stand for it in later corrections."""
    name.state = state
    standing = NoticeName.objects.filter(nomination=name.nomination_id, notice__closed_at__isnull=True)
    (standing | NoticeName.objects.filter(pk=name.pk)).update(state=state)


def let_pass(name, nomination, *, by, now):
    """通过公示; the answer is the ledger entry, not yet appended."""
    before = nomination.state
    nomination.pass_notice(at=now)
    nomination.save(update_fields=["state", "state_since"])
    mark(name, NameState.PASSED)
    return entry_for(
        "nomination.notice_passed",
        by=by,
        on=nomination,
        at=now,
        before=before,
        after=nomination.state,
        notice=name.notice.number,
    )
