"""谁可以进哪一扇门: every address of the house, held against everybody who may come to it.

The tables stand in tests/house/doors/, one for each app. An address without a row fails, and so does a row without an
address. Every visit is undone after its answer is read.
"""

import logging
from itertools import islice

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from accounts.states import Role
from common import clock
from honours.models import AwardIssue, Payment
from nominations.models import Nomination
from tests.house.doors import APPS, PEOPLE, WATCH, all_doors, table
from tests.house.doors.desks import ONLY_IN_A_DEMONSTRATION

SHARES = 4  # the doors are shared out among the processes of a run; each share builds the house once
SIGN_IN = "sign in"
ONES_OWN = {"accounts:sign_in", "accounts:sign_out", "accounts:me", "accounts:change_password", "letters:read_all"}
ONES_OWN |= {"accounts:second_factor", "accounts:enrol", "accounts:begin_enrolment", "accounts:renew_recovery_codes"}
ONES_OWN |= {"entrance:verify", "entrance:again", "entrance:email", "entrance:phone"}
LEAVES_AN_ENTRY = {"ledger:export", "exports:ask", "reviews:take_copy"}  # reading that is itself written down
ENDS_THE_SESSION = {"accounts:sign_out", "desks:become_person"}
FOR_EVERYBODY_ANEW = {"entrance:register", "accounts:set_password", "desks:forgotten", "publicity:object"}
FOR_EVERYBODY_ANEW |= {"publicity:supplement", "publicity:second_look"}


def addresses(patterns=None, prefix=""):
    """The name of every address; Django's admin counts as one."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield prefix + pattern.name
        elif pattern.namespace == "admin":
            yield "admin:index"
        else:
            yield from addresses(pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def everything():
    """A sum over every row of every table but the sessions; it moves when anything moves."""
    tables = sorted({model._meta.db_table for model in apps.get_models()} - {"django_session"})
    sums = " + ".join(f"(SELECT coalesce(sum(hashtextextended(t::text, 0)), 0) FROM {name} t)" for name in tables)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sums}")
        return cursor.fetchone()[0]


class Visit:
    """Comes to a door as somebody, and undoes what came of it."""

    def __init__(self, world):
        self.world = world
        self.clients = {name: self.client_of(name) for name in world.people}
        # whatever a form of the house may ask for, so that a refusal is one of the person and not of an empty page
        self.words = {
            **dict.fromkeys(("reason", "words", "opinion", "facts", "heard", "basis", "explanation", "note"), "测试。"),
            **dict.fromkeys(("number", "document_number", "decision_number"), "沪工总经〔2026〕99号"),
            **dict.fromkeys(("on", "opens_on", "held_on", "until"), "2026-11-02"),
            **{"choice": "for", "confirmed": "1", "ban_person": "on", "ground": "fraud", "signed_by": "许主持"},
            **{
                "title": "标题",
                "text": "正文",
                "contact": "电话",
                "place": "第三版",
                "appeared_at": "2026-09-08T09:00",
                "closes_at": "2099-09-08T17:00",
            },
            "payment": list(Payment.objects.values_list("pk", flat=True)[:1]),
            "issue": list(AwardIssue.objects.values_list("pk", flat=True)[:1]),
        }

    def client_of(self, person, **options):
        client = Client(raise_request_exception=False, **options)
        if (user := self.world.people[person]) is not None:
            client.force_login(user)
        return client

    def __call__(self, method, name, door, person, *, client=None):
        """(what the person learns, whether anything changed)."""
        address = reverse(name, kwargs=self.world.things[door.of] if door.of else None)
        with transaction.atomic():
            if client is None:
                client = self.client_of(person) if name in ENDS_THE_SESSION else self.clients[person]
            before = everything() if method == "POST" and person in WATCH else None
            answer = client.get(address) if method == "GET" else client.post(address, self.words)
            moved = before is not None and everything() != before
            transaction.set_rollback(True)
        if name == "desks:put_forward":
            cache.delete(clock.KEY)
            clock._forget()
        return told(answer), moved


@pytest.fixture
def visit(world):
    """Somebody at a door; thousands of refusals are not worth a line in the log each."""
    logging.disable(logging.WARNING)
    yield Visit(world)
    logging.disable(logging.NOTSET)


def told(answer):
    """What a person learns from an answer, in the words of the tables."""
    if answer.status_code == 302 and answer.url.startswith("/account/sign-in/?next="):
        return SIGN_IN
    return answer.status_code


def agrees(due, given):
    """A page is a page; whoever may act is let in, though the form may want something or the case be elsewhere."""
    if due == "in":
        return given in (200, 302, 400, 409, 422, 503)
    if due == "reads on":
        return given in (200, 403, 409)
    if due == "shut":
        return given in (405, 404, 403, SIGN_IN)
    return given == due


def test_every_address_has_its_row_and_every_row_its_address():
    assert sorted(addresses()) == sorted(all_doors())


@pytest.mark.parametrize("share", range(SHARES))
def test_each_person_gets_the_answer_that_the_table_says(visit, share):
    wrong = []
    for name, door in islice(all_doors().items(), share, None, SHARES):
        for method in ("GET", "POST"):
            for person in PEOPLE if door.takes(method) else ("supervision",):
                due = door.answer(method, person)
                given, moved = visit(method, name, door, person)
                if not agrees(due, given):
                    wrong.append(f"{method} {name} as {person}: {given}, but {due} is due")
                if moved and name not in ONES_OWN | LEAVES_AN_ENTRY | FOR_EVERYBODY_ANEW | set(ONLY_IN_A_DEMONSTRATION):
                    wrong.append(f"{name}: supervision has changed something")
    assert not wrong, "\n".join(wrong)


def test_no_form_is_taken_without_its_token(visit):
    taken = []
    for name, door in all_doors().items():
        if door.takes("POST") and name != "admin:index":
            person = next((one for one in PEOPLE if one in door.acts), "review_office")
            client = visit.client_of(person, enforce_csrf_checks=True)
            if visit("POST", name, door, person, client=client)[0] != 403:
                taken.append(name)
    assert not taken


def test_supervision_and_administrators_have_no_part_in_the_selection():
    business = {name: door for app in APPS[2:] if app not in ("desks", "entrance") for name, door in table(app).items()}
    acting = [name for name, door in business.items() if door.acts and (WATCH | {"administrator"}) & door.acts]

    assert set(acting) == {
        "exports:ask",  # reading, masked
        "findings:report",  # as any citizen
        "honours:verify_file",  # as any citizen
        "ledger:export",  # reading, with its reason
        "letters:read_all",  # one's own
        "letters:send_again",  # delivery is the administrator's
        "nominations:start_in",  # the page that says why not
        "publicity:object",  # as any citizen
        "publicity:second_look",  # as whoever holds the receipt
        "publicity:supplement",  # as whoever holds the receipt
        "reviews:take_copy",  # reading, without a name, written down
        "reviews:own_recusals",  # keeping out of a nomination is no part in it
    }


def test_what_is_of_xuhui_does_not_exist_elsewhere(visit):
    theirs = Nomination.objects.filter(filing_body__name="徐汇区总工会", honoured_at__isnull=True)

    assert theirs.count() > 15
    for person in ("pudong_clerk", "association_clerk", "self_nominee", "finance", "administrator"):
        client = visit.clients[person]
        assert {client.get(one.get_absolute_url()).status_code for one in theirs} == {404}, person
        listed = client.get(reverse("nominations:list")).content.decode()
        assert not [one.number for one in theirs if one.number in listed], person


def test_everybody_finds_what_is_their_own(visit):
    own = {"self_nominee": "his own", "association_clerk": "the society's", "association_endorser": "the society's"}
    for person, thing in own.items():
        address = reverse("nominations:show", kwargs=visit.world.things[thing])
        assert visit.clients[person].get(address).status_code == 200


def test_the_demonstrations_doors_do_not_exist_elsewhere(visit, settings):
    settings.DEMONSTRATION = False
    for name in ONLY_IN_A_DEMONSTRATION:
        door = table("desks")[name]
        for person in ("visitor", "review_office", "administrator"):
            assert visit("POST", name, door, person)[0] == 404, name
            if door.takes("GET"):
                assert visit("GET", name, door, person)[0] == 404, name


def test_every_role_comes_to_every_door(people):
    held = {membership.role for user in people.values() if user for membership in user.current_memberships()}
    assert held == set(Role)
