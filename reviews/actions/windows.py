"""评分时间: given later, with a reason, to everybody who judges in the round."""

from django.db import transaction
from django.urls import reverse

from common import clock
from common.dates import moment_words
from common.refusals import insist
from ledger.actions import record
from letters.actions import letter_for, owe_all, rendered
from reviews.models import RoundExtension
from reviews.queries import rounds as queries
from reviews.rules import windows as rules


@transaction.atomic
def extend_round(round, *, until, reason, by, now=None):
    """延长评分时间: a later closing moment for all; only those who are behind are told."""
    now = now or clock.now()
    round = queries.locked_round(round.pk)
    insist(rules.refuse_extending(by, round, until=until, reason=reason, now=now))
    extension = RoundExtension.objects.create(
        round=round, former=round.closes_at, until=until, reason=reason.strip(), granted_at=now, granted_by=by
    )
    round.closes_at = until
    round.save(update_fields=["closes_at"])
    record(
        "round.extended",
        by=by,
        on=round,
        at=now,
        before=moment_words(extension.former),
        after=moment_words(until),
        reason=extension.reason,
    )
    _tell_those_behind(round, extension, now)
    return extension


def _tell_those_behind(round, extension, now):
    """One letter to each member whose sheets are still open."""
    letters = []
    for member in queries.members_behind(round):
        subject, body = rendered("review_extended", member=member, round=round, extension=extension)
        about = reverse("reviews:queue") + "?state=open"
        letters.append(letter_for("review_extended", to=member.user, subject=subject, body=body, about=about, at=now))
    owe_all(letters)
