"""委员申报任职、专长和关系: added by the member, taken out before the draw only, corrected by the office with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from common.refusals import Refused
from ledger.models import Entry
from reviews import actions
from reviews.models import Assignment, MemberTie, PastEmployer
from tests.factories.numbers import credit_code
from tests.moments import IN_REVIEW

TIE = {"kind": "kin", "name": "顾小梅", "unit_name": "第九机械厂", "explanation": "表妹。"}
LEFT = {"unit_name": "旧单位", "unit_code": credit_code(5), "until": date(2025, 1, 1)}


def refusal(act, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return refused.value.ground


def test_a_tie_declared_later_supersedes_the_statement_of_none_and_tells_the_office(members, review_office):
    tie = actions.declare_tie(members[0], by=members[0].user, now=IN_REVIEW, **TIE)

    assert not tie.member.has_no_ties
    assert Entry.objects.filter(act="committee.tie_declared").exists()
    assert review_office.letters.get().kind == "review_member_changed"


def test_what_the_office_notes_is_told_to_the_member(members, review_office):
    actions.add_past_employer(members[0], by=review_office, now=IN_REVIEW, **LEFT)
    assert members[0].user.letters.get().kind == "review_member_corrected"


def test_nobody_else_states_anything_for_a_member(members, supervision, expert):
    for stranger in (supervision, expert, members[1].user):
        assert refusal(actions.declare_tie, members[0], by=stranger, **TIE) == "not_review_office"
        assert refusal(actions.add_past_employer, members[0], by=stranger, **LEFT) == "not_review_office"
        assert refusal(actions.state_expertise, members[0], fields=[], trades=[], by=stranger) == "not_review_office"


def test_before_the_draw_the_member_takes_out_what_he_stated(members):
    tie = actions.declare_tie(members[0], by=members[0].user, now=IN_REVIEW, **TIE)
    member = actions.remove_tie(tie, by=members[0].user, now=IN_REVIEW)
    assert member.has_no_ties and not MemberTie.objects.exists()


def test_once_drawn_only_the_office_takes_out_and_says_why(drawn, review_office):
    member = Assignment.objects.first().member
    tie = actions.declare_tie(member, by=member.user, now=IN_REVIEW, **TIE)
    past = actions.add_past_employer(member, by=member.user, now=IN_REVIEW, **LEFT)

    assert refusal(actions.remove_tie, tie, by=member.user) == "drawn"
    assert refusal(actions.remove_past_employer, past, by=member.user) == "drawn"
    assert refusal(actions.remove_tie, tie, by=review_office) == "no_reason"
    actions.remove_tie(tie, by=review_office, reason="误填同名者。", now=IN_REVIEW)
    assert Entry.objects.get(act="committee.tie_removed").reason == "误填同名者。"


def test_a_change_of_employer_keeps_the_former_one(members):
    before = members[0].unit_code
    changed = {"unit_name": "新单位", "unit_code": credit_code(6)}
    actions.change_employer(members[0], by=members[0].user, now=IN_REVIEW, **changed)
    assert PastEmployer.objects.get().unit_code == before


def test_a_correction_by_the_office_keeps_nothing_and_needs_a_reason(members, review_office):
    changed = {"unit_name": "新单位", "unit_code": credit_code(6), "by": review_office, "now": IN_REVIEW}
    assert refusal(actions.change_employer, members[0], **changed) == "no_reason"
    actions.change_employer(members[0], reason="登记有误。", **changed)
    assert not PastEmployer.objects.exists()


def test_expertise_is_replaced_as_a_whole_and_named_once(members):
    asked = {"fields": ["高端装备", "高端装备"], "trades": ["焊工", "钳工"]}
    for _ in range(2):
        actions.state_expertise(members[0], by=members[0].user, now=IN_REVIEW, **asked)
    assert [one.name for one in members[0].fields.all()] == ["高端装备"]
    assert [one.name for one in members[0].trades.all()] == ["焊工", "钳工"]


def test_a_seat_nobody_holds_states_nothing(members, review_office):
    actions.stand_down(members[0], by=review_office, reason="因病。", now=IN_REVIEW)
    assert refusal(actions.declare_tie, members[0], by=members[0].user, **TIE) == "stood_down"


def test_a_member_states_everything_from_his_own_pages(client, rulebook, members):
    client.force_login(members[0].user)
    unit = {"unit_name": "新单位", "unit_code": credit_code(6)}
    posts = {
        "my_expertise": {"fields": ["传统工艺"], "trades": "焊工、钳工，焊工"},
        "my_employer": unit,
        "my_employers": {**unit, "until": "2025-03-01"},
        "my_ties": TIE | {"unit_code": ""},
    }
    for name, posted in posts.items():
        assert client.post(reverse(f"reviews:{name}"), posted).status_code == 302, name
    page = client.get(reverse("reviews:mine")).content.decode()
    assert all(words in page for words in ("焊工、钳工", "传统工艺", "顾小梅", "新单位"))


def test_the_office_corrects_from_the_members_page_and_experts_do_not_read_it(client, members, review_office):
    tie = actions.declare_tie(members[0], by=members[0].user, now=IN_REVIEW, **TIE)
    client.force_login(members[1].user)
    assert client.get(reverse("reviews:member", args=[members[0].pk])).status_code == 403
    assert client.post(reverse("reviews:remove_tie", args=[tie.pk])).status_code == 404
    client.force_login(review_office)
    assert "顾小梅" in client.get(reverse("reviews:member", args=[members[0].pk])).content.decode()
    assert client.post(reverse("reviews:remove_tie", args=[tie.pk]), {"reason": "误填。"}).status_code == 302
