"""People."""

import factory
from factory.django import DjangoModelFactory

from accounts.models import Membership, User


class UserFactory(DjangoModelFactory):
    """An account without a password."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    full_name = factory.Sequence(lambda n: f"李明{'甲乙丙丁戊己庚辛壬癸'[n % 10]}")


class MembershipFactory(DjangoModelFactory):
    """A role since long ago."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    since = "2020-01-01"
