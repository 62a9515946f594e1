"""People at real browsers: one headless Chromium for all, one context for each person.

Every page they open is listened to: an error in the console or a breach of the content security policy fails the test.
"""

import asyncio
import os
import re
from datetime import time, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright's loop runs in the thread of the tests

from playwright.sync_api import sync_playwright

from common import clock
from common.dates import at_time, today
from rehearsal.dossiers import evidence_pdf
from seasons.models import HolidayList
from seasons.queries import calendar
from tests.factories import RulebookFactory, issued, prove
from tests.house.conftest import people  # noqa: F401 - the cast of the doors
from tests.house.conftest import world as one_of_each_thing  # noqa: F401

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TELEPHONE = {"width": 360, "height": 740}
TABLET = {"width": 820, "height": 1180}  # held upright, worked with the finger
DESK = {"width": 1280, "height": 900}
LISTEN = "addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI))"
# what the network says of an answer that is meant to be one: a refusal is a page
ANSWERS = re.compile(r"Failed to load resource: the server responded with a status of (403|404|409|422)")


@pytest.fixture(scope="package")
def chromium():
    """One browser for all journeys; gone with the last of them, for its event loop runs in the thread of the tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def world(request, transactional_db):
    """One of each thing, as for the doors; made outside playwright's loop, because signing a PDF runs one of its own."""
    running = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        return request.getfixturevalue("one_of_each_thing")
    finally:
        asyncio._set_running_loop(running)


class Person:
    """Somebody at a browser: opens addresses, fills in, presses, reads."""

    def __init__(self, chromium, live_server, viewport):
        self.server = live_server.url
        self.context = chromium.new_context(
            viewport=viewport, has_touch=viewport == TABLET, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        self.context.add_init_script(LISTEN)
        self.context.set_default_timeout(8000)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"{self.page.url}: {error}"))
        self.page.on("dialog", lambda dialog: dialog.accept())

    def comes_as(self, user):
        """Signed in already, as after an earlier visit, and with a code entered."""
        prove(user)
        client = Client()
        client.force_login(prove(user))
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
        self.context.add_cookies([cookie | {"url": self.server}])
        return self

    def _hear(self, message):
        if message.type in ("error", "warning") and not ANSWERS.match(message.text):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def open(self, name, *args):
        """Go to an address of the house, by its name or as it stands in a link."""
        path = name if "/" in name else reverse(name, args=args)
        return self.page.goto(path if path.startswith("http") else self.server + path)

    def fill(self, **fields):
        """Fill in fields by their names: a text, a choice, a tick, a file."""
        for name, value in fields.items():
            field = self.page.locator(f'main [name="{name}"]:not([type=hidden])')
            kind = field.first.evaluate("e => e.type")
            if kind == "radio":
                self.page.locator(f'main [name="{name}"][value="{value}"]').check()
            elif kind == "checkbox":
                field.first.set_checked(bool(value))
            elif kind == "select-one":
                field.first.select_option(**value) if isinstance(value, dict) else field.first.select_option(value)
            elif kind == "file":
                field.first.set_input_files(value)
            else:
                field.first.fill(str(value))
        return self

    def press(self, words):
        """Press a button by its words, or follow the link that stands in for it, and wait for the answer."""
        main = self.page.locator("main")
        found = [main.get_by_role(role, name=words, exact=True) for role in ("button", "link")]
        target = next((one.first for one in found if one.count()), None)
        assert target is not None, f"no “{words}” on {self.page.url}:\n{main.inner_text()[:1500]}"
        with self.page.expect_navigation(wait_until="load"):
            target.click()
        return self

    def enters_a_code(self):
        """输入动态验证码 where the page asks for it, and back."""
        asked = self.page.url
        self.press("输入动态验证码").looks_at_the_phone()
        assert self.page.url == asked, f"back at {self.page.url}, not at {asked}"
        return self

    def looks_at_the_phone(self):
        """The code of this minute on its own page; whoever has none yet binds one first."""
        if self.page.get_by_role("button", name="开始绑定").count():
            self.press("开始绑定").fill(code=self._phone()).press("绑定").press("已抄录，继续")
        else:
            self.fill(code=self._phone()).press("验证")
        return self

    def _phone(self):
        """What the demonstration says the phone shows."""
        return self.page.locator("main .callout", has_text="演示环境").locator(".number").inner_text().strip()

    def press_with_reason(self, words, reason):
        """Open what a button hides, write the reason, press."""
        details = self.page.locator("main details", has=self.page.locator("summary", has_text=words)).first
        details.locator("summary").click()
        details.locator('[name="reason"]').fill(reason)
        with self.page.expect_navigation(wait_until="load"):
            details.locator("button[type=submit]").click()
        return self

    def reads(self, *sentences):
        """Each of these stands on the page."""
        text = self.page.inner_text("body")
        missing = [sentence for sentence in sentences if sentence not in text]
        assert not missing, f"{missing} not on {self.page.url}:\n{text[:1500]}"
        return self

    def does_not_read(self, sentence):
        """This does not stand on the page."""
        assert sentence not in self.page.inner_text("body"), self.page.url
        return self

    def receives(self, name, *args):
        """The bytes of a file behind an address."""
        answer = self.context.request.get(self.server + reverse(name, args=args))
        assert answer.ok, answer.status
        return answer.body()


@pytest.fixture
def anybody(chromium, live_server, transactional_db, settings):
    """Visitors without a sign-in; what their browsers complained of fails the test."""
    settings.PUBLIC_ADDRESS = live_server.url
    visitors = []

    def visitor(viewport=DESK):
        visitors.append(Person(chromium, live_server, viewport))
        return visitors[-1]

    yield visitor
    complaints = [line for person in visitors for line in person.complaints]
    for person in visitors:
        person.context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def browser_of(anybody):
    """The browser of a person, signed in by the demonstration's one click."""
    known = {}

    def browser(user, viewport=DESK):
        if user.pk not in known:
            person = known[user.pk] = anybody(viewport)
            person.open("desks:become")
            person.press(user.full_name)
            person.reads(f"您现在是{user.full_name}。")
        return known[user.pk]

    return browser


@pytest.fixture(autouse=True)
def _clock_as_it_is():
    """The demonstration's clock is put forward by a journey and forgotten after it."""
    yield
    cache.delete(clock.KEY)
    clock._forget()


@pytest.fixture
def paper(tmp_path):
    """A PDF on the person's disk."""
    path = tmp_path / "证明.pdf"
    path.write_bytes(evidence_pdf(1))
    return path


@pytest.fixture
def this_year(transactional_db, holidays):
    """The days that the working-day clock may be asked about; every weekday of them is worked."""
    now = timezone.now()
    for year in (now.year, now.year + 1):
        HolidayList.objects.get_or_create(
            year=year, defaults={"document_number": f"国办发明电〔{year - 1}〕7号", "loaded_at": now}
        )


@pytest.fixture
def open_season(this_year, season):
    """A rulebook issued under which nominations are taken today; its notice comes first unless said otherwise."""

    def issue(**columns):
        now = timezone.now()
        window = {"submission_opens_at": now - timedelta(days=1), "submission_closes_at": now + timedelta(days=20)}
        few = {"scores_per_nomination": 3, "scores_dropped": 0, "committee_size": 5}
        return issued(RulebookFactory(season=season, **window | few | columns), at=now - timedelta(days=2))

    return issue


def put_forward_to(day, hour):
    """Put the demonstration's clock forward to an hour of a day, Beijing time; returns the new moment."""
    target = at_time(day, time(hour))
    if target > clock.now():
        clock.put_forward(target - clock.now() + timedelta(minutes=1))
    return clock.now()


def next_working_day(after=None):
    """The first working day after this one."""
    day = (after or today(clock.now())) + timedelta(days=1)
    while not calendar().is_working_day(day):
        day += timedelta(days=1)
    return day
