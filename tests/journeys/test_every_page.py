"""每一页: on a telephone nothing hangs over the edge, no browser complains, and nobody is shut out by the page itself."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import Error

from tests.house.doors import PEOPLE, all_doors
from tests.journeys.conftest import TELEPHONE

pytestmark = pytest.mark.browser

NO_PAGES = {
    "healthz",
    "readyz",
    "admin:index",
    "decisions:minutes_docx",
    "decisions:minutes_pdf",
    "decisions:resolution_docx",
    "decisions:resolution_pdf",
    "decisions:signed_minutes",
    "decisions:signed_scan",
    "exports:progress",
    "handover:progress",
    "handover:schema",
    "honours:certificate",
    "honours:certificates_progress",
    "honours:medal_letter",
    "honours:replacement_proof",
    "ladder:template",
    "nominations:countdown",
    "intake:marked",
    "intake:progress",
    "intake:papers_progress",
    "intake:sample",
    "intake:template",
    "nominations:bulk_progress",
    "nominations:evidence",
    "nominations:ranked_scan",
    "nominations:show_paper",  # the file itself, shown by the browser
    "publicity:proof",
    "published",  # a file as it was published
    "publicity:receipt_reply",
    "publicity:reply",
    "reviews:draw_record",
    "reviews:evidence",
    "reviews:printed_timetable",
    "reviews:result_slip",
    "reviews:slip",
    "reviews:take_copy",
    "reviews:verifier",
    "accounts:set_password",  # leads on by a session of its own
}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "resultTypes": ["violations"],
}
EVERYBODYS = ("desks:desk",)


def visits():
    """(address, who comes, the thing in it): every page once, by one who acts there if somebody does; desks by all."""
    for name, door in sorted(all_doors().items()):
        if door.reads and name not in NO_PAGES:
            readers = [person for person in PEOPLE if person in door.reads and person not in door.leads_on]
            acting = [person for person in readers if person in (door.acts or ())]
            for person in readers if name in EVERYBODYS else (acting or readers)[:1]:
                yield name, person, door.of


def serious(page):
    """What axe calls serious or critical."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found if one["impact"] in ("serious", "critical")
    ]


def test_every_page_fits_a_telephone_and_can_be_used_by_everybody(world, anybody):
    wrong, browsers = [], {}
    for name, person, thing in visits():
        if person not in browsers:
            browsers[person] = anybody(TELEPHONE)
            if world.people[person] is not None:
                browsers[person].comes_as(world.people[person])
        browser = browsers[person]
        where = f"{name} as {person}"
        try:
            answer = browser.open(reverse(name, kwargs=world.things[thing] if thing else None))
        except Error as fault:
            wrong.append(f"{where}: {fault.message}")
            continue
        if answer.status not in (200, 409):
            wrong.append(f"{where}: {answer.status}")
            continue
        wide, seen = browser.page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > seen:
            wrong.append(f"{where}: {wide} wide, {seen} seen")
        wrong += [f"{where}: {fault}" for fault in serious(browser.page)]
    assert not wrong, "\n".join(wrong)
