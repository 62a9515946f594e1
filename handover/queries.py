"""Reads of packages and deliveries."""

from django.db.models import Count, Exists, F, OuterRef, Q

from exports.states import State as FileState
from handover.contents import papers_in
from handover.models import Delivery, Package
from handover.states import PENDING, STUCK, Matter
from nominations.models import Consent, Evidence, Nomination
from nominations.queries import latest_revision, with_dossier
from nominations.states import FILED, ConsentKind, Scan, State

WITH_THE_OFFICE = tuple(state for state in FILED if state != State.CORRECTING)
HELD_OUT = (Scan.WAITING, Scan.INFECTED)
LEFT = (State.WITHDRAWN, State.DROPPED_OUT, State.DISQUALIFIED)
WITH_IT = ("nomination__season", "nomination__drafting_body", "nomination__filing_body", "package")


def packages_of(nomination):
    """The packages of a dossier, the latest filing first."""
    return Package.objects.filter(nomination=nomination).order_by("-filing")


def package_of_now(nomination):
    """The package of the filing as it stands, or None."""
    return Package.objects.filter(nomination=nomination, filed_at=nomination.submitted_at).first()


def package_at(token):
    """A package by its unguessable name."""
    return (
        Package.objects.select_related("nomination__drafting_body", "nomination__filing_body")
        .filter(token=token)
        .first()
    )


def deliveries_of(nomination):
    """送达登记 of a dossier, the latest first."""
    return Delivery.objects.filter(nomination=nomination).select_related("package")


def deliveries(*, state="", matter="", words=""):
    """All deliveries, for the office's page."""
    found = Delivery.objects.select_related("nomination", "nomination__filing_body")
    if state:
        found = found.filter(state=state)
    if matter:
        found = found.filter(matter=matter)
    if words:
        found = found.filter(Q(nomination__name__icontains=words) | Q(nomination__number__startswith=words))
    return found


def counts():
    """How many deliveries stand in each state."""
    return dict(Delivery.objects.order_by().values_list("state").annotate(how_many=Count("pk")))


def locked_delivery(pk, *, passing_by=False):
    """The row, held; None where another worker holds it and we pass by."""
    rows = Delivery.objects.select_for_update(of=("self",), skip_locked=passing_by)
    return rows.select_related(*WITH_IT).filter(pk=pk).first()


def not_yet_owed():
    """Filed dossiers of the running season whose filing nobody has owed to the other side so far."""
    owed = Delivery.objects.filter(nomination=OuterRef("pk"), filed_at=OuterRef("submitted_at")).exclude(
        matter=Matter.WITHDRAWAL
    )
    filed = Nomination.objects.filter(season__is_current=True, state__in=WITH_THE_OFFICE, submitted_at__isnull=False)
    return filed.filter(_has_consent("pk"), ~Exists(owed)).order_by("pk")


def _has_consent(nomination):
    return Exists(
        Consent.objects.filter(nomination=OuterRef(nomination), kind=ConsentKind.REVIEW, withdrawn_at__isnull=True)
    )


def withdrawals_not_yet_owed():
    """Dossiers that have left after something of them may have arrived at the other side."""
    of_it = Delivery.objects.filter(nomination=OuterRef("pk"))
    sent = of_it.filter(attempts__gt=0).exclude(matter=Matter.WITHDRAWAL)
    return (
        Nomination.objects.filter(Exists(sent), ~Exists(of_it.filter(matter=Matter.WITHDRAWAL)), state__in=LEFT)
        .select_related("season")
        .order_by("pk")
    )


def overtaken():
    """Owed packages of a filing that is no longer the latest, or of a dossier that has left."""
    newer = Q(nomination__submitted_at__isnull=False) & ~Q(nomination__submitted_at=F("filed_at"))
    return Delivery.objects.filter(newer | Q(nomination__state__in=LEFT), state__in=PENDING).exclude(
        matter=Matter.WITHDRAWAL
    )


def due(now):
    """What can be sent now: one dossier's matters in their order, nothing while an earlier one is under way."""
    earlier = Delivery.objects.filter(nomination=OuterRef("nomination"), pk__lt=OuterRef("pk"), state__in=PENDING)
    packed = Q(package__isnull=True) | Q(package__state__in=(FileState.READY, FileState.FAILED))
    waiting = Delivery.objects.filter(Q(retry_at__isnull=True) | Q(retry_at__lte=now), packed, state__in=PENDING)
    consented = Q(matter=Matter.WITHDRAWAL) | _has_consent("nomination")
    return waiting.filter(consented, ~Exists(earlier)).order_by("pk")


def revision_to_pack(nomination):
    """材料版本 of the filing as it stands: its number is the filing's, its digest the package's."""
    revision = latest_revision(nomination)
    return revision if revision is not None and revision.made_at == nomination.submitted_at else None


def held_out(nomination):
    """The papers of the filing that wait for the scan or did not pass it."""
    return [paper.evidence for paper in papers_in(with_dossier(nomination)) if paper.evidence.scan in HELD_OUT]


def held_back():
    """Filings that are not handed over yet because of such a paper."""
    return not_yet_owed().filter(Exists(Evidence.objects.filter(nomination=OuterRef("pk"), scan__in=HELD_OUT)))


def locked_for_packing(pk):
    """The dossier, held while its package is asked for."""
    return Nomination.objects.select_for_update(of=("self",)).select_related("season").get(pk=pk)


def for_packing(pk):
    """The dossier as the package holds it."""
    joined = ("season", "rulebook", "drafting_body", "filing_body", "at_body", "industry", "district", "drafted_by")
    return Nomination.objects.select_related(*joined).get(pk=pk)


def packages_to_clear(now):
    """Files nobody took in time and no delivery needs."""
    needed = Delivery.objects.filter(package=OuterRef("pk"), state__in=(*PENDING, *STUCK))
    return Package.objects.filter(~Exists(needed), state=FileState.READY, expires_at__lte=now).order_by("pk")


def stuck():
    """Deliveries that want a person."""
    return Delivery.objects.filter(state__in=STUCK)
