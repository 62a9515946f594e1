"""What a confirmed list means for each candidate: on to the next planned round, shortlisted, or not selected."""

from collections import defaultdict

from django.urls import reverse

from accounts.models import User
from ledger.actions import entry_for, record_all
from letters.actions import letter_for, owe_all, rendered
from nominations.models import Nomination
from reviews.onward import onward_of
from reviews.queries import rounds

BELOW_THE_LINE = "专家评审后未进入入围名单。"
NOT_GONE_ON = "专家评审后未进入下一轮评审。"


def settle(round, lines, *, by, now):
    """Every nomination of the list, inside the confirmation's transaction; their nominators are told.

    Those above the line of a round that is not the last stay under review and wait for the next one.
    """
    chosen = {line.nomination_id: line.is_shortlisted for line in lines}
    entries, outcomes = [], defaultdict(list)
    for nomination in rounds.locked_nominations(Nomination.objects.filter(pk__in=chosen)):
        before = nomination.state
        act, reason = _step(nomination, chosen[nomination.pk], round.plan.is_last, now)
        nomination.save(update_fields=["state", "state_since", "closing_reason"])
        entries.append(
            entry_for(act, by=by, on=nomination, at=now, before=before, after=nomination.state, reason=reason)
        )
        outcomes[nomination.drafted_by_id].append(nomination)
    record_all(entries)
    _tell_nominators(outcomes, round, now)


def _step(nomination, is_above, is_last, now):
    if not is_above:
        reason = BELOW_THE_LINE if is_last else NOT_GONE_ON
        nomination.pass_over(at=now, reason=reason)
        return "nomination.passed_over", reason
    if is_last:
        nomination.shortlist(at=now)
        return "nomination.shortlisted", ""
    return "nomination.went_on", ""


def _tell_nominators(outcomes, round, now):
    """One letter to each who nominated, with all of his candidates; neither places nor scores are told."""
    letters, onward = [], onward_of(round.plan)
    for person in User.objects.filter(pk__in=outcomes).only("full_name", "email", "phone", "is_active"):
        subject, body = rendered(
            "review_outcome", person=person, round=round, nominations=outcomes[person.pk], onward=onward
        )
        about = reverse("nominations:list")
        letters.append(letter_for("review_outcome", to=person, subject=subject, body=body, about=about, at=now))
    owe_all(letters)
