"""人员、函件、年度: accounts, a letter, a season with its rulebooks."""

from accounts.actions import password_path
from letters.actions import owe
from letters.models import Letter
from seasons import actions as seasons
from tests.factories import (
    UserFactory,
)
from tests.moments import (
    IN_WINDOW,
)


def first_people(world, works_union):
    """A person, a membership, an organisation."""
    person = UserFactory(full_name="新来的", email="new@example.org")
    uidb64, token = password_path(person).strip("/").split("/")[-2:]
    world.put("person", key=person.pk)
    world.put("password link", uidb64=uidb64, token=token)
    world.put("membership", key=world.people["clerk"].memberships.get().pk)
    world.put("organisation", key=works_union.pk)
    world.put("ledger of a person", kind="accounts.user", key=person.pk)


def letters(world):
    """A letter to the clerk."""
    owe("house", to=world.people["clerk"], subject="致周文静", body="正文。")
    world.put("letter to the clerk", key=Letter.objects.get(kind="house").pk)


def seasons_and_rulebooks(world, season):
    """A season, an issued rulebook and its amendment."""
    office = world.people["review_office"]
    amendment = seasons.amend(season, by=office, reason="延长申报。", now=IN_WINDOW)
    world.put("season", code=season.code)
    world.put("issued rulebook", code=season.code, edition=1)
    world.put("drafted rulebook", code=season.code, edition=amendment.edition)
    world.put("rows of a drafted rulebook", code=season.code, edition=amendment.edition, relation="criteria")
    world.put("year of holidays", year=2026)
