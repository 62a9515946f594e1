"""People."""

import factory
from factory.django import DjangoModelFactory

from accounts.models import Membership, Proof, User
from accounts.states import ProofWay
from tests.moments import beijing


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


def prove(user, sign_in=""):
    """The person has entered a code in the sign-in (a test client that was let in has none, and acts called directly neither)."""
    Proof.objects.create(
        user=user, sign_in=sign_in, way=ProofWay.CODE, proved_at=beijing(2000, 1, 1), until=beijing(2200, 1, 1)
    )
    return user
