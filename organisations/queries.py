"""Reads of the tree of organisations."""

from organisations.models import Organisation
from organisations.states import FILING_UNIONS, SOCIAL_BODIES, Kind


def municipal() -> Organisation:
    """市总工会: the root of the tree."""
    return Organisation.objects.get(kind=Kind.MUNICIPAL)


def branch_of(organisation):
    """The organisation and everything below it."""
    return Organisation.objects.filter(path__startswith=organisation.path)


def ancestors_of(organisation) -> list[Organisation]:
    """The organisations above, nearest first; the organisation itself is not among them."""
    keys = [int(key) for key in organisation.path.strip("/").split("/") if key][:-1]
    found = Organisation.objects.in_bulk(keys)
    return [found[key] for key in reversed(keys)]


def filing_union_of(organisation) -> Organisation | None:
    """区、局（产业）工会 that files for it with 市总; a society or association files for itself."""
    if organisation.kind in (*FILING_UNIONS, *SOCIAL_BODIES):
        return organisation
    return next((above for above in ancestors_of(organisation) if above.is_filing_union), None)


def filing_unions():
    """区、局（产业）工会 in the order of the tree, for a choice."""
    return Organisation.objects.filter(kind__in=FILING_UNIONS, is_active=True).order_by("path")


def listed(*, words: str = "", kind: str = "", branch=None):
    """The tree in its own order, filtered."""
    organisations = Organisation.objects.select_related("parent").order_by("path")
    if branch is not None:
        organisations = organisations.filter(path__startswith=branch.path)
    if words:
        organisations = organisations.filter(name__icontains=words) | organisations.filter(
            credit_code__iexact=words.strip()
        )
    if kind:
        organisations = organisations.filter(kind=kind)
    return organisations


def possible_parents():
    """Unions that may have lower ones."""
    return Organisation.objects.filter(
        kind__in=[Kind.MUNICIPAL, Kind.DISTRICT, Kind.INDUSTRY, Kind.LOWER], is_active=True
    )
