"""Reads of sittings: who may see which, who sits in them, what is under way."""

from django.db.models import Count, Exists, OuterRef, Q

from accounts.queries import people_with
from accounts.states import Role
from decisions.models import Resolution, Sitting, SittingMember
from decisions.states import Outcome

READERS = (Role.CHAIR_SECRETARY, Role.SUPERVISION)


READERS_OF_RESOLUTIONS = (*READERS, Role.REVIEW_OFFICE, Role.PUBLICITY_OFFICER, Role.FINANCE, Role.CHAIR_MEMBER)


def visible_to(user):
    """All sittings for the secretary and supervision, those with a seat of one's own for a member."""
    sittings = Sitting.objects.select_related("season", "rulebook", "prepared_by").order_by("-pk")
    if not user.is_authenticated:
        return sittings.none()
    if user.holds(*READERS):
        return sittings
    return sittings.filter(Exists(SittingMember.objects.filter(sitting=OuterRef("pk"), user=user)))


def resolutions_visible_to(user):
    """决议 are read by the offices that carry them out as well."""
    resolutions = Resolution.objects.select_related("sitting__season", "sitting__rulebook", "recorded_by")
    if not user.is_authenticated:
        return resolutions.none()
    if user.holds(*READERS_OF_RESOLUTIONS):
        return resolutions
    return resolutions.filter(Exists(SittingMember.objects.filter(sitting=OuterRef("sitting"), user=user)))


def listed(sittings):
    """Sittings with the size of their roster and the number of names carried."""
    return sittings.select_related("resolution").annotate(
        how_many=Count("roster", distinct=True),
        carried=Count("roster", filter=Q(roster__outcome=Outcome.CARRIED), distinct=True),
    )


def locked_sitting(pk) -> Sitting:
    """The sitting's row, held until the act is done."""
    return Sitting.objects.select_for_update(of=("self",)).select_related("season", "rulebook__season").get(pk=pk)


def next_number(season) -> int:
    """Sittings of a season are numbered from 1."""
    latest = Sitting.objects.filter(season=season).order_by("-number").values_list("number", flat=True).first()
    return (latest or 0) + 1


def chair_members():
    """主席办公会成员 in office today."""
    return people_with(Role.CHAIR_MEMBER)


def seat_of(sitting, user) -> SittingMember | None:
    """The person's own seat."""
    return sitting.members.filter(user=user).first()


def members_of(sitting):
    """The members with the number of names they have voted on."""
    return (
        sitting.members.select_related("user").annotate(voted=Count("votes", distinct=True)).order_by("-is_chair", "pk")
    )


def recipients_of_resolution():
    """Who carries a resolution out: publicity and the review office."""
    return [*people_with(Role.REVIEW_OFFICE), *people_with(Role.PUBLICITY_OFFICER)]


def under_way():
    """Sittings that have neither ended nor been voided."""
    under_way = Sitting.objects.filter(closed_at__isnull=True, voided_at__isnull=True)
    return under_way.select_related("season").order_by("held_on", "pk")


def number_taken(number) -> bool:
    """文号 are unique."""
    return Resolution.objects.filter(number=number).exists()


def agenda_of(sitting):
    """议程 in its order."""
    return sitting.agenda.order_by("position")


def next_position(sitting) -> int:
    """The agenda grows at its end."""
    return (sitting.agenda.order_by("-position").values_list("position", flat=True).first() or 0) + 1
