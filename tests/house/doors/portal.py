"""Addresses outside the rooms."""

from tests.house.doors import EVERYBODY, Door, page

ADMINISTRATOR = frozenset({"administrator"})
DOORS = {
    "healthz": page(EVERYBODY),
    "readyz": page(EVERYBODY, leads_on=EVERYBODY),  # 503 while no worker runs
    "published": page(EVERYBODY, of="published file"),
    # one row for all of Django's admin: the system administrator's, and nobody else is let past its own sign-in
    "admin:index": Door(reads=ADMINISTRATOR, acts=ADMINISTRATOR, rest=302),
}
