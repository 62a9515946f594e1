"""评审: a committee in five categories, a round with its draw."""

import factory
from factory.django import DjangoModelFactory

from accounts.states import Role
from reviews import pledge
from reviews.models import CommitteeMember, Confirmation, Reserve, SignedPledge
from reviews.states import Category
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.numbers import credit_code
from tests.moments import IN_REVIEW, IN_SCREENING


class CommitteeMemberFactory(DjangoModelFactory):
    """A member who has accepted and signed the pledge, of a unit of his own; give season."""

    class Meta:
        model = CommitteeMember

    user = factory.SubFactory(UserFactory)
    category = factory.Iterator(Category.values)
    unit_name = factory.Sequence(lambda n: f"第{n}研究院")
    unit_code = factory.Sequence(lambda n: credit_code(700_000 + n, kind="12"))
    invited_at = IN_SCREENING
    answered_at = IN_SCREENING
    ties_stated_at = IN_SCREENING
    has_no_ties = True
    pledged_at = IN_SCREENING
    pledge_version = "2026-1"


class SignedPledgeFactory(DjangoModelFactory):
    """A pledge in today's text; give member."""

    class Meta:
        model = SignedPledge

    version = pledge.CURRENT.version
    title = pledge.CURRENT.title
    opening = pledge.CURRENT.opening
    clauses = list(pledge.CURRENT.clauses)
    signed_at = IN_SCREENING


class ReserveFactory(DjangoModelFactory):
    """A substitute approved by name; give season."""

    class Meta:
        model = Reserve

    user = factory.SubFactory(UserFactory)
    category = Category.MEDIA
    position = factory.Sequence(lambda n: n + 1)
    unit_name = factory.Sequence(lambda n: f"第{n}报社")
    unit_code = factory.Sequence(lambda n: credit_code(720_000 + n, kind="12"))
    approved_by = "市总工会分管领导"
    document = "市总工会主席办公会纪要（2026年第9期）"
    approved_on = "2026-06-01"


def committee(season, size, organisation):
    """So many members who hold the role at 市总, the five categories in turn."""
    members = []
    for place in range(size):
        category = Category.values[place % len(Category)]
        member = CommitteeMemberFactory(season=season, category=category)
        MembershipFactory(user=member.user, role=Role.EXPERT, organisation=organisation)
        members.append(member)
    return members


def all_declared(round, *, at=IN_REVIEW):
    """Every member has read the round's list of names and confirmed it, so that the round can be drawn."""
    Confirmation.objects.bulk_create(
        Confirmation(member=one, round=round, names=round.entrants.count(), at=at)
        for one in CommitteeMember.objects.filter(season=round.season, stood_down_at__isnull=True)
    )
    return round
