"""先申明、后评审 (国家自然科学基金条例 第二十条): the list of names is read and confirmed before any file."""

from datetime import timedelta

import pytest
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from letters.models import Letter
from reviews import actions
from reviews.models import Assignment, Confirmation, Recusal
from reviews.queries.conflicts import has_declared
from tests.moments import IN_REVIEW
from tests.reviews.conftest import DUE

LATER = IN_REVIEW + timedelta(minutes=5)


@pytest.fixture
def unread(season, admitted, members, review_office):
    """A round that is open; nobody has read its list."""
    return actions.open_round(season, closes_at=DUE, by=review_office, now=IN_REVIEW, seed="种子")


def confirm(member, round):
    return actions.confirm_list(member, round, by=member.user, now=LATER)


def test_nobody_is_drawn_before_somebody_has_confirmed(unread, review_office):
    with pytest.raises(Refused) as refused:
        actions.draw(unread, by=review_office, now=LATER)
    assert refused.value.ground == "nobody_declared"


def test_only_who_has_confirmed_is_drawn(unread, members, review_office):
    for member in members[:5]:
        confirm(member, unread)
    actions.draw(unread, by=review_office, now=LATER)
    assert set(Assignment.objects.values_list("member", flat=True)) <= {one.pk for one in members[:5]}


def test_a_confirmation_says_how_many_names_it_covers_and_leaves_its_trace(unread, members):
    assert confirm(members[0], unread).names == 3
    assert has_declared(members[0], unread) and not has_declared(members[1], unread)
    assert Entry.objects.get(act="list.confirmed").actor_id == members[0].user_id


def test_it_is_given_once_and_by_nobody_else(unread, members):
    with pytest.raises(Refused) as refused:
        actions.confirm_list(members[0], unread, by=members[1].user, now=LATER)
    assert refused.value.ground == "not_yours"
    confirm(members[0], unread)
    with pytest.raises(Refused) as refused:
        confirm(members[0], unread)
    assert refused.value.ground == "already_confirmed"


def test_names_added_later_ask_for_another_look(unread, members):
    confirm(members[0], unread)
    unread.entrants.filter(pk=unread.entrants.first().pk).update(entered_at=LATER + timedelta(hours=1))
    assert not has_declared(members[0], unread)


def test_several_are_declared_at_once_or_none(unread, members, admitted):
    chosen = [(admitted[0], "kin", "表弟。"), (admitted[1], "mentoring", " ")]
    with pytest.raises(Refused):
        actions.declare_several(members[0], chosen, by=members[0].user, now=LATER)
    assert not Recusal.objects.exists()


def test_the_office_reminds_whom_it_waits_for_and_nobody_else(unread, members, review_office):
    Letter.objects.all().delete()
    confirm(members[0], unread)
    actions.remind_of_list(unread, by=review_office, now=LATER)
    told = Letter.objects.filter(kind="review_list_to_confirm").values_list("recipient", flat=True)
    assert set(told) == {one.user_id for one in members[1:]}


def test_a_file_is_not_shown_before_its_name_was_on_a_confirmed_list(client, sheet):
    Confirmation.objects.all().delete()
    client.force_login(sheet.assignment.member.user)
    assert client.get(reverse("reviews:sheet", args=[sheet.pk])).status_code == 409
    assert client.get(reverse("reviews:queue")).url == reverse("reviews:candidates")


def test_the_expert_ticks_explains_and_confirms_on_the_pages(client, unread, members, admitted):
    client.force_login(members[0].user)
    page = client.get(reverse("reviews:candidates")).content.decode()
    assert admitted[0].name in page and admitted[0].trade not in page

    address = reverse("reviews:several") + f"?number={admitted[0].number}&number={admitted[1].number}"
    words = {f"{one.number}-ground": "kin" for one in admitted[:2]}
    assert client.post(address, words).status_code == 422
    client.post(address, words | {f"{one.number}-explanation": "本人的表弟。" for one in admitted[:2]})
    assert Recusal.objects.filter(member=members[0]).count() == 2

    client.post(reverse("reviews:confirm_list", args=[unread.number]))
    assert Confirmation.objects.get(member=members[0]).names == 3
