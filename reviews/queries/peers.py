"""同组其他评分: what the others on the panel gave, for one who has given his own, where the round shows it at all."""

from collections import defaultdict

from django.db.models import Exists, OuterRef

from privacy.hashing import keyed_hash
from reviews.blinding import Cover
from reviews.models import Score, ScoreSheet
from reviews.states import SheetState
from seasons.states import PeersShown


def other_scores(user, sheet, cover: Cover) -> list[dict]:
    """Submitted totals and comments without names, in an order by lot; nothing before the own sheet is in, nor ever if so planned.

    The database asks all of it again: the plan, the own submission that stands, and that nobody is kept apart.
    """
    if sheet.state != SheetState.SUBMITTED or sheet.assignment.round.plan.peers != PeersShown.AFTER_OWN:
        return []
    own = ScoreSheet.objects.filter(
        pk=sheet.pk,
        state=SheetState.SUBMITTED,
        assignment__member__user=user,
        assignment__member__stood_down_at__isnull=True,
        assignment__withdrawn_at__isnull=True,
        assignment__round__plan__peers=PeersShown.AFTER_OWN,
        assignment__round=OuterRef("assignment__round"),
        assignment__nomination=OuterRef("assignment__nomination"),
    )
    others = (
        ScoreSheet.objects.filter(
            Exists(own), state=SheetState.SUBMITTED, assignment__withdrawn_at__isnull=True, total__isnull=False
        )
        .exclude(pk=sheet.pk)
        .values_list("pk", "total", "comment")
    )
    by_lot = sorted(others, key=lambda row: keyed_hash("peers", f"{sheet.pk}:{row[0]}"))
    lines = defaultdict(list)
    said = Score.objects.filter(sheet__in=[key for key, *_ in by_lot]).exclude(comment="")
    for key, name, words in said.order_by("criterion__position").values_list("sheet", "criterion__name", "comment"):
        lines[key].append((name, cover.over(words)))
    return [{"total": total, "comment": cover.over(comment), "lines": lines[key]} for key, total, comment in by_lot]
