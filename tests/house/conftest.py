"""One world with one of each thing, and everybody who may come to its doors."""

import pytest

from tests.factories import (
    NominationFactory,
    at_state,
    complete_dossier,
    prove,
)
from tests.house.doors import PEOPLE
from tests.house.things import beginnings, honours, nominations, publicity, reviews


class World:
    """Everybody by name, and what stands in each address, by name."""

    def __init__(self, people):
        self.people = people
        self.things = {}

    def put(self, name, **arguments):
        """Remember the arguments of an address."""
        self.things[name] = arguments


@pytest.fixture
def people(request):
    """The cast by name; a visitor is None."""
    cast = {name: request.getfixturevalue(name) for name in PEOPLE if name not in ("visitor", "chair", "panellist")}
    cast["chair"] = request.getfixturevalue("chair_members")[0]
    for one in cast.values():
        prove(one)
    return cast | {"visitor": None}


@pytest.fixture
def world(people, rulebook, draft, works_union, xuhui_union, municipal, society, season):
    """A season with one of each thing in it; what is of a union is Xuhui's."""
    world = World(people)

    def nomination(state=None, **fields):
        made = NominationFactory(
            rulebook=rulebook,
            **{"drafted_by": people["clerk"], "drafting_body": works_union, "filing_body": xuhui_union} | fields,
        )
        return at_state(complete_dossier(made), state) if state else complete_dossier(made)

    beginnings.first_people(world, works_union)
    world.put("list to export", kind="nominations.summary")
    beginnings.letters(world)
    beginnings.seasons_and_rulebooks(world, season)
    nominations.dossiers(world, draft, nomination, society)
    nominations.lists(world, rulebook, works_union)
    honours.named_ones(world, season, nomination)
    publicity.notices(world, season, nomination)
    reviews.rounds(world, season, rulebook, nomination, municipal)
    return world
