"""What this floor takes back when a candidate leaves: sheets nobody will need."""

from django.urls import reverse

from ledger.actions import entry_for, record_all
from letters.actions import letter_for, owe_all, rendered
from reviews.models import Assignment
from reviews.states import SheetState


def on_leaving(nomination, *, by, now):
    """撤回、退出、取消资格: open sheets are taken back and their experts told; submitted ones stay as they are, uncounted."""
    left = list(
        Assignment.objects.select_for_update(of=("self",))
        .filter(
            nomination=nomination,
            withdrawn_at__isnull=True,
            sheet__state=SheetState.OPEN,
            round__closed_at__isnull=True,
        )
        .select_related("member__user", "round")
    )
    because = f"候选人{nomination.get_state_display()}。"
    for assignment in left:
        assignment.withdrawn_at, assignment.withdrawn_because = now, because
        assignment.nomination = nomination
    Assignment.objects.bulk_update(left, ["withdrawn_at", "withdrawn_because"])
    record_all([entry_for("assignment.withdrawn", by=by, on=one, at=now, reason=because) for one in left])
    letters = []
    for assignment in left:
        subject, body = rendered("review_withdrawn", assignment=assignment)
        letters.append(
            letter_for(
                "review_withdrawn",
                to=assignment.member.user,
                subject=subject,
                body=body,
                about=reverse("reviews:queue"),
                at=now,
            )
        )
    owe_all(letters)
