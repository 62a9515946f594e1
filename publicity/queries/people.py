"""Who took which part, and who is told."""

from accounts.models import Membership, User
from accounts.queries import in_force, people_with
from accounts.states import CLERKS, Role


def accounts_of_person(user) -> set[int]:
    """All accounts of one natural person."""
    if not user.person_hash:
        return {user.pk}
    return set(User.objects.filter(person_hash=user.person_hash).values_list("pk", flat=True)) | {user.pk}


def clerks_of_bodies(bodies):
    """Clerks of the filing bodies, grouped by body: one query for a whole notice."""
    grouped = {}
    memberships = Membership.objects.filter(in_force(), role__in=CLERKS, organisation__in=bodies, user__is_active=True)
    for membership in memberships.select_related("user").order_by("pk"):
        grouped.setdefault(membership.organisation_id, []).append(membership.user)
    return grouped


def candidates_of(nominations):
    """Accounts of the candidates, where they have one."""
    return User.objects.filter(pk__in=[one.candidate_id for one in nominations if one.candidate_id])


def review_office():
    """People of the review office with their memberships, from whom an inquirer is chosen."""
    return people_with(Role.REVIEW_OFFICE).prefetch_related("memberships__organisation")


def bodies_of(nomination):
    """The unions and associations through which a nomination came."""
    own = {nomination.drafting_body_id, nomination.filing_body_id} - {None}
    return own | set(nomination.endorsements.values_list("organisation_id", flat=True))
