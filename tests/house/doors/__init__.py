"""Who may open which door: one table for each app, one row for each address.

A row names the thing that stands in the address (``of``, put there by the ``world`` of tests/house/conftest.py), who
reads the page and who may send its form. Everybody else is refused: 403 where the thing may be known, 404 where it does
not exist for them (``rest``, with ``refused`` for those who know of it all the same). A visitor is led to the sign-in.
"""

from dataclasses import dataclass
from importlib import import_module

PEOPLE = (
    "visitor",
    "clerk",  # of the works' union, Xuhui
    "park_endorser",
    "xuhui_clerk",
    "xuhui_endorser",
    "pudong_clerk",  # of another district
    "association_clerk",
    "association_endorser",
    "self_nominee",
    "screener",  # has claimed the file
    "second_screener",
    "expert",  # seated, but not on the panel of this file
    "panellist",  # on the panel of this file
    "review_office",
    "publicity_officer",
    "secretary",
    "chair",
    "finance",
    "second_finance",
    "supervision",
    "administrator",
)
SIGNED_IN = frozenset(PEOPLE) - {"visitor"}
EVERYBODY = frozenset(PEOPLE)
NOBODY = frozenset()
XUHUI = frozenset({"clerk", "park_endorser", "xuhui_clerk", "xuhui_endorser"})
SCREENERS = frozenset({"screener", "second_screener"})
EXPERTS = frozenset({"expert", "panellist"})
FINANCE = frozenset({"finance", "second_finance"})
OFFICE = frozenset({"review_office"})
WATCH = frozenset({"supervision"})

APPS = (
    "portal",
    "accounts",
    "decisions",
    "desks",
    "entrance",
    "exports",
    "handover",
    "honours",
    "findings",
    "intake",
    "ladder",
    "ledger",
    "letters",
    "nominations",
    "publicity",
    "reviews",
    "sanctions",
    "seasons",
)


@dataclass(frozen=True)
class Door:
    """A row: ``reads`` and ``acts`` are None where the door takes no GET or no POST at all."""

    of: str = ""
    reads: frozenset | None = None
    acts: frozenset | None = None
    rest: int = 403
    refused: frozenset = NOBODY
    leads_on: frozenset = NOBODY  # those whom a visit takes further, or tells why not now

    def takes(self, method):
        """Whether the door knows this way of coming at all."""
        return (self.reads if method == "GET" else self.acts) is not None

    def answer(self, method, person):
        """The answer that is due to a person: a number, or a word of tests/house/test_doors.py."""
        if not self.takes(method):
            return "shut"
        admitted = self.reads if method == "GET" else self.acts
        if person in admitted:
            return 200 if method == "GET" and person not in self.leads_on else "in"
        if person == "visitor":
            return "sign in" if self.rest in (403, 404) else self.rest
        if method == "POST" and self.reads is not None and person in self.reads:
            return "reads on"
        return 403 if person in self.refused else self.rest


def page(reads, of="", **more):
    """A page that is only read."""
    return Door(of=of, reads=frozenset(reads), **more)


def form(by, of="", *, reads=None, **more):
    """A page with a form: who reads it may send it, unless said otherwise."""
    return Door(of=of, reads=frozenset(by if reads is None else reads), acts=frozenset(by), **more)


def act(by, of="", **more):
    """A button without a page of its own."""
    return Door(of=of, acts=frozenset(by), **more)


def table(app):
    """The rows of an app."""
    return import_module(f"tests.house.doors.{app}").DOORS


def all_doors():
    """Every row of every table."""
    return {name: door for app in APPS for name, door in table(app).items()}
