"""经手: the parts in a nomination that only this floor can see: 评分、公示、审定、拨付.

Together with those of 申报 they keep money and findings out of the hands of anybody who took part before.
"""

from decisions.models import Vote
from honours.models import Payment
from publicity.models import NoticeName
from reviews.models import ScoreSheet


def later_parts_of(nomination):
    """The people behind each later part, by account."""
    scorers = ScoreSheet.objects.filter(
        assignment__nomination=nomination, assignment__withdrawn_at__isnull=True, submitted_at__isnull=False
    ).values_list("assignment__member__user_id", flat=True)
    publishers = NoticeName.objects.filter(nomination=nomination).values_list("notice__published_by_id", flat=True)
    voters = Vote.objects.filter(roster_item__nomination=nomination).values_list("member__user_id", flat=True)
    payers = Payment.objects.filter(honour__nomination=nomination).values_list("prepared_by_id", "released_by_id")
    return {
        "score": set(scorers),
        "publish": set(publishers) - {None},
        "approve": set(voters),
        "pay": {payer for pair in payers for payer in pair} - {None},
    }
