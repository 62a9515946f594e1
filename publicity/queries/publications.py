"""发布登记: the outlets of the rulebook, and what is on record for each."""

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from publicity.models import Notice, Publication
from publicity.queries.notices import visible_to
from seasons.models import Outlet


def required_outlets_missing(notice) -> list[str]:
    """The outlets of the rulebook that are not on record yet (沪工总经〔2015〕260号 三(四))."""
    recorded = Publication.objects.filter(notice=notice.outlets_of_id or notice.pk, outlet=OuterRef("pk"))
    return list(
        notice.rulebook.outlets.filter(~Exists(recorded), is_required=True)
        .order_by("position")
        .values_list("name", flat=True)
    )


def publications_of(notice):
    """The outlets with what is recorded for each."""
    recorded = {
        one.outlet_id: one
        for one in notice.appears_as.publications.select_related("recorded_by").prefetch_related("proofs")
    }
    return [(outlet, recorded.get(outlet.pk)) for outlet in notice.rulebook.outlets.order_by("position")]


def publications_visible_to(user):
    """Proofs of publication are shown to whoever sees the notice in the office."""
    return Publication.objects.filter(notice__in=visible_to(user)).select_related("outlet").prefetch_related("proofs")


def not_closed():
    """Drafts and running notices, each with the number of required outlets not yet on record."""
    own = Coalesce(OuterRef("outlets_of"), OuterRef("pk"))
    recorded = Publication.objects.filter(notice=own, outlet__is_required=True).order_by()
    required = Outlet.objects.filter(rulebook=OuterRef("rulebook"), is_required=True).order_by()
    return (
        Notice.objects.filter(closed_at__isnull=True)
        .exclude(corrected_by__published_at__isnull=False)
        .annotate(missing=_count(required, "rulebook") - _count(recorded, "notice"))
        .order_by("pk")
    )


def _count(rows, by):
    return Coalesce(Subquery(rows.values(by).annotate(many=Count("pk")).values("many")), 0)
