"""查重的读取: requests that wait at the office, the nominations of one person, and earlier names."""

from django.db.models import Count, Min

from nominations.models import Merger, Nomination, TwinInquiry
from nominations.queries.consents import standing
from nominations.states import Channel, ConsentKind, State
from organisations.models import Organisation
from standards import gb11643


def inquiries(*, season, is_open=True):
    """Requests of a season, those that wait first."""
    found = TwinInquiry.objects.filter(season=season).select_related("asked_by", "body", "own", "answered_by")
    return found.filter(answered_at__isnull=True) if is_open else found.order_by("answered_at", "asked_at")


def locked(pk):
    """A request, held until it is answered."""
    return TwinInquiry.objects.select_for_update(of=("self",)).select_related("season", "asked_by").get(pk=pk)


def nominations_of(season_id, identity_hash):
    """All nominations of one person in a season, the latest last."""
    found = Nomination.objects.filter(season_id=season_id, identity_hash=identity_hash)
    return found.select_related("drafting_body", "filing_body", "drafted_by").order_by("pk")


def is_freed(nomination):
    """Whether the person was freed once already this season."""
    return nominations_of(nomination.season_id, nomination.identity_hash).filter(freed_at__isnull=False).exists()


def mergers_into(nomination):
    """What was merged into a nomination."""
    found = Merger.objects.filter(kept=nomination).select_related("merged", "by")
    return found.prefetch_related("papers")


def kept_with(evidence):
    """The nominations that took a paper over."""
    return Nomination.objects.filter(mergers__papers=evidence)


def earlier_names(nomination):
    """曾获命名: honoured or revoked in another season, by the person's keyed hash."""
    return (
        Nomination.objects.filter(identity_hash=nomination.identity_hash, state__in=(State.HONOURED, State.REVOKED))
        .exclude(season=nomination.season_id)
        .select_related("season")
        .only("number", "name", "state", "season__label", "honoured_at")
        .order_by("-pk")
    )


def waiting():
    """How many requests wait and since when."""
    return TwinInquiry.objects.filter(answered_at__isnull=True).aggregate(count=Count("pk"), oldest=Min("asked_at"))


def told_of(nomination) -> list[str]:
    """What a screener is told and decides nothing by itself: earlier names, and a number that says otherwise."""
    named = [
        f"该人选曾在{one.season.label}获得命名（{one.number}）{'，后被撤销' if one.state == State.REVOKED else ''}。"
        "曾获命名不妨碍本年度申报，供审核时参考。"
        for one in earlier_names(nomination)
    ]
    return named + number_warnings(nomination) + employer_words(nomination)


def number_warnings(nomination) -> list[str]:
    """Where sex and birth as filled in disagree with the document number: to be looked at, never a reason to refuse."""
    return gb11643.warnings(
        nomination.identity_number,
        sex_filled=nomination.get_sex_display(),
        born_filled=nomination.birth_date,
    )


def employer_words(nomination) -> list[str]:
    """单位: of a self-nominee, whether the employer may be asked."""
    if nomination.channel != Channel.SELF:
        return []
    if standing(nomination.pk, ConsentKind.EMPLOYER):
        return ["本人已同意向工作单位的工会核实在职情况和岗位。"]
    return ["单位尚未征得同意联系：本人未同意之前，不得向工作单位及其工会透露此申报。"]


def unions_of_the_employer(nomination):
    """The unions of the unit whose code stands in the dossier."""
    return Organisation.objects.filter(employer_code=nomination.unit_code, is_active=True)
