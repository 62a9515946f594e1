"""Reads of people and their roles."""

import unicodedata

from django.db.models import Exists, OuterRef, Prefetch, Q, Window
from django.db.models.functions import RowNumber

from accounts.models import Membership, User
from common.dates import today
from privacy.hashing import keyed_hash


def in_force(on=None) -> Q:
    """Memberships that hold on a day (today unless said), their last day included."""
    on = on or today()
    return Q(since__lte=on) & (Q(until__isnull=True) | Q(until__gte=on))


def people_with(role, organisation=None, on=None):
    """Active people who hold a role on a day, of one organisation where it is given; each person once."""
    memberships = Membership.objects.filter(in_force(on), user=OuterRef("pk"), role=role)
    if organisation is not None:
        memberships = memberships.filter(organisation=organisation)
    return User.objects.filter(Exists(memberships), is_active=True).order_by("pk")


def people_in_branch(roles, organisation=None, on=None):
    """Active people who hold one of the roles in an organisation or below it; anywhere where none is given."""
    memberships = Membership.objects.filter(in_force(on), user=OuterRef("pk"), role__in=roles)
    if organisation is not None:
        memberships = memberships.filter(organisation__path__startswith=organisation.path)
    return User.objects.filter(Exists(memberships), is_active=True).order_by("pk")


def listed(*, words: str = "", role: str = "", organisation=None):
    """People with their present roles, for whoever keeps the accounts."""
    people = User.objects.defer("password", "phone").order_by("full_name", "pk")
    present = Membership.objects.filter(in_force()).select_related("organisation").order_by("pk")
    if words:
        people = people.filter(Q(full_name__icontains=words) | Q(username__icontains=words))
    if role or organisation:
        held = Membership.objects.filter(in_force(), user=OuterRef("pk"))
        held = held.filter(role=role) if role else held
        held = held.filter(organisation__path__startswith=organisation.path) if organisation else held
        people = people.filter(Exists(held))
    return people.prefetch_related(Prefetch("memberships", present, to_attr="present_memberships"))


def memberships_of(user):
    """All memberships of a person, those in force first."""
    return user.memberships.select_related("organisation").order_by("-since", "-pk")


def locked(pk) -> User:
    """A person's row, locked: grants and ends of memberships of one person come one after the other."""
    return User.objects.select_for_update().get(pk=pk)


def username_taken(username: str) -> bool:
    """User names are compared without regard to case."""
    return User.objects.filter(username__iexact=username).exists()


def sign_in_name(typed: str) -> str:
    """The login name that is meant: the name itself without regard to case, or that of a verified number's account."""
    name = typed.strip().lower()
    digits = "".join(one for one in unicodedata.normalize("NFKC", name) if one.isdigit())
    if len(digits) == 11 and digits.startswith("1"):
        return (
            User.objects.filter(phone_hash=keyed_hash("phone", digits)).values_list("username", flat=True).first()
            or name
        )
    return name


def people_for_each_role(most: int, *, waited_for: Q | Exists):
    """The first few active people of every role, with their present roles, in two queries.

    ``waited_for`` says of a membership whether work waits for it: such people come first and carry ``is_waited_for``.
    """
    present = Membership.objects.filter(in_force()).annotate(is_waited_for=waited_for)
    rank = Window(RowNumber(), partition_by="role", order_by=("-is_waited_for", "pk"))
    ranked = present.filter(user__is_active=True).annotate(rank=rank).filter(rank__lte=most)
    people = User.objects.filter(pk__in=ranked.values("user")).defer("password", "phone").order_by("pk")
    shown = present.select_related("organisation").order_by("pk")
    return people.prefetch_related(Prefetch("memberships", shown, to_attr="present_memberships"))
