"""What the ledger keeps from a recused reader: the judging of the hidden nominations, and the totals they are part of."""

from django.db.models import Q

from reviews.models import Assignment, NamingDecision, RankingLine, Recusal, Score, ScoreSheet, StaffRecusal
from reviews.queries.veil import hidden_from
from seasons.queries import current_season

OF_ASSIGNMENTS = {ScoreSheet: "assignment__nomination", Score: "sheet__assignment__nomination"}
OF_NOMINATIONS = (Assignment, Recusal, StaffRecusal, NamingDecision, RankingLine)
OUTCOMES = ("nomination.shortlisted", "nomination.passed_over", "nomination.struck")
TOTALS = ("round.drawn", "round.closed", "ranking.made", "ranking.confirmed")


def on_ledger(user) -> Q:
    """Entries about assignments, sheets and recusals of hidden nominations, their outcome, and counts over the round."""
    hidden = hidden_from(user, current_season())
    if not hidden:
        return Q()
    kept = Q(act__in=TOTALS)
    kept |= Q(subject_kind="nominations.nomination", subject_id__in=hidden, act__in=OUTCOMES)
    lookups = dict.fromkeys(OF_NOMINATIONS, "nomination") | OF_ASSIGNMENTS
    for model, lookup in lookups.items():
        rows = model.objects.filter(**{f"{lookup}__in": hidden}).values("pk")
        kept |= Q(subject_kind=model._meta.label_lower, subject_id__in=rows)
    return kept
