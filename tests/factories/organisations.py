"""Organisations."""

import factory
from factory.django import DjangoModelFactory

from organisations.models import Organisation
from organisations.states import Kind
from tests.factories.numbers import credit_code


class OrganisationFactory(DjangoModelFactory):
    """A grassroots union of a unit unless said otherwise."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"第{n}机床厂工会")
    kind = Kind.GRASSROOTS
    credit_code = factory.Sequence(lambda n: credit_code(n, kind="81"))
    employer_name = factory.LazyAttribute(lambda o: o.name.removesuffix("工会") if o.kind == Kind.GRASSROOTS else "")
    employer_code = factory.Sequence(lambda n: credit_code(n))
