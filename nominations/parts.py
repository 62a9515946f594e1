"""经手: who took which part in a nomination, read from its own columns.

No natural person takes two of 推荐、审核推荐、资格审核、评分、公示、审定、拨付 for one candidate; later floors add the parts
they know of.
"""

from nominations.models import Endorsement, ScreeningDecision, ScreeningLine

NOMINATE, ENDORSE, SCREEN = "nominate", "endorse", "screen"
WORDS = {
    NOMINATE: "起草推荐",
    ENDORSE: "逐级审核",
    SCREEN: "资格审核",
    "score": "专家评审",
    "publish": "公示",
    "approve": "审定",
    "pay": "拨付",
    "find": "查实认定",
}


def parts_of(nomination):
    """The people behind each part, by account."""
    endorsers = {one.by_id for one in nomination.endorsements.all() if one.is_endorsed}
    screeners = nomination.screening_lines.values_list("by_id", flat=True)
    deciders = {pk for pair in nomination.decisions.values_list("by_id", "checked_by_id") for pk in pair}
    return {
        NOMINATE: {nomination.drafted_by_id, nomination.declared_by_id} - {None},
        ENDORSE: endorsers,
        SCREEN: {nomination.screener_id, *screeners, *deciders} - {None},
    }


def parts_of_all(nominations):
    """``parts_of`` for many nominations in four queries, by nomination key; for lists of a whole season."""
    taken = {
        one.pk: {
            NOMINATE: {one.drafted_by_id, one.declared_by_id} - {None},
            ENDORSE: set(),
            SCREEN: {one.screener_id} - {None},
        }
        for one in nominations
    }
    endorsers = Endorsement.objects.filter(nomination__in=taken, is_endorsed=True).values_list("nomination_id", "by_id")
    screeners = ScreeningLine.objects.filter(nomination__in=taken).values_list("nomination_id", "by_id")
    decisions = ScreeningDecision.objects.filter(nomination__in=taken)
    deciders = decisions.values_list("nomination_id", "by_id")
    checkers = decisions.filter(checked_by__isnull=False).values_list("nomination_id", "checked_by_id")
    for part, rows in ((ENDORSE, endorsers), (SCREEN, screeners), (SCREEN, deciders), (SCREEN, checkers)):
        for nomination_id, person_id in rows:
            taken[nomination_id][part].add(person_id)
    return taken
