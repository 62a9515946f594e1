"""Reads of 五一劳动奖章推荐."""

from django.db.models import Q

from honours.models import Honour, MedalLetter, MedalRecommendation
from honours.queries.office import with_serial


def lines_of(text) -> list[str]:
    """One entry a line, as staff write conditions and departments into the rulebook."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def locked_of(honour) -> MedalRecommendation | None:
    """The recommendation of an honour, locked."""
    return MedalRecommendation.objects.select_for_update(of=("self",)).filter(honour=honour).first()


def medals(season, *, words="", course=""):
    """Honours of a season with their medal recommendation, if any."""
    honours = (
        Honour.objects.filter(season=season).select_related("medal", "certificate").order_by("certificate__serial")
    )
    if words:
        honours = honours.filter(Q(name__icontains=words) | Q(pk__in=with_serial(words)))
    if course == "none":
        return honours.filter(medal__isnull=True, revoked_at__isnull=True)
    if course:
        return honours.filter(medal__state=course)
    return honours


def papers_of(honour) -> MedalRecommendation | None:
    """A recommendation with its conditions and opinions."""
    return (
        MedalRecommendation.objects.filter(honour=honour)
        .select_related("honour__season", "proposed_by", "decided_by")
        .prefetch_related("conditions", "opinions__recorded_by", "opinions__letter")
        .first()
    )


def letter_of(honour, opinion_pk) -> MedalLetter | None:
    """The scan of a department's letter."""
    return (
        MedalLetter.objects.filter(opinion__medal__honour=honour, opinion=opinion_pk).select_related("opinion").first()
    )
