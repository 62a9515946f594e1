"""What the craftsman and the nominating side see of an honour: their own."""

from django.db.models import Count, Min, Q

from accounts.states import CLERKS, Role
from honours.models import Certificate, Honour
from honours.states import PaymentState

WANTS_ACCOUNT = (PaymentState.OPEN, PaymentState.FAILED)


def honours_of(user):
    """Honours of the person, or of those the person's bodies drafted or filed."""
    return (
        Honour.objects.filter(_own(user, "nomination__"))
        .select_related("season", "certificate", "payment", "nomination", "resolution")
        .order_by("-season__code", "certificate__serial")
    )


def certificates_visible_to(user):
    """Certificates a person may download: the office and supervision all, others their own."""
    if user.holds(Role.REVIEW_OFFICE, Role.SUPERVISION):
        return Certificate.objects.all()
    return Certificate.objects.filter(_own(user, "honour__nomination__"))


def accounts_wanted(user):
    """How many of them still want an account, and since when."""
    return (
        Honour.objects.filter(_own(user, "nomination__"), payment__state__in=WANTS_ACCOUNT)
        .order_by()
        .aggregate(count=Count("pk"), oldest=Min("payment__opened_at"), season=Min("season__code"))
    )


def _own(user, path):
    own = Q(**{f"{path}candidate": user})
    for body in user.bodies(*CLERKS):
        own |= Q(**{f"{path}drafting_body": body}) | Q(**{f"{path}filing_body": body})
    return own
