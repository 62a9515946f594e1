"""Factories: one ordinary example of each thing, free of surprises."""

from tests.factories.accounts import MembershipFactory, UserFactory, prove
from tests.factories.banks import csv_layout, demonstration_bank, fixed_layout, workbook_layout
from tests.factories.nominations import NominationFactory, at_state, complete_dossier, rewritten
from tests.factories.organisations import OrganisationFactory
from tests.factories.seasons import RulebookFactory, SeasonFactory, issued

__all__ = [
    "MembershipFactory",
    "NominationFactory",
    "OrganisationFactory",
    "RulebookFactory",
    "SeasonFactory",
    "UserFactory",
    "at_state",
    "complete_dossier",
    "csv_layout",
    "demonstration_bank",
    "fixed_layout",
    "issued",
    "prove",
    "rewritten",
    "workbook_layout",
]
